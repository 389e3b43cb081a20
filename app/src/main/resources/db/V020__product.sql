-- Owner: product.
create table product (
  id            uuid        primary key,
  enterprise_id uuid        not null,
  -- 14 digits.
  gtin          text        collate "C" not null check (gtin ~ '^[0-9]{14}$'),
  name_zh       text        not null,
  name_en       text        not null default '',
  brand         text        not null default '',
  category      text        not null default '',
  -- The maker's own number for it.
  own_number    text        not null default '',
  registered_by uuid        not null,
  registered_at timestamptz not null,
  statement     uuid        not null
);
create unique index product_gtin on product (gtin);
create index product_enterprise on product (enterprise_id, id);

create table product_lot (
  id            uuid        primary key,
  product_id    uuid        not null references product,
  enterprise_id uuid        not null,
  number        text        collate "C" not null check (length(number) between 1 and 20),
  produced_on   date        not null,
  expires_on    date,
  state         text        not null check (state in ('OPEN', 'ON_HOLD', 'RELEASED', 'RECALLED')),
  -- Why it is in this state; empty while open.
  reason        text        not null default '',
  state_since   timestamptz not null,
  registered_by uuid        not null,
  registered_at timestamptz not null,
  statement     uuid        not null,
  check (expires_on is null or expires_on >= produced_on),
  check (state = 'OPEN' or reason <> '')
);
create unique index product_lot_number on product_lot (product_id, number);
create index product_lot_enterprise on product_lot (enterprise_id, id);

create table product_lot_history (
  lot_id    uuid        not null references product_lot,
  step      bigint      generated always as identity,
  at        timestamptz not null,
  id        uuid        not null,
  state     text        not null,
  reason    text        not null,
  account   uuid        not null,
  statement uuid        not null,
  primary key (lot_id, step)
);

create view facts_product as
  select id as product_id, enterprise_id, gtin, category, registered_at from product;

create view facts_lot as
  select id as lot_id, product_id, enterprise_id, state, state_since, produced_on, registered_at
  from product_lot;
