-- Owner: application.
create table application (
  id                uuid        primary key,
  -- What people quote, as E-20260901-7K3F9Q2M.
  number            text        collate "C" not null,
  -- SHA-256 of the secret in the applicant's link.
  follow_hash       bytea       not null check (octet_length(follow_hash) = 32),
  credit_code       text        collate "C" not null,
  name_zh           text        not null,
  name_en           text        not null,
  seat              text        collate "C" not null check (seat ~ '^[0-9]{6}$'),
  industry          text        collate "C" not null check (industry ~ '^[A-T]$'),
  division          text        collate "C" check (division ~ '^[0-9]{2}$'),
  size_class        text        check (size_class in ('LARGE', 'MEDIUM', 'SMALL', 'MICRO')),
  check_explanation text,
  -- Legal representative and contact, sealed for this row; null once they were dropped.
  persons           bytea,
  state             text        not null check (state in ('RECEIVED', 'REGISTERED', 'REFUSED')),
  -- Why it was refused; the applicant reads it.
  reason            text        not null default '',
  received_at       timestamptz not null,
  decided_by        uuid,
  decided_at        timestamptz,
  enterprise_id     uuid,
  check ((state = 'RECEIVED') = (decided_at is null)),
  check ((state = 'REGISTERED') = (enterprise_id is not null)),
  check (state <> 'REFUSED' or reason <> '')
);
create unique index application_follow on application (follow_hash);
create index application_state on application (state, id);
create index application_persons on application (decided_at)
  where persons is not null and state = 'REFUSED';
