-- Owner: trace.
create table trace_capture (
  enterprise_id uuid        not null,
  id            uuid        not null,
  -- Events of the document, and how many of them were new.
  events        int         not null check (events >= 0),
  stored        int         not null check (stored between 0 and events),
  -- RFC 6962 tree over the events as they came, in the document's order.
  root          bytea       not null check (octet_length(root) = 32),
  captured_by   uuid        not null,
  captured_at   timestamptz not null,
  statement     uuid        not null,
  primary key (enterprise_id, id)
);
create index trace_capture_id on trace_capture (id);

-- Events, each exactly as it came.
create table trace_event (
  enterprise_id  uuid        not null,
  id             uuid        not null,
  capture_id     uuid        not null,
  -- The event's own identifier, or else its hash identifier.
  event_id       text        collate "C" not null,
  -- What it says, without identifier, record time and error declaration (CBV 2.0, 8.9).
  hash           bytea       not null check (octet_length(hash) = 32),
  declares_error boolean     not null,
  type           text        collate "C" not null,
  action         text        collate "C" not null default '',
  event_time     timestamptz not null,
  time_offset    text        not null,
  biz_step       text        collate "C" not null default '',
  disposition    text        collate "C" not null default '',
  read_point     text        collate "C" not null default '',
  biz_location   text        collate "C" not null default '',
  recorded_at    timestamptz not null,
  json           text        not null,
  -- The prefixes its document declared.
  namespaces     jsonb       not null,
  primary key (enterprise_id, id)
);
-- The same event captured again is one event. One identifier may stand for several: a declaration
-- of error repeats it, and not everybody keeps identifiers apart.
create unique index trace_event_same on trace_event (enterprise_id, event_id, hash, declares_error);
create index trace_event_declared on trace_event (enterprise_id, hash) where declares_error;
create index trace_event_own_time on trace_event (enterprise_id, event_time desc, id desc);
create index trace_event_time on trace_event (event_time desc, id desc);

-- Which event touches which thing, by thing: a walk asks for the things of one hop at a time.
create table trace_item (
  -- Canonical Digital Link of an item, lot, class or logistic unit, or another URI.
  item          text        collate "C" not null,
  event_time    timestamptz not null,
  event         uuid        not null,
  role          text        collate "C" not null
    check (role in ('EPC', 'PARENT', 'CHILD', 'INPUT', 'OUTPUT')),
  enterprise_id uuid        not null,
  action        text        collate "C" not null,
  -- For a child: what it is put into or taken out of; empty when the event does not say.
  parent        text        collate "C" not null default '',
  primary key (item, event_time, event, role)
);

create view facts_trace as
  select enterprise_id, id as capture_id, events, stored, captured_at from trace_capture;
