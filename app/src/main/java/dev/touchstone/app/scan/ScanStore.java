// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.scan;

import dev.touchstone.app.copies.CopyRules;
import dev.touchstone.app.copies.Sighting;
import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.statement.Query;

/// The rows of counted checks, and the salts of devices.
final class ScanStore {
    private static final List<Sighting.Phase> PHASES = List.of(Sighting.Phase.values());

    /// Counts a batch in one statement. Of new rows the moment is not sent back: it is the one
    /// given.
    ///
    /// @param now in whole microseconds, as rows keep it
    List<ScanBatch.Total> count(Tx tx, List<ScanBatch.Item> items, Instant now) {
        return tx.sql()
                .createQuery(
                        """
                        insert into mark_scan as s
                          (gtin, item, counted, sent, first_at, last_at, last_device, last_added,
                           first_place, first_phase)
                        select gtin, item, added, sent, :now, :now, device, added, place, phase
                        from unnest(:gtins, :items, :added, :sent, :devices, :places, :phases)
                          as new (gtin, item, added, sent, device, place, phase)
                        on conflict (gtin, item) do update set
                          last_added = case
                            when excluded.counted = 1
                              and s.last_device = excluded.last_device
                              and s.last_at > :since
                            then 0 else excluded.counted end,
                          counted = s.counted + case
                            when excluded.counted = 1
                              and s.last_device = excluded.last_device
                              and s.last_at > :since
                            then 0 else excluded.counted end,
                          sent = s.sent + excluded.sent,
                          last_device = case
                            when excluded.counted = 0 then s.last_device
                            else excluded.last_device end,
                          last_at = case
                            when excluded.counted = 0
                              or (excluded.counted = 1
                                and s.last_device = excluded.last_device
                                and s.last_at > :since)
                            then s.last_at else excluded.last_at end
                        returning gtin, item, counted, sent, last_added,
                          nullif(first_at, :now) as first_at, first_place, first_phase
                        """)
                .bind("now", now)
                .bind("since", now.minus(ScanCounter.SAME_DEVICE))
                .bind("gtins", longs(items, item -> item.key.gtin()))
                .bind("items", longs(items, item -> item.key.item()))
                .bind("added", items.stream().mapToInt(ScanBatch.Item::added).toArray())
                .bind("sent", items.stream().mapToInt(ScanBatch.Item::sent).toArray())
                .bind("devices", longs(items, ScanBatch.Item::lastDevice))
                .bind("places", items.stream().mapToInt(item -> item.first().place()).toArray())
                .bind("phases", phases(items.stream().map(ScanBatch.Item::first).toList()))
                .map((row, context) -> total(row, Times.maybe(row, "first_at").orElse(now)))
                .list();
    }

    private static long[] longs(List<ScanBatch.Item> items, ToLongFunction<ScanBatch.Item> part) {
        return items.stream().mapToLong(part).toArray();
    }

    private static ScanBatch.Total total(ResultSet row, Instant firstAt) throws SQLException {
        return new ScanBatch.Total(
                new ScanBatch.Key(row.getLong("gtin"), row.getLong("item")),
                row.getLong("counted"),
                row.getLong("sent"),
                row.getInt("last_added"),
                new Sighting(
                        firstAt,
                        row.getInt("first_place"),
                        PHASES.get(row.getInt("first_phase")),
                        false));
    }

    private static Short[] phases(List<Check> checks) {
        return checks.stream()
                .map(check -> (short) PHASES.indexOf(check.phase()))
                .toArray(Short[]::new);
    }

    /// Adds checks to the trails of items.
    ///
    /// @param checks by item, none without any
    /// @return the trails after the first check; those that are full are left out
    Map<ScanBatch.Key, List<Sighting>> append(
            Tx tx, Map<ScanBatch.Key, List<Check>> checks, Instant now) {
        List<ScanBatch.Key> keys = new ArrayList<>();
        List<Check> all = new ArrayList<>();
        new TreeMap<>(checks)
                .forEach(
                        (key, some) -> {
                            some.forEach(check -> keys.add(key));
                            all.addAll(some);
                        });
        return trails(
                tx.sql()
                        .createQuery(
                                """
                                insert into scan_trail as t (gtin, item, at, place, phase)
                                select gtin, item, array_agg(:now::timestamptz),
                                       array_agg(place order by n), array_agg(phase order by n)
                                from unnest(:gtins, :items, :places, :phases) with ordinality
                                  as new (gtin, item, place, phase, n)
                                group by gtin, item order by gtin, item
                                on conflict (gtin, item) do update set
                                  at = t.at || excluded.at,
                                  place = t.place || excluded.place,
                                  phase = t.phase || excluded.phase
                                where cardinality(t.at) < :most
                                returning *
                                """)
                        .bind("now", now)
                        .bind("most", CopyRules.SIGHTINGS_MAX - 1)
                        .bind("gtins", keys.stream().mapToLong(ScanBatch.Key::gtin).toArray())
                        .bind("items", keys.stream().mapToLong(ScanBatch.Key::item).toArray())
                        .bind("places", all.stream().mapToInt(Check::place).toArray())
                        .bind("phases", phases(all)));
    }

