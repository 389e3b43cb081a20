-- Owner: commitment.
-- When the reports of a campaign are due, where the association has decided otherwise than the
-- last day of its year and all parts of the text.
create table commitment_plan (
  campaign_id uuid        primary key,
  due_on      date        not null,
  -- Reports are due on the commitments of the first so many parts of the text.
  parts       int         not null check (parts >= 1),
  set_by      uuid        not null,
  set_at      timestamptz not null,
  statement   uuid        not null
);

-- What an enterprise is writing; for itself only, gone once it is published.
create table commitment_draft (
  enterprise_id uuid        not null,
  pledge_id     uuid        not null,
  part          int         not null check (part >= 1),
  number        int         not null check (number >= 1),
  text_zh       text        not null check (text_zh <> ''),
  text_en       text        not null default '',
  -- A list of {kind, reference}.
  evidence      jsonb       not null,
  saved_by      uuid        not null,
  saved_at      timestamptz not null,
  primary key (pledge_id, part, number)
);

-- A report on one commitment of a pledge; its id stays whatever is corrected in it.
create table commitment_report (
  id            uuid        primary key,
  enterprise_id uuid        not null,
  campaign_id   uuid        not null,
  pledge_id     uuid        not null,
  part          int         not null check (part >= 1),
  number        int         not null check (number >= 1),
  -- The latest version, and when it and the first one were published.
  version       int         not null check (version >= 1),
  first_at      timestamptz not null,
  latest_at     timestamptz not null
);
create unique index commitment_report_place on commitment_report (pledge_id, part, number);
create index commitment_report_campaign on commitment_report (campaign_id, pledge_id);

-- What was published, word for word. Rows are only ever added.
create table commitment_version (
  report_id uuid        not null references commitment_report,
  version   int         not null check (version >= 1),
  text_zh   text        not null check (text_zh <> ''),
  text_en   text        not null default '',
  evidence  jsonb       not null,
  at        timestamptz not null,
  account   uuid        not null,
  statement uuid        not null,
  primary key (report_id, version)
);

-- Which reminders were given: so many days before the reports were due.
create table commitment_reminder (
  pledge_id uuid        not null,
  days      int         not null,
  at        timestamptz not null,
  -- Whether a letter went out as well.
  letter    boolean     not null,
  primary key (pledge_id, days)
);

-- Where an enterprise wants its reminders sent.
create table commitment_letters (
  enterprise_id uuid        primary key,
  -- Personal: an e-mail address, sealed.
  address       bytea       not null,
  language      text        not null check (language in ('ZH', 'EN')),
  set_by        uuid        not null,
  set_at        timestamptz not null
);

create view facts_commitment as
  select id as report_id, enterprise_id, campaign_id, pledge_id, part, number, version, first_at,
         latest_at
  from commitment_report;
