-- Owner: pledge.
create table pledge (
  id                 uuid        primary key,
  campaign_id        uuid        not null references campaign,
  enterprise_id      uuid        not null,
  year               int         not null,
  -- The enterprise as it was when it signed.
  credit_code        text        collate "C" not null,
  enterprise_name_zh text        not null,
  enterprise_name_en text        not null,
  province           text        collate "C" not null,
  industry           text        collate "C" not null,
  text_version       int         not null,
  text_hash          text        collate "C" not null,
  category           text        not null check (category in ('BENCHMARK', 'IMPROVEMENT')),
  source             text        not null check (source in ('ONLINE', 'PAPER')),
  -- Personal: for the association and the enterprise, never public, never in the log.
  signer_name        text        not null,
  signer_role        text        not null,
  signed_on          date        not null,
  signed_at          timestamptz not null,
  signed_by          uuid        not null,
  state              text        not null check (state in ('SUBMITTED', 'APPROVED', 'PUBLISHED',
    'REFUSED', 'WITHDRAWN', 'REMOVED', 'EXPIRED')),
  reason             text        not null default '',
  state_since        timestamptz not null,
  reviewed_by        uuid,
  published_by       uuid,
  published_at       timestamptz,
  statement          uuid        not null,
  foreign key (campaign_id, text_version) references campaign_text (campaign_id, version),
  check (reviewed_by is null or reviewed_by <> signed_by),
  check (published_by is null or (published_by <> signed_by and published_by <> reviewed_by)),
  check (state not in ('APPROVED', 'PUBLISHED') or reviewed_by is not null),
  check (state not in ('PUBLISHED', 'REMOVED', 'EXPIRED') or published_at is not null),
  check (state not in ('REFUSED', 'WITHDRAWN', 'REMOVED') or reason <> '')
);
create unique index pledge_once on pledge (enterprise_id, campaign_id);
create index pledge_campaign on pledge (campaign_id, state, id);
create index pledge_roll on pledge (year, id) where published_at is not null;
create index pledge_roll_province on pledge (province, id) where published_at is not null;
create index pledge_names on pledge
  using gin (lower(enterprise_name_zh || ' ' || enterprise_name_en) gin_trgm_ops);
create index pledge_credit_code on pledge (credit_code);

create table pledge_history (
  pledge_id uuid        not null references pledge,
  step      bigint      generated always as identity,
  at        timestamptz not null,
  state     text        not null,
  reason    text        not null default '',
  account   uuid        not null,
  statement uuid        not null,
  primary key (pledge_id, step)
);

create view facts_pledge as
  select id as pledge_id, enterprise_id, campaign_id, year, state, province, industry, category,
         signed_at, published_at
  from pledge;
