-- Owner: pledge.
-- The roll is a slice of its own and reads what it shows through this view. What was published
-- once has published_at; the rest is not for the public.
create or replace view facts_pledge as
  select id as pledge_id, enterprise_id, campaign_id, year, state, province, industry, category,
         signed_at, published_at,
         credit_code, enterprise_name_zh, enterprise_name_en, text_version, text_hash, signed_on,
         state_since, reason, statement
  from pledge;

create index pledge_roll_campaign on pledge (campaign_id, enterprise_id)
  where published_at is not null;
