// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.scan;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.mark.MarkProfile;
import dev.touchstone.gs1.Gtin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of alarms.
final class AlarmStore {
    /// A row, without what is said of its item elsewhere.
    record Row(
            UUID id,
            UUID enterprise,
            ScanBatch.Key key,
            MarkProfile profile,
            Alarm.Kind kind,
            Instant raisedAt,
            Optional<Alarm.Dismissal> dismissed) {
        Gtin gtin() {
            return Gtin.parse(String.format(Locale.ROOT, "%014d", key.gtin()));
        }

        MarkNumber number() {
            return MarkNumber.ofItem(key.item());
        }
    }

    /// Raises an alarm, anew when it was dismissed at half as many checks.
    ///
    /// @return whether anything changed
    boolean raise(
            Tx tx,
            UUID id,
            UUID enterprise,
            ScanBatch.Key key,
            MarkProfile profile,
            Alarm.Kind kind,
            long count,
            int points,
            Instant now) {
        return tx.sql()
                        .createUpdate(
                                """
                        insert into scan_alarm as a
                          (enterprise_id, id, gtin, item, profile, kind, raised_at, raised_count,
                           points)
                        values (:enterprise, :id, :gtin, :item, :profile, :kind, :now, :count,
                                :points)
                        on conflict (enterprise_id, gtin, item, kind) do update set
                          raised_at = excluded.raised_at, raised_count = excluded.raised_count,
                          points = excluded.points, dismissed_at = null, dismissed_by = null,
                          dismissed_why = null, dismissed_count = null
                        where a.dismissed_count is not null
                          and excluded.raised_count >= 2 * a.dismissed_count
                        """)
                        .bind("enterprise", enterprise)
                        .bind("id", id)
                        .bind("gtin", key.gtin())
                        .bind("item", key.item())
                        .bind("profile", profile.name())
                        .bind("kind", kind.name())
                        .bind("now", now)
                        .bind("count", count)
                        .bind("points", points)
                        .execute()
                > 0;
    }

    /// At how many checks the suspicion of a code was dismissed.
    Optional<Long> dismissedCount(Tx tx, UUID enterprise, Gtin gtin, MarkNumber number) {
        return tx.sql()
                .createQuery(
                        """
                        select dismissed_count from scan_alarm
                        where enterprise_id = :enterprise and gtin = :gtin and item = :item
                          and kind = 'COPY' and dismissed_count is not null
                        """)
                .bind("enterprise", enterprise)
                .bind("gtin", gtin.number())
                .bind("item", number.item())
                .mapTo(Long.class)
                .findOne();
    }

    Optional<Row> lock(Tx tx, UUID id) {
        return tx.sql()
                .createQuery("select * from scan_alarm where id = :id for update")
                .bind("id", id)
                .map(AlarmStore::row)
                .findOne();
    }

    void dismiss(Tx tx, Row row, Alarm.Dismissal dismissal) {
        tx.sql()
                .createUpdate(
                        """
                        update scan_alarm set dismissed_at = :at, dismissed_by = :by,
                          dismissed_why = :why, dismissed_count = :count
                        where enterprise_id = :enterprise and id = :id
                        """)
                .bind("at", dismissal.at())
                .bind("by", dismissal.by())
                .bind("why", dismissal.why())
                .bind("count", dismissal.count())
                .bind("enterprise", row.enterprise())
                .bind("id", row.id())
                .execute();
    }

    /// A page of an enterprise's alarms, latest id first.
    List<Row> list(
            Tx tx,
            UUID enterprise,
            Optional<Alarm.Kind> kind,
            boolean open,
            Optional<UUID> before,
            int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select * from scan_alarm
                        where enterprise_id = :enterprise and (:kind = '' or kind = :kind)
                          and (dismissed_at is null) = :open
                          and id < coalesce(
                            :before, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
                        order by id desc limit :count
                        """)
                .bind("enterprise", enterprise)
                .bind("kind", kind.map(Enum::name).orElse(""))
                .bind("open", open)
                .bindByType("before", before.orElse(null), UUID.class)
                .bind("count", countMax)
                .map(AlarmStore::row)
                .list();
    }

    private static Row row(ResultSet row, StatementContext context) throws SQLException {
        Optional<Alarm.Dismissal> dismissed =
                row.getString("dismissed_why") == null
                        ? Optional.empty()
                        : Optional.of(
                                new Alarm.Dismissal(
                                        Times.at(row, "dismissed_at"),
                                        row.getObject("dismissed_by", UUID.class),
                                        row.getString("dismissed_why"),
                                        row.getLong("dismissed_count")));
        return new Row(
                row.getObject("id", UUID.class),
                row.getObject("enterprise_id", UUID.class),
                new ScanBatch.Key(row.getLong("gtin"), row.getLong("item")),
                MarkProfile.valueOf(row.getString("profile")),
                Alarm.Kind.valueOf(row.getString("kind")),
                Times.at(row, "raised_at"),
                dismissed);
    }
}
