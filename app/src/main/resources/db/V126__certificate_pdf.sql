-- Owner: certificate.
alter table certificate
  -- The number of the certificate whose place it took.
  add column supersedes text collate "C" references certificate;

-- The printed certificate, byte for byte; never printed again.
create table certificate_pdf (
  number     text        collate "C" primary key references certificate,
  bytes      bytea       not null,
  sha256     text        collate "C" not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size       int         not null check (size = length(bytes)),
  printed_at timestamptz not null,
  statement  uuid        not null
);
-- It is compressed inside.
alter table certificate_pdf alter column bytes set storage external;

-- Issuing and printing for a whole campaign, taken up in chunks by the worker of any node.
create table certificate_batch (
  id           uuid        primary key,
  campaign_id  uuid        not null,
  state        text        not null check (state in ('RUNNING', 'DONE', 'CANCELLED')),
  -- Certificates to be there with their PDF when it is done.
  total        int         not null check (total >= 0),
  issued       int         not null default 0,
  printed      int         not null default 0,
  failed       int         not null default 0,
  -- How far it came: the last signature looked at, then the last number.
  all_issued   boolean     not null default false,
  after_pledge uuid,
  after_number text        collate "C" not null default '',
  started_by   uuid        not null,
  started_at   timestamptz not null,
  ended_at     timestamptz,
  check ((state = 'RUNNING') = (ended_at is null))
);
create unique index certificate_batch_running on certificate_batch (campaign_id)
  where state = 'RUNNING';
create index certificate_batch_latest on certificate_batch (started_at);

create table certificate_batch_failure (
  batch_id  uuid not null references certificate_batch,
  pledge_id uuid not null,
  code      text not null,
  detail    text not null,
  primary key (batch_id, pledge_id)
);