    /// The trails of items after the first check; items that have none are left out.
    Map<ScanBatch.Key, List<Sighting>> trails(Tx tx, Collection<ScanBatch.Key> keys) {
        return trails(
                tx.sql()
                        .createQuery(
                                """
                                select t.* from unnest(:gtins, :items) as k (gtin, item)
                                join scan_trail t on t.gtin = k.gtin and t.item = k.item
                                """)
                        .bind("gtins", keys.stream().mapToLong(ScanBatch.Key::gtin).toArray())
                        .bind("items", keys.stream().mapToLong(ScanBatch.Key::item).toArray()));
    }

    private static Map<ScanBatch.Key, List<Sighting>> trails(Query query) {
        Map<ScanBatch.Key, List<Sighting>> trails = new HashMap<>();
        query.map(
                        (row, context) ->
                                Map.entry(
                                        new ScanBatch.Key(row.getLong("gtin"), row.getLong("item")),
                                        trail(row)))
                .forEach(entry -> trails.put(entry.getKey(), entry.getValue()));
        return trails;
    }

    private static List<Sighting> trail(ResultSet row) throws SQLException {
        Timestamp[] at = (Timestamp[]) row.getArray("at").getArray();
        Integer[] places = (Integer[]) row.getArray("place").getArray();
        Short[] phases = (Short[]) row.getArray("phase").getArray();
        List<Sighting> trail = new ArrayList<>(at.length);
        for (int i = 0; i < at.length; i++) {
            trail.add(new Sighting(at[i].toInstant(), places[i], PHASES.get(phases[i]), false));
        }
        return trail.subList(0, Math.min(trail.size(), CopyRules.SIGHTINGS_MAX - 1));
    }

    /// What is counted for items so far; those never checked are left out.
    Map<ScanBatch.Key, Counted> find(Tx tx, Collection<ScanBatch.Key> keys) {
        List<ScanBatch.Total> totals =
                tx.sql()
                        .createQuery(
                                """
                                select s.* from unnest(:gtins, :items) as k (gtin, item)
                                join mark_scan s on s.gtin = k.gtin and s.item = k.item
                                """)
                        .bind("gtins", keys.stream().mapToLong(ScanBatch.Key::gtin).toArray())
                        .bind("items", keys.stream().mapToLong(ScanBatch.Key::item).toArray())
                        .map((row, context) -> total(row, Times.at(row, "first_at")))
                        .list();
        List<ScanBatch.Key> more =
                totals.stream().filter(t -> t.counted() > 1).map(ScanBatch.Total::key).toList();
        Map<ScanBatch.Key, List<Sighting>> trails = more.isEmpty() ? Map.of() : trails(tx, more);
        Map<ScanBatch.Key, Counted> found = new HashMap<>();
        for (ScanBatch.Total total : totals) {
            List<Sighting> trail = new ArrayList<>(List.of(total.first()));
            trail.addAll(trails.getOrDefault(total.key(), List.of()));
            found.put(
                    total.key(),
                    new Counted(total.counted(), total.sent(), total.first().at(), false, trail));
        }
        return found;
    }

    /// The salt of a day, the given one if the day has none yet; drops those of days before.
    byte[] salt(Tx tx, LocalDate day, byte[] ifNone) {
        tx.sql()
                .createUpdate("delete from mark_device_salt where day < :day")
                .bind("day", day)
                .execute();
        tx.sql()
                .createUpdate(
                        """
                        insert into mark_device_salt (day, salt) values (:day, :salt)
                        on conflict (day) do nothing
                        """)
                .bind("day", day)
                .bind("salt", ifNone)
                .execute();
        return tx.sql()
                .createQuery("select salt from mark_device_salt where day = :day")
                .bind("day", day)
                .mapTo(byte[].class)
                .one();
    }
}
