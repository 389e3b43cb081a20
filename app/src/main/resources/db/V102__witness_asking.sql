-- Owner: witness.
-- The witnesses of our own log: how far each is, and which node asks it now.
create table log_witness (
  vkey        text        collate "C" primary key,
  name        text        not null,
  -- The size it cosigned last, or says it is at; null before its first answer.
  size        bigint      check (size >= 0),
  -- Its signature lines over our checkpoint of that size; null when it only says it is there.
  lines       text,
  cosigned_at timestamptz,
  -- Why it did not cosign when it was asked last; empty when it did.
  failure     text        not null default '',
  failures    int         not null default 0,
  retry_at    timestamptz not null default 'epoch',
  -- One node asks until then.
  asked_until timestamptz not null default 'epoch',
  check (lines is null or size is not null)
);
