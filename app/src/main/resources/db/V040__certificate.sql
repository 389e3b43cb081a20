-- Owner: certificate.
-- The last number given in a year, so that numbers have no gaps.
create table certificate_counter (
  year int    primary key,
  last bigint not null check (last >= 1)
);

-- Bits of the status lists; gaps do no harm.
create sequence certificate_status as bigint minvalue 0 start with 0;

create table certificate (
  number        text        collate "C" primary key,
  pledge_id     uuid        not null,
  enterprise_id uuid        not null,
  campaign_id   uuid        not null,
  year          int         not null,
  -- What it says, as it was when it was issued.
  credit_code   text        collate "C" not null,
  name_zh       text        not null,
  name_en       text        not null,
  theme_zh      text        not null,
  theme_en      text        not null,
  organiser_zh  text        not null,
  organiser_en  text        not null,
  issued_at     timestamptz not null,
  valid_until   timestamptz not null,
  issued_by     uuid        not null,
  -- The signed credential, byte for byte; never signed again.
  credential    text        not null,
  -- Its bit in the status lists, from 0.
  status_index  bigint      not null check (status_index >= 0),
  state         text        not null
    check (state in ('VALID', 'SUSPENDED', 'WITHDRAWN', 'EXPIRED', 'SUPERSEDED')),
  reason        text        not null default '',
  state_since   timestamptz not null,
  -- The number of the certificate that took its place.
  superseded_by text        collate "C" references certificate,
  statement     uuid        not null,
  check (issued_at < valid_until),
  check (state not in ('SUSPENDED', 'WITHDRAWN') or reason <> '')
);
create unique index certificate_pledge on certificate (pledge_id) where state <> 'SUPERSEDED';
create unique index certificate_status_index on certificate (status_index);
create index certificate_enterprise on certificate (enterprise_id, number);
create index certificate_campaign on certificate (campaign_id, number);
create index certificate_due on certificate (valid_until) where state in ('VALID', 'SUSPENDED');
create index certificate_bits on certificate (state, status_index)
  where state in ('SUSPENDED', 'WITHDRAWN', 'SUPERSEDED');

create table certificate_history (
  number    text        collate "C" not null references certificate,
  step      bigint      generated always as identity,
  at        timestamptz not null,
  state     text        not null,
  reason    text        not null default '',
  -- None when its time ran out by itself.
  account   uuid,
  statement uuid        not null,
  primary key (number, step)
);

create view facts_certificate as
  select number, pledge_id, enterprise_id, campaign_id, year, state, issued_at, valid_until
  from certificate;
