-- Owner: keyring.
-- Keys of mark codes that are revoked, or about to be. Keys themselves are never stored.
create table mark_key_revocation (
  gtin          bigint      not null check (gtin between 0 and 99999999999999),
  key_id        smallint    not null check (key_id between 0 and 15),
  enterprise_id uuid        not null,
  -- Public once it is confirmed.
  reason        text        not null check (reason <> ''),
  asked_by      uuid        not null,
  asked_at      timestamptz not null,
  -- By another person; from then on the key is revoked.
  confirmed_by  uuid,
  confirmed_at  timestamptz,
  statement     uuid,
  primary key (gtin, key_id),
  check (confirmed_by <> asked_by),
  check ((confirmed_by is null) = (confirmed_at is null)
    and (confirmed_at is null) = (statement is null))
);

-- Who was given a key to check codes with.
create table mark_key_export (
  enterprise_id uuid        not null,
  id            uuid        not null,
  gtin          bigint      not null,
  key_id        smallint    not null check (key_id between 0 and 15),
  -- CHECK: says whether a code is right. DECODE: says its place in the sequence too.
  grade         text        not null check (grade in ('CHECK', 'DECODE')),
  holder        text        not null check (length(holder) between 1 and 80),
  made_by       uuid        not null,
  made_at       timestamptz not null,
  expires_at    timestamptz not null,
  statement     uuid        not null,
  primary key (enterprise_id, id)
);
create index mark_key_export_gtin on mark_key_export (gtin, id);
