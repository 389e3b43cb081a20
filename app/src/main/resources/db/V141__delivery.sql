-- Owner: delivery.
-- Who fetched the codes of an order, how, and whether all of them arrived.
create table delivery (
  enterprise_id uuid        not null,
  id            uuid        not null,
  order_id      uuid        not null,
  -- LINK: an encrypted archive behind a link that works once. SIGNED_IN: a list, by an account.
  way           text        not null check (way in ('LINK', 'SIGNED_IN')),
  -- For whom, in the enterprise's words.
  recipient     text        not null default '',
  -- SHA-256 of the link's secret; the password is sealed, and erased once it is of no use.
  link_hash     bytea,
  password      bytea,
  made_by       uuid        not null,
  made_at       timestamptz not null,
  expires_at    timestamptz,
  state         text        not null
    check (state in ('WAITING', 'FETCHING', 'FETCHED', 'BROKEN', 'EXPIRED', 'WITHDRAWN')),
  fetched_at    timestamptz,
  ended_at      timestamptz,
  bytes         bigint,
  -- SHA-256 of the manifest, in hex, for an archive that was sent whole.
  manifest      text,
  primary key (enterprise_id, id),
  check ((way = 'LINK') = (link_hash is not null and expires_at is not null)),
  check (password is null or state = 'WAITING')
);
create unique index delivery_link on delivery (link_hash) where link_hash is not null;
create index delivery_order on delivery (enterprise_id, order_id, id);
create index delivery_due on delivery (made_at) where state in ('WAITING', 'FETCHING');
