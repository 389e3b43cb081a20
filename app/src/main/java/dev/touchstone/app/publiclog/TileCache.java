// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import dev.touchstone.transparency.TilePath;
import dev.touchstone.transparency.TileReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Keeps the tiles used last. What stands under a path never changes, partial tiles included, so
/// nothing here can be out of date. Thread-safe.
final class TileCache implements TileReader {
    /// The most bytes kept, besides what keeping costs.
    static final int BYTES_MAX = 32 << 20;

    private final TileReader source;
    private final Map<TilePath, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    TileCache(TileReader source) {
        this.source = source;
    }

    @Override
    public Optional<byte[]> read(TilePath path) {
        synchronized (kept) {
            byte[] found = kept.get(path);
            if (found != null) {
                return Optional.of(found);
            }
        }
        Optional<byte[]> read = source.read(path);
        read.ifPresent(tile -> keep(path, tile));
        return read;
    }

    private void keep(TilePath path, byte[] tile) {
        synchronized (kept) {
            if (kept.putIfAbsent(path, tile) == null) {
                bytes += tile.length;
            }
            var oldest = kept.entrySet().iterator();
            while (bytes > BYTES_MAX && oldest.hasNext()) {
                bytes -= oldest.next().getValue().length;
                oldest.remove();
            }
        }
    }
}
