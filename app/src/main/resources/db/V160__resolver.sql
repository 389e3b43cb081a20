-- Owner: resolver.
-- Where Digital Links lead, as their enterprises say. All links of a primary key lie together.
create table resolver_link (
  id            uuid        not null,
  enterprise_id uuid        not null,
  -- The path of the primary key alone, as /01/09506000134352.
  key_path      text        not null,
  -- The path the link is about, with key qualifiers.
  anchor        text        not null,
  -- A name of the GS1 Web vocabulary.
  kind          text        not null,
  href          text        not null,
  title         text        not null,
  languages     text[]      not null default '{}',
  media_type    text        not null default '',
  context       text        not null default '',
  is_default    boolean     not null default false,
  changed_at    timestamptz not null,
  statement     uuid        not null,
  primary key (key_path, id),
  unique (key_path, anchor, kind, href, context)
);
create unique index resolver_link_default on resolver_link (key_path, anchor) where is_default;
create index resolver_link_enterprise on resolver_link (enterprise_id, id);
