-- Owner: publiclog.
-- The tree over the facts of a statement: one hash for each full group of 256 of them. The facts
-- stay with the slice that stated them.
create table log_facts (
  statement uuid  primary key,
  count     bigint not null check (count > 0),
  nodes     bytea  not null
);
alter table log_facts alter column nodes set storage external;
