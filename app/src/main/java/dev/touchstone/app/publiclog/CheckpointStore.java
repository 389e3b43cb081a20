// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of checkpoints, and the lock of those who make them.
final class CheckpointStore {
    /// The advisory lock that one sequencer at a time holds to the end of its transaction.
    private static final long SEQUENCER_LOCK = 0x746f7563686c6f67L;

    /// A sequencer that says nothing, or takes nothing, for so long within its transaction is
    /// taken for dead, so that another goes on. Dead programs are noticed at once; this is for
    /// dead machines.
    private static final String SILENCE_MAX =
            """
            set local idle_in_transaction_session_timeout = '3s';
            set local tcp_user_timeout = '3s'
            """;

    /// A checkpoint.
    ///
    /// @param note as it was signed or, when it is read as published, as everybody gets it
    record Row(long size, String note, Instant at) {}

    boolean lockSequencer(Tx tx) {
        tx.sql().execute(SILENCE_MAX);
        return tx.sql()
                .createQuery("select pg_try_advisory_xact_lock(:key)")
                .bind("key", SEQUENCER_LOCK)
                .mapTo(Boolean.class)
                .one();
    }

    /// Lets a transaction take the time it needs.
    void takeTime(Tx tx) {
        tx.sql().execute("set local statement_timeout = 0");
    }

    /// The latest one that the log signed.
    Optional<Row> integrated(Tx tx) {
        return tx.sql()
                .createQuery("select size, note, at from log_checkpoint order by size desc limit 1")
                .map(CheckpointStore::row)
                .findOne();
    }

    /// The latest one that everybody gets.
    Optional<Row> published(Tx tx) {
        return tx.sql()
                .createQuery(
                        """
                        select size, published as note, published_at as at from log_checkpoint
                        where published is not null order by size desc limit 1
                        """)
                .map(CheckpointStore::row)
                .findOne();
    }

    /// Stores a checkpoint, or renews the time of the same one.
    ///
    /// @throws LogUnsound when there is another one of this size
    void integrate(Tx tx, Row row) {
        int stored =
                tx.sql()
                        .createUpdate(
                                """
                                insert into log_checkpoint (size, note, at)
                                values (:size, :note, :at)
                                on conflict (size) do update set at = excluded.at
                                where log_checkpoint.note = excluded.note
                                """)
                        .bind("size", row.size())
                        .bind("note", row.note())
                        .bind("at", row.at())
                        .execute();
        if (stored != 1) {
            throw new LogUnsound("two checkpoints of size " + row.size() + " that differ");
        }
    }

    /// Lets everybody see a stored checkpoint.
    ///
    /// @param row with the note as it is served: the stored one, maybe with cosignatures
    void publish(Tx tx, Row row) {
        int stored =
                tx.sql()
                        .createUpdate(
                                """
                                update log_checkpoint set published = :note, published_at = :at
                                where size = :size
                                """)
                        .bind("size", row.size())
                        .bind("note", row.note())
                        .bind("at", row.at())
                        .execute();
        if (stored != 1) {
            throw new LogUnsound("there is no checkpoint of size " + row.size());
        }
    }

    /// The one of a size as the log signed it.
    Optional<Row> signed(Tx tx, long size) {
        return tx.sql()
                .createQuery("select size, note, at from log_checkpoint where size = :size")
                .bind("size", size)
                .map(CheckpointStore::row)
                .findOne();
    }

    /// Locks a checkpoint to the end of the transaction.
    ///
    /// @return the note as everybody gets it, empty when it is not published
    Optional<String> lockPublished(Tx tx, long size) {
        return tx.sql()
                .createQuery("select published from log_checkpoint where size = :size for update")
                .bind("size", size)
                .map((row, context) -> Optional.ofNullable(row.getString("published")))
                .findOne()
                .flatMap(note -> note);
    }

    /// When the oldest checkpoint that is kept was signed.
    Optional<Instant> oldest(Tx tx) {
        return tx.sql()
                .createQuery("select at from log_checkpoint order by at limit 1")
                .map((row, context) -> Times.at(row, "at"))
                .findOne();
    }

    /// The size of the log at each of some moments, as far as the kept checkpoints tell.
    List<Long> sizes(Tx tx, List<Instant> moments) {
        return tx.sql()
                .createQuery(
                        """
                        select coalesce(
                          (select c.size from log_checkpoint c
                           where c.at <= to_timestamp(m.ms / 1000.0)
                           order by c.at desc limit 1), 0)
                        from unnest(:moments) with ordinality as m (ms, place) order by m.place
                        """)
                .bindArray(
                        "moments", Long.class, moments.stream().map(Instant::toEpochMilli).toList())
                .mapTo(Long.class)
                .list();
    }

    /// Forgets checkpoints from before a time, but the last one of each day and those from the
    /// published one on.
    int thin(Tx tx, Instant before) {
        return tx.sql()
                .createUpdate(
                        """
                        delete from log_checkpoint where at < :before and size not in (
                          select max(size) from log_checkpoint group by date_trunc('day', at))
                        and size < (
                          select max(size) from log_checkpoint where published is not null)
                        """)
                .bind("before", before)
                .execute();
    }

    private static Row row(ResultSet row, StatementContext context) throws SQLException {
        return new Row(row.getLong("size"), row.getString("note"), Times.at(row, "at"));
    }
}
