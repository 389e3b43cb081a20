-- Owner: publiclog.
-- Subjects are looked up by their beginning too, as the lots of a product are; the indexes follow.
alter table log_statement
  alter column subject type text collate "C",
  alter column issuer type text collate "C";
-- What the log's growth is drawn from.
create index log_checkpoint_at on log_checkpoint (at);
