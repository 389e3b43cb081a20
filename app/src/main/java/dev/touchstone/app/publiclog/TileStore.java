// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import dev.touchstone.app.database.Tx;
import dev.touchstone.transparency.EntryBundle;
import dev.touchstone.transparency.Hash;
import dev.touchstone.transparency.TilePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows of tiles: one a tile, extended until it is full. A narrower partial tile is the start
/// of it, so each one that was ever served can be served again, and none is ever left over.
final class TileStore {
    private static final int ENTRIES = -1;

    /// A tile as it is stored.
    @SuppressWarnings("ArrayRecordComponent")
    private record Row(int width, byte[] bytes) {}

    /// Reads a tile of the width asked for; empty when the log is not that far.
    Optional<byte[]> tile(Tx tx, TilePath path) {
        return tx.sql()
                .createQuery(
                        """
                        select width, bytes from log_tile
                        where level = :level and tile_index = :index and width >= :width
                        """)
                .bind("level", level(path))
                .bind("index", path.index())
                .bind("width", path.width())
                .map((row, context) -> new Row(row.getInt("width"), row.getBytes("bytes")))
                .findOne()
                .map(row -> cut(row, path));
    }

    private static byte[] cut(Row row, TilePath path) {
        if (row.width() == path.width()) {
            return row.bytes();
        }
        if (path.kind() == TilePath.Kind.HASHES) {
            return Arrays.copyOf(row.bytes(), path.width() * Hash.BYTES);
        }
        return EntryBundle.start(row.bytes(), path.width());
    }

    /// Stores tiles that are new or longer than before.
    ///
    /// @throws LogUnsound when one of them would change what was stored
    void extend(Tx tx, Map<TilePath, byte[]> files) {
        if (files.isEmpty()) {
            return;
        }
        byte[][] bytes = files.values().toArray(byte[][]::new);
        List<Integer> levels = new ArrayList<>();
        List<Long> indexes = new ArrayList<>();
        List<Integer> widths = new ArrayList<>();
        files.keySet()
                .forEach(
                        path -> {
                            levels.add(level(path));
                            indexes.add(path.index());
                            widths.add(path.width());
                        });
        int stored =
                tx.sql()
                        .createUpdate(
                                """
                                insert into log_tile (level, tile_index, width, bytes)
                                select * from unnest(:levels, :indexes, :widths, :bytes)
                                on conflict (level, tile_index) do update
                                set width = excluded.width, bytes = excluded.bytes
                                where log_tile.width < excluded.width
                                  and substring(excluded.bytes from 1
                                        for octet_length(log_tile.bytes)) = log_tile.bytes
                                """)
                        .bindArray("levels", Integer.class, levels)
                        .bindArray("indexes", Long.class, indexes)
                        .bindArray("widths", Integer.class, widths)
                        .bind(
                                "bytes",
                                (at, sql, context) ->
                                        sql.setArray(
                                                at,
                                                sql.getConnection().createArrayOf("bytea", bytes)))
                        .execute();
        if (stored != files.size()) {
            throw new LogUnsound(
                    "%d of %d tiles would change what the log already holds"
                            .formatted(files.size() - stored, files.size()));
        }
    }

    /// Where the last bundle ends; 0 without any.
    long end(Tx tx) {
        return tx.sql()
                .createQuery(
                        """
                        select tile_index * 256 + width from log_tile where level = :level
                        order by tile_index desc limit 1
                        """)
                .bind("level", ENTRIES)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    private static int level(TilePath path) {
        return path.kind() == TilePath.Kind.ENTRIES ? ENTRIES : path.level();
    }
}
