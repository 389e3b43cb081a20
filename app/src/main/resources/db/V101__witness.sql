-- Owner: witness.
-- What we cosigned last of each log we are a witness of. All but the origin is null between the
-- first request about a log and its first cosignature.
create table log_witnessed (
  origin text        collate "C" primary key,
  size   bigint      check (size >= 0),
  root   bytea       check (octet_length(root) = 32),
  -- The checkpoint as it was cosigned, with the log's signatures and ours.
  note   text,
  at     timestamptz,
  check ((note is null) = (size is null) and (note is null) = (root is null)
    and (note is null) = (at is null))
);
