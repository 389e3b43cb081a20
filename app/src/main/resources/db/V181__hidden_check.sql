-- Owner: hidden.
-- Items whose hidden code somebody tried.
create table hidden_check (
  gtin          bigint      not null,
  -- Key id and counter: key_id * 2^44 + counter.
  item          bigint      not null,
  enterprise_id uuid        not null,
  profile       text        not null check (profile in ('C20', 'C16', 'C12')),
  -- Wrong tries since the last right one or the last unlocking; the fifth locks.
  wrong         smallint    not null default 0 check (wrong between 0 and 5),
  locked_at     timestamptz,
  right_count   bigint      not null default 0 check (right_count >= 0),
  first_at      timestamptz,
  -- Who unlocked it last.
  unlocked_by   uuid,
  unlocked_at   timestamptz,
  primary key (gtin, item),
  check ((wrong = 5) = (locked_at is not null)),
  check ((right_count = 0) = (first_at is null)),
  check ((unlocked_by is null) = (unlocked_at is null))
);
create index hidden_check_locked on hidden_check (enterprise_id, locked_at desc)
  where locked_at is not null;
