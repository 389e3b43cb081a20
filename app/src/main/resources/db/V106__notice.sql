-- Owner: notice.
create table notice (
  id          uuid        primary key,
  -- The key of its sentences; says nothing about the receiver.
  kind        text        not null,
  -- Keyed digest of the address, to count letters to one mailbox.
  address_tag bytea       not null check (length(address_tag) = 16),
  -- Address and letter, sealed; none once it is settled.
  sealed      bytea,
  posted_at   timestamptz not null,
  state       text        not null check (state in ('WAITING', 'SENT', 'GIVEN_UP')),
  tries       int         not null check (tries >= 0),
  next_try_at timestamptz not null,
  -- A code, without anything of the letter.
  fault       text        not null default '',
  settled_at  timestamptz,
  check ((state = 'WAITING') = (sealed is not null)),
  check ((state = 'WAITING') = (settled_at is null))
);
create index notice_due on notice (next_try_at, id) where state = 'WAITING';
create index notice_address on notice (address_tag, posted_at);
create index notice_settled on notice (settled_at) where settled_at is not null;
