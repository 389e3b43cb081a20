-- Owner: enterprise.
-- The pairs of neighbouring characters of a name, and its characters beyond ASCII alone, as
-- numbers: what a search looks up when a fragment is too short for trigrams, as two Chinese
-- characters are. A column, since computing them for a row costs a hundred times what comparing
-- them does. Different pairs may have one number; a search compares the names as well.
create function enterprise_pairs(name text) returns integer[]
  language sql immutable strict parallel safe
  return (
    select coalesce(array_agg(distinct number), '{}')
    from (
      select ((a::bigint * 65599 + b) & 2147483647)::integer as number
      from (
        select ascii(c) as a, lead(ascii(c)) over (order by i) as b
        from string_to_table(name, null) with ordinality as characters (c, i)
      ) as neighbours
      where b is not null and a <> 32 and b <> 32
      union all
      select ascii(c) from string_to_table(name, null) as c where ascii(c) > 127
    ) as numbers
  );

drop index enterprise_grams;
drop function enterprise_grams;

alter table enterprise add column pairs integer[] not null default '{}';
update enterprise
  set pairs = enterprise_pairs(lower(name_zh || ' ' || name_en || ' ' || former_names));
alter table enterprise alter column pairs set statistics 500;
create index enterprise_pairs on enterprise using gin (pairs)
  with (gin_pending_list_limit = 512);
-- What has just come in waits in a list of 512 KiB at most, which every search reads.
alter index enterprise_names set (fastupdate = on, gin_pending_list_limit = 512);
