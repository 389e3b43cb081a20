-- Owner: openday.
create table open_day (
  id                 uuid        primary key,
  enterprise_id      uuid        not null,
  campaign_id        uuid        not null,
  enterprise_name_zh text        not null,
  enterprise_name_en text        not null,
  site               text        not null,
  province           text        collate "C" not null,
  address            text        not null,
  starts_at          timestamptz not null,
  ends_at            timestamptz not null,
  register_until     timestamptz not null,
  topic_zh           text        not null,
  topic_en           text        not null,
  about_zh           text        not null,
  about_en           text        not null,
  capacity           int         not null check (capacity between 1 and 5000),
  languages          text[]      not null check (cardinality(languages) between 1 and 10),
  meeting_point      text        not null,
  notes              text        not null,
  state              text        not null check (state in ('DRAFT', 'PUBLISHED', 'CANCELLED', 'HELD')),
  sequence           int         not null default 0,
  reason             text        not null default '',
  state_since        timestamptz not null,
  -- Kept with the registrations in one transaction, so that a calendar need not count them.
  taken              int         not null default 0 check (taken >= 0),
  waiting            int         not null default 0 check (waiting >= 0),
  planned_by         uuid        not null,
  reminded           boolean     not null default false,
  contacts_erased    boolean     not null default false,
  statement          uuid,
  check (starts_at < ends_at),
  check (register_until <= starts_at),
  check (state = 'DRAFT' or statement is not null),
  check (state <> 'CANCELLED' or reason <> '')
);
create index open_day_calendar on open_day (starts_at, id) where state <> 'DRAFT';
create index open_day_enterprise on open_day (enterprise_id, starts_at, id);
create index open_day_due on open_day (ends_at) where state = 'PUBLISHED';

create table open_day_registration (
  open_day_id     uuid        not null references open_day,
  id              uuid        not null,
  -- SHA-256 of the secret in the ticket's address.
  ticket_hash     bytea       not null,
  number          text        collate "C" not null,
  -- Name, contact and secret, sealed; none once the clock ran out.
  visitor         bytea,
  party           int         not null check (party between 1 and 5),
  language        text        not null,
  consent_version int         not null,
  state           text        not null check (state in ('CONFIRMED', 'WAITING', 'CANCELLED')),
  registered_at   timestamptz not null,
  checked_in_at   timestamptz,
  checked_in_by   uuid,
  comment         text,
  comment_at      timestamptz,
  comment_publish boolean     not null default false,
  reply           text,
  replied_at      timestamptz,
  taken_down      text        not null default '',
  primary key (open_day_id, id),
  check ((comment is null) = (comment_at is null)),
  check ((reply is null) = (replied_at is null)),
  check (reply is null or comment is not null),
  check (comment is null or checked_in_at is not null)
);
create unique index open_day_ticket on open_day_registration (ticket_hash);
create unique index open_day_number on open_day_registration (open_day_id, number);

create view facts_openday as
  select d.id as open_day_id, d.enterprise_id, d.campaign_id, d.province, d.state, d.starts_at,
         d.ends_at, d.capacity, d.taken,
         coalesce((select sum(r.party) from open_day_registration r
                   where r.open_day_id = d.id and r.checked_in_at is not null), 0) as came
  from open_day d where d.state <> 'DRAFT';
