// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import dev.touchstone.app.database.Tx;
import dev.touchstone.transparency.TilePath;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The rows of tiles and checkpoints.
final class TileStore {
    /// The advisory lock that one sequencer at a time holds to the end of its transaction.
    private static final long SEQUENCER_LOCK = 0x746f7563686c6f67L;

    /// A checkpoint as it was signed.
    record Latest(long size, String note, Instant at) {}

    boolean lockSequencer(Tx tx) {
        return tx.sql()
                .createQuery("select pg_try_advisory_xact_lock(:key)")
                .bind("key", SEQUENCER_LOCK)
                .mapTo(Boolean.class)
                .one();
    }

    Optional<Latest> latest(Tx tx) {
        return tx.sql()
                .createQuery("select size, note, at from log_checkpoint order by size desc limit 1")
                .map(
                        (row, context) ->
                                new Latest(
                                        row.getLong("size"),
                                        row.getString("note"),
                                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .findOne();
    }

    void insertCheckpoint(Tx tx, long size, String note, Instant at) {
        int stored =
                tx.sql()
                        .createUpdate(
                                """
                        insert into log_checkpoint (size, note, at) values (:size, :note, :at)
                        on conflict (size) do update set at = excluded.at
                        where log_checkpoint.note = excluded.note
                        """)
                        .bind("size", size)
                        .bind("note", note)
                        .bind("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                        .execute();
        if (stored != 1) {
            throw new IllegalStateException("two checkpoints of size " + size + " that differ");
        }
    }

    Optional<byte[]> tile(Tx tx, TilePath path) {
        return tx.sql()
                .createQuery("select bytes from log_tile where path = :path")
                .bind("path", path.toString())
                .mapTo(byte[].class)
                .findOne();
    }

    void insertTiles(Tx tx, Map<TilePath, byte[]> files) {
        PreparedBatch batch =
                tx.sql()
                        .prepareBatch(
                                """
                                insert into log_tile (path, bytes) values (?, ?)
                                on conflict (path) do nothing
                                """);
        files.forEach((path, bytes) -> batch.add(path.toString(), bytes));
        batch.execute();
    }
}
