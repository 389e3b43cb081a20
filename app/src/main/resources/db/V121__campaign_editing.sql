-- Owner: campaign.
alter table campaign
  -- In the order of co_organisers, which is Chinese.
  add column co_organisers_en text[] not null default '{}',
  -- The text in force when it was opened first; earlier ones are drafts of the association.
  add column opened_version   int check (opened_version >= 1);
update campaign set co_organisers_en = co_organisers;
update campaign set opened_version = 1 where state <> 'DRAFT';
