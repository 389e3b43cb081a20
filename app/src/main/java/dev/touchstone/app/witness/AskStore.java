// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.witness;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.transparency.NoteVerifier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of the witnesses of our own log.
final class AskStore {
    private static final int FAILURE_CHARS_MAX = 500;

    /// How far a witness is.
    ///
    /// @param size what it cosigned last or says it is at, -1 before its first answer
    /// @param lines its signature lines over our checkpoint of that size
    /// @param failure why it did not cosign when it was asked last; empty when it did
    /// @param failures how often in a row
    /// @param retryAt it is left alone until then
    /// @param askedUntil a node asks it until then
    record Row(
            String vkey,
            long size,
            Optional<String> lines,
            Optional<Instant> cosignedAt,
            String failure,
            int failures,
            Instant retryAt,
            Instant askedUntil) {}

    void add(Tx tx, NoteVerifier key) {
        tx.sql()
                .createUpdate(
                        """
                        insert into log_witness (vkey, name) values (:vkey, :name)
                        on conflict (vkey) do nothing
                        """)
                .bind("vkey", key.vkey())
                .bind("name", key.name())
                .execute();
    }

    List<Row> all(Tx tx) {
        return tx.sql()
                .createQuery(
                        """
                        select vkey, size, lines, cosigned_at, failure, failures,
                          retry_at, asked_until
                        from log_witness order by vkey
                        """)
                .map(AskStore::row)
                .list();
    }

    /// Makes this node the one that asks a witness, when it is due and nobody else asks it.
    ///
    /// @param size what it is to cosign
    /// @param stale it is due again for the same size when it cosigned before that time
    boolean lease(Tx tx, String vkey, long size, Instant now, Instant until, Instant stale) {
        return tx.sql()
                        .createUpdate(
                                """
                                update log_witness set asked_until = :until
                                where vkey = :vkey and asked_until <= :now and retry_at <= :now
                                  and (lines is null or size <> :size or cosigned_at < :stale)
                                """)
                        .bind("vkey", vkey)
                        .bind("size", size)
                        .bind("now", now)
                        .bind("until", until)
                        .bind("stale", stale)
                        .execute()
                == 1;
    }

    void cosigned(Tx tx, String vkey, long size, String lines, Instant at) {
        tx.sql()
                .createUpdate(
                        """
                        update log_witness set size = :size, lines = :lines, cosigned_at = :at,
                          failure = '', failures = 0, retry_at = :at, asked_until = :at
                        where vkey = :vkey
                        """)
                .bind("vkey", vkey)
                .bind("size", size)
                .bind("lines", lines)
                .bind("at", at)
                .execute();
    }

    /// The witness says it is at another size of our log: it will be asked about that one.
    void ahead(Tx tx, String vkey, long size, Instant at) {
        tx.sql()
                .createUpdate(
                        """
                        update log_witness set size = :size, lines = null, asked_until = :at
                        where vkey = :vkey
                        """)
                .bind("vkey", vkey)
                .bind("size", size)
                .bind("at", at)
                .execute();
    }

    void failed(Tx tx, String vkey, String failure, Instant at, Instant retryAt) {
        String cut = failure.substring(0, Math.min(failure.length(), FAILURE_CHARS_MAX));
        tx.sql()
                .createUpdate(
                        """
                        update log_witness set failure = :failure, failures = failures + 1,
                          retry_at = :retry, asked_until = :at
                        where vkey = :vkey
                        """)
                .bind("vkey", vkey)
                .bind("failure", cut)
                .bind("at", at)
                .bind("retry", retryAt)
                .execute();
    }

    private static Row row(ResultSet row, StatementContext context) throws SQLException {
        long size = row.getLong("size");
        return new Row(
                row.getString("vkey"),
                row.wasNull() ? -1 : size,
                Optional.ofNullable(row.getString("lines")),
                Times.maybe(row, "cosigned_at"),
                row.getString("failure"),
                row.getInt("failures"),
                Times.at(row, "retry_at"),
                Times.at(row, "asked_until"));
    }
}
