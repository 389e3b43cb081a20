-- Owner: campaign.
create table campaign (
  id            uuid        primary key,
  year          int         not null check (year between 1978 and 2200),
  theme_zh      text        not null,
  theme_en      text        not null,
  -- Signatures are taken from the first instant, and no longer at the second.
  opens_at      timestamptz not null,
  closes_at     timestamptz not null,
  organiser_zh  text        not null,
  organiser_en  text        not null,
  co_organisers text[]      not null default '{}',
  criteria_zh   text        not null,
  criteria_en   text        not null,
  state         text        not null check (state in ('DRAFT', 'OPEN', 'CLOSED', 'ARCHIVED')),
  text_version  int         not null check (text_version >= 1),
  created_by    uuid        not null,
  created_at    timestamptz not null,
  state_since   timestamptz not null,
  -- The latest statement about it; none while it is a draft.
  statement     uuid,
  check (opens_at < closes_at),
  check (state = 'DRAFT' or statement is not null)
);
create index campaign_year on campaign (year desc, id);

create table campaign_text (
  campaign_id uuid        not null references campaign,
  version     int         not null check (version >= 1),
  -- RFC 8785 text, and SHA-256 over it in lower-case hex.
  canonical   text        not null,
  hash        text        collate "C" not null check (hash ~ '^[0-9a-f]{64}$'),
  written_by  uuid        not null,
  written_at  timestamptz not null,
  -- The first signature; from then on nothing changes.
  frozen_at   timestamptz,
  primary key (campaign_id, version)
);

create view facts_campaign as
  select id as campaign_id, year, theme_zh, theme_en, state, opens_at, closes_at from campaign;
