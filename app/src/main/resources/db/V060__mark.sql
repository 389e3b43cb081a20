-- Owner: mark.
-- Which mark an enterprise may put on a product, and when.
create table mark_licence (
  enterprise_id uuid        not null,
  id            uuid        not null,
  product_id    uuid        not null,
  -- CAMPAIGN: the mark of one campaign; STABLE: stably qualified product; OWN: the maker's own.
  kind          text        not null check (kind in ('CAMPAIGN', 'STABLE', 'OWN')),
  campaign_id   uuid,
  valid_from    date        not null,
  valid_until   date        not null,
  state         text        not null check (state in ('GRANTED', 'SUSPENDED', 'ENDED')),
  granted_at    timestamptz not null,
  granted_by    uuid        not null,
  primary key (enterprise_id, id),
  check (valid_until >= valid_from),
  check ((kind = 'CAMPAIGN') = (campaign_id is not null))
);
create index mark_licence_product on mark_licence (enterprise_id, product_id);

-- Where the sequence of each product and key stands. GTINs are numbers here and below.
create table mark_counter (
  gtin   bigint   not null check (gtin between 0 and 99999999999999),
  key_id smallint not null check (key_id between 0 and 15),
  next   bigint   not null check (next between 0 and 17592186044416),
  primary key (gtin, key_id)
);

-- One row an order, whatever its size: codes first_counter to first_counter + count - 1.
create table mark_order (
  enterprise_id uuid        not null,
  id            uuid        not null,
  product_id    uuid        not null,
  gtin          bigint      not null,
  -- The orderer's own number: the same order sent twice is one order.
  external_id   text        collate "C" not null check (length(external_id) between 1 and 60),
  key_id        smallint    not null check (key_id between 0 and 15),
  first_counter bigint      not null check (first_counter >= 0),
  count         int         not null check (count between 1 and 20000000),
  licence_id    uuid,
  state         text        not null check (state in ('OPEN', 'CLOSED')),
  ordered_by    uuid        not null,
  ordered_at    timestamptz not null,
  statement     uuid        not null,
  primary key (enterprise_id, id)
);
create unique index mark_order_external_id on mark_order (enterprise_id, external_id);
create unique index mark_order_place
  on mark_order (enterprise_id, gtin, key_id, first_counter);
create index mark_order_id on mark_order (id);

-- What became of the codes of an order, by index from 1; an index in no range is free.
create table mark_range (
  enterprise_id uuid        not null,
  order_id      uuid        not null,
  first_index   int         not null check (first_index >= 1),
  last_index    int         not null,
  state         text        not null check (state in ('ACTIVE', 'VOID')),
  product_id    uuid        not null,
  lot_id        uuid,
  -- Why the codes are void, in the enterprise's words; empty for active ones.
  reason        text        not null default '',
  done_by       uuid        not null,
  done_at       timestamptz not null,
  statement     uuid        not null,
  primary key (enterprise_id, order_id, first_index),
  check (last_index >= first_index),
  check ((state = 'ACTIVE') = (lot_id is not null)),
  check ((state = 'VOID') = (reason <> ''))
);
create index mark_range_lot on mark_range (enterprise_id, lot_id) where lot_id is not null;

-- Checks of single items, from the first one on. No further index and free room on every page, so
-- that an update stays on its page.
create table mark_scan (
  gtin        bigint      not null,
  -- Key id and counter: key_id * 2^44 + counter.
  item        bigint      not null,
  -- Checks that count: one for each device within 30 minutes.
  counted     int         not null,
  -- All checks that were sent.
  sent        int         not null,
  first_at    timestamptz not null,
  last_at     timestamptz not null,
  -- The device that was counted last, as a hash whose salt is dropped daily.
  last_device bigint      not null,
  -- How many the latest write added to `counted`.
  last_added  int         not null,
  primary key (gtin, item)
) with (fillfactor = 80);

create table mark_device_salt (
  day  date  primary key,
  salt bytea not null check (octet_length(salt) = 32)
);

create view facts_mark_order as
  select enterprise_id, id as order_id, product_id, count, ordered_at from mark_order;

create view facts_mark_range as
  select enterprise_id, order_id, product_id, lot_id, state,
         last_index - first_index + 1 as count, done_at
  from mark_range;

create view facts_scan as
  select gtin, counted as checks, first_at, last_at from mark_scan;
