-- Owner: consumer.
-- What a consumer reports. Reports on products nobody registered have the nil id as enterprise.
create table consumer_report (
  enterprise_id   uuid        not null,
  id              uuid        not null,
  -- What people quote, as R-20260901-7K3F9Q2M.
  number          text        collate "C" not null,
  -- SHA-256 of the secret in the consumer's link.
  follow_hash     bytea       not null check (octet_length(follow_hash) = 32),
  kind            text        not null check (kind in ('GENUINENESS', 'QUALITY', 'SAFETY', 'OTHER')),
  gtin            text        collate "C" not null default '',
  serial          text        collate "C" not null default '',
  text            text        not null,
  -- Encrypted; null when the report is anonymous and after it was dropped.
  contact         bytea,
  anonymous       boolean     not null,
  -- Whether the consumer agrees that it is published with the answer.
  publish_consent boolean     not null,
  state           text        not null
    check (state in ('RECEIVED', 'ACKNOWLEDGED', 'ANSWERED', 'CLOSED')),
  received_at     timestamptz not null,
  acknowledged_at timestamptz,
  answered_at     timestamptz,
  closed_at       timestamptz,
  acknowledge_due date        not null,
  triage_due      date        not null,
  reply_due       date        not null,
  -- The maker's comment, published with the report or not at all.
  answer          text,
  answered_by     uuid,
  statement       uuid        not null,
  answer_statement uuid,
  primary key (enterprise_id, id),
  check (not (anonymous and publish_consent)),
  check (not anonymous or contact is null),
  check ((answer is null) = (answered_at is null)),
  check ((answer is null) = (answer_statement is null)),
  check ((state = 'CLOSED') = (closed_at is not null))
);
create unique index consumer_report_number on consumer_report (enterprise_id, number);
create index consumer_report_follow on consumer_report (follow_hash);
create index consumer_report_id on consumer_report (id);
create index consumer_report_list on consumer_report (enterprise_id, id desc);
create index consumer_report_contact on consumer_report (closed_at) where contact is not null;

-- Days that differ from Monday to Friday: holidays, and weekend days worked instead. Source: the
-- State Council's notice on the holidays of 2026. Days of years not listed go by the week.
create table consumer_calendar (
  day     date    primary key,
  working boolean not null,
  name    text    not null
);
insert into consumer_calendar (day, working, name) values
  ('2026-01-01', false, '元旦'),
  ('2026-01-02', false, '元旦'),
  ('2026-01-03', false, '元旦'),
  ('2026-01-04', true, '元旦'),
  ('2026-02-14', true, '春节'),
  ('2026-02-15', false, '春节'),
  ('2026-02-16', false, '春节'),
  ('2026-02-17', false, '春节'),
  ('2026-02-18', false, '春节'),
  ('2026-02-19', false, '春节'),
  ('2026-02-20', false, '春节'),
  ('2026-02-21', false, '春节'),
  ('2026-02-22', false, '春节'),
  ('2026-02-23', false, '春节'),
  ('2026-02-28', true, '春节'),
  ('2026-04-04', false, '清明节'),
  ('2026-04-05', false, '清明节'),
  ('2026-04-06', false, '清明节'),
  ('2026-05-01', false, '劳动节'),
  ('2026-05-02', false, '劳动节'),
  ('2026-05-03', false, '劳动节'),
  ('2026-05-04', false, '劳动节'),
  ('2026-05-05', false, '劳动节'),
  ('2026-05-09', true, '劳动节'),
  ('2026-06-19', false, '端午节'),
  ('2026-06-20', false, '端午节'),
  ('2026-06-21', false, '端午节'),
  ('2026-09-20', true, '国庆节'),
  ('2026-09-25', false, '中秋节'),
  ('2026-09-26', false, '中秋节'),
  ('2026-09-27', false, '中秋节'),
  ('2026-10-01', false, '国庆节'),
  ('2026-10-02', false, '国庆节'),
  ('2026-10-03', false, '国庆节'),
  ('2026-10-04', false, '国庆节'),
  ('2026-10-05', false, '国庆节'),
  ('2026-10-06', false, '国庆节'),
  ('2026-10-07', false, '国庆节'),
  ('2026-10-10', true, '国庆节');

-- How many working days each step may take. Source: the association's rules of procedure; an
-- operator adds a row when they change.
create table consumer_clock (
  valid_from       date primary key,
  acknowledge_days int  not null check (acknowledge_days > 0),
  triage_days      int  not null check (triage_days > 0),
  reply_days       int  not null check (reply_days > 0),
  source           text not null
);
insert into consumer_clock values ('2026-01-01', 1, 7, 10, 'rules of procedure 2026');

create view facts_consumer_report as
  select enterprise_id, id as report_id, kind, state, anonymous, received_at, acknowledged_at,
         answered_at, closed_at, reply_due
  from consumer_report;
