-- Owner: enterprise.
create extension if not exists pg_trgm;

create table enterprise (
  id                    uuid        primary key,
  -- GB 32100-2015, 18 characters.
  credit_code           text        collate "C" not null,
  name_zh               text        not null,
  name_en               text        not null default '',
  -- GB/T 2260, the six digits of a province-level unit.
  province              text        collate "C" not null check (province ~ '^[0-9]{6}$'),
  -- GB/T 4754-2017, the letter of a section.
  industry              text        collate "C" not null check (industry ~ '^[A-T]$'),
  size_class            text        check (size_class in ('LARGE', 'MEDIUM', 'SMALL', 'MICRO')),
  state                 text        not null
    check (state in ('APPLIED', 'VERIFIED', 'SUSPENDED', 'CLOSED')),
  -- Never public.
  legal_representative  text,
  -- Why a code whose check digit does not fit is right: first who registers, then who reviews.
  check_explanation     text,
  accepted_despite_check text,
  registered_by         uuid        not null,
  registered_at         timestamptz not null,
  verified_by           uuid,
  verified_at           timestamptz,
  statement             uuid        not null,
  check (verified_by is null or verified_by <> registered_by),
  check (state = 'APPLIED' or (verified_by is not null and verified_at is not null))
);
create unique index enterprise_credit_code on enterprise (credit_code);
create index enterprise_names on enterprise
  using gin (lower(name_zh || ' ' || name_en) gin_trgm_ops);
create index enterprise_province on enterprise (province, id);
create index enterprise_industry on enterprise (industry, id);
create index enterprise_state on enterprise (state, id);

create table enterprise_site (
  id            uuid not null,
  enterprise_id uuid not null references enterprise,
  name          text not null,
  province      text collate "C" not null check (province ~ '^[0-9]{6}$'),
  primary key (enterprise_id, id)
);
create unique index enterprise_site_name on enterprise_site (enterprise_id, name);

-- What happened to an enterprise's entry, and through which account.
create table enterprise_history (
  enterprise_id uuid        not null references enterprise,
  step          bigint      generated always as identity,
  at            timestamptz not null,
  id            uuid        not null,
  what          text        not null,
  account       uuid        not null,
  reason        text        not null default '',
  primary key (enterprise_id, step)
);

create view facts_enterprise as
  select id as enterprise_id, province, industry, size_class, state, registered_at, verified_at
  from enterprise;
