-- Owner: licence.
-- Which mark an enterprise may put on which products, how many, and when. The table of an earlier
-- version had no page and no route to fill it.
drop table mark_licence;

create table licence (
  enterprise_id uuid        not null,
  id            uuid        not null,
  -- CAMPAIGN: the mark of one campaign; STABLE: stably qualified product; OWN: the maker's own.
  kind          text        not null check (kind in ('CAMPAIGN', 'STABLE', 'OWN')),
  campaign_id   uuid,
  -- The most codes, and how many were ordered under it so far.
  quantity      bigint      not null check (quantity between 1 and 100000000000),
  used          bigint      not null default 0,
  valid_from    date        not null,
  valid_until   date        not null,
  state         text        not null
    check (state in ('REQUESTED', 'GRANTED', 'REFUSED', 'SUSPENDED', 'ENDED')),
  -- What a stably qualified product's licence rests on: the number of a document.
  basis         text        not null default '',
  -- Which rules the applicant accepted: SHA-256 of both texts, in hex.
  rules         text        not null check (length(rules) = 64),
  applied_by    uuid        not null,
  applied_at    timestamptz not null,
  primary key (enterprise_id, id),
  check (used between 0 and quantity),
  check (valid_until >= valid_from),
  check ((kind = 'CAMPAIGN') = (campaign_id is not null))
);
create unique index licence_id on licence (id);
create index licence_queue on licence (id) where state = 'REQUESTED';
create index licence_due on licence (valid_until) where state in ('GRANTED', 'SUSPENDED');

create table licence_product (
  enterprise_id uuid not null,
  licence_id    uuid not null,
  product_id    uuid not null,
  primary key (enterprise_id, licence_id, product_id)
);
create index licence_product_product on licence_product (enterprise_id, product_id);

-- What happened to a licence, in its order.
create table licence_step (
  enterprise_id uuid        not null,
  licence_id    uuid        not null,
  number        int         not null check (number >= 1),
  state         text        not null
    check (state in ('REQUESTED', 'GRANTED', 'REFUSED', 'SUSPENDED', 'ENDED')),
  reason        text        not null default '',
  -- Nobody: its period was over.
  done_by       uuid,
  done_at       timestamptz not null,
  statement     uuid,
  primary key (enterprise_id, licence_id, number)
);

create view facts_licence as
  select enterprise_id, id as licence_id, kind, campaign_id, valid_from, valid_until, state
  from licence;
