// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.scan;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of counted checks, and the salts of devices.
final class ScanStore {
    /// Counts a batch in one statement.
    List<ScanBatch.Total> count(Tx tx, List<ScanBatch.Item> items, Instant now) {
        return tx.sql()
                .createQuery(
                        """
                        insert into mark_scan as s
                          (gtin, item, counted, sent, first_at, last_at, last_device, last_added)
                        select gtin, item, added, sent, :now, :now, device, added
                        from unnest(:gtins, :items, :added, :sent, :devices)
                          as new (gtin, item, added, sent, device)
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
                        returning gtin, item, counted, sent, first_at, last_added
                        """)
                .bind("now", now)
                .bind("since", now.minus(ScanCounter.SAME_DEVICE))
                .bind("gtins", longs(items, item -> item.key.gtin()))
                .bind("items", longs(items, item -> item.key.item()))
                .bind("added", items.stream().mapToInt(ScanBatch.Item::added).toArray())
                .bind("sent", items.stream().mapToInt(ScanBatch.Item::sent).toArray())
                .bind("devices", longs(items, ScanBatch.Item::lastDevice))
                .map(ScanStore::total)
                .list();
    }

    private static long[] longs(List<ScanBatch.Item> items, ToLongFunction<ScanBatch.Item> part) {
        return items.stream().mapToLong(part).toArray();
    }

    private static ScanBatch.Total total(ResultSet row, StatementContext context)
            throws SQLException {
        return new ScanBatch.Total(
                new ScanBatch.Key(row.getLong("gtin"), row.getLong("item")),
                row.getLong("counted"),
                row.getLong("sent"),
                Times.at(row, "first_at"),
                row.getInt("last_added"));
    }

    /// What is counted for an item so far.
    Optional<Counted> find(Tx tx, ScanBatch.Key key) {
        return tx.sql()
                .createQuery(
                        """
                        select counted, sent, first_at from mark_scan
                        where gtin = :gtin and item = :item
                        """)
                .bind("gtin", key.gtin())
                .bind("item", key.item())
                .map(
                        (row, context) ->
                                new Counted(
                                        row.getLong("counted"),
                                        row.getLong("sent"),
                                        Times.at(row, "first_at"),
                                        false))
                .findOne();
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
