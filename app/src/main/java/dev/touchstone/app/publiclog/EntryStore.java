// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.proof.StatementDigest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/// The queue of statements without a place in the log, and the places.
final class EntryStore {
    /// A statement of the queue: what its entry needs.
    ///
    /// @param arrival its place in the queue
    @SuppressWarnings("ArrayRecordComponent")
    record Waiting(
            long arrival, UUID statement, String type, String issuer, Instant at, byte[] digest) {
        byte[] entry() {
            return StatementDigest.entry(type, issuer, at, digest);
        }
    }

    /// Takes from the queue, oldest first; without a commit they stay there.
    List<Waiting> take(Tx tx, int countMax) {
        return tx
                .sql()
                .createQuery(
                        """
                        delete from log_waiting where arrival in
                          (select arrival from log_waiting order by arrival limit :max)
                        returning arrival, statement, type, issuer, at, digest
                        """)
                .bind("max", countMax)
                .map(
                        (row, context) ->
                                new Waiting(
                                        row.getLong("arrival"),
                                        row.getObject("statement", UUID.class),
                                        row.getString("type"),
                                        row.getString("issuer"),
                                        Times.at(row, "at"),
                                        row.getBytes("digest")))
                .list()
                .stream()
                .sorted(Comparator.comparingLong(Waiting::arrival))
                .toList();
    }

    /// Gives statements their places, from `first` on.
    void place(Tx tx, long first, List<UUID> statements) {
        int placed =
                tx.sql()
                        .createUpdate(
                                """
                                insert into log_entry (entry_index, statement)
                                select :first + place - 1, statement
                                from unnest(:statements) with ordinality as s(statement, place)
                                """)
                        .bind("first", first)
                        .bindArray("statements", UUID.class, statements)
                        .execute();
        if (placed != statements.size()) {
            throw new LogUnsound("placed %d of %d statements".formatted(placed, statements.size()));
        }
    }

    /// Where the places end; 0 without any.
    long end(Tx tx) {
        return tx.sql()
                .createQuery("select coalesce(max(entry_index) + 1, 0) from log_entry")
                .mapTo(Long.class)
                .one();
    }

    long waiting(Tx tx) {
        return count(tx, "select count(*) from log_waiting");
    }

    /// Statements that are neither in the queue nor in the log.
    long lost(Tx tx) {
        return count(
                tx,
                """
                select count(*) from log_statement s
                where not exists (select from log_entry e where e.statement = s.id)
                  and not exists (select from log_waiting w where w.statement = s.id)
                """);
    }

    /// Statements that are in the queue and in the log, or twice in the queue.
    long doubled(Tx tx) {
        return count(
                tx,
                """
                select (select count(*) from log_waiting w join log_entry e using (statement))
                  + (select count(*) - count(distinct statement) from log_waiting)
                """);
    }

    private static long count(Tx tx, String sql) {
        return tx.sql().createQuery(sql).mapTo(Long.class).one();
    }
}
