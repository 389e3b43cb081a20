// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.witness;

import dev.touchstone.app.database.Tx;
import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.Hash;
import dev.touchstone.transparency.TreeHead;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The rows of what was cosigned.
final class WitnessStore {
    /// What was cosigned last of one log.
    record Row(TreeHead head, String note) {}

    /// Locks the row of a log to the end of the transaction, and makes it when it is the first.
    ///
    /// @return empty when nothing was cosigned yet
    Optional<Row> lock(Tx tx, String origin) {
        tx.sql()
                .createUpdate(
                        """
                        insert into log_witnessed (origin) values (:origin)
                        on conflict (origin) do nothing
                        """)
                .bind("origin", origin)
                .execute();
        return tx.sql()
                .createQuery(
                        """
                        select size, root, note from log_witnessed
                        where origin = :origin for update
                        """)
                .bind("origin", origin)
                .map((row, context) -> row(row))
                .one();
    }

    private static Optional<Row> row(ResultSet row) throws SQLException {
        String note = row.getString("note");
        if (note == null) {
            return Optional.empty();
        }
        TreeHead head = new TreeHead(row.getLong("size"), Hash.of(row.getBytes("root")));
        return Optional.of(new Row(head, note));
    }

    void keep(Tx tx, Checkpoint checkpoint, String note, Instant at) {
        int stored =
                tx.sql()
                        .createUpdate(
                                """
                        update log_witnessed
                        set size = :size, root = :root, note = :note, at = :at
                        where origin = :origin and coalesce(size, 0) <= :size
                        """)
                        .bind("size", checkpoint.size())
                        .bind("root", checkpoint.root().toBytes())
                        .bind("note", note)
                        .bind("at", at)
                        .bind("origin", checkpoint.origin())
                        .execute();
        if (stored != 1) {
            throw new IllegalStateException("a witnessed log would shrink to " + checkpoint);
        }
    }

    List<String> notes(Tx tx) {
        return tx.sql()
                .createQuery(
                        "select note from log_witnessed where note is not null order by origin")
                .mapTo(String.class)
                .list();
    }
}
