// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The hash tiles used last, kept in memory with the inner nodes of their trees, for a server that
/// proves all the time.
///
/// What stands under a path never changes, partial tiles included, so nothing kept here can be out
/// of date. Entry bundles are read from the source each time. Thread-safe.
///
/// Standard: C2SP tlog-tiles, Merkle Tree.
public final class TileCache implements TileReader {
    /// The most memory of one kept tile, in bytes: 511 hashes.
    private static final int TILE_BYTES_MAX = 2 * TilePath.WIDTH * Hash.BYTES;

    private final TileReader source;
    private final int tilesMax;
    private final Map<TilePath, TileNodes> kept = new LinkedHashMap<>(16, 0.75f, true);

    /// Keeps tiles of `source` in at most so many bytes, not counting what keeping costs.
    public TileCache(TileReader source, int bytesMax) {
        this.source = source;
        this.tilesMax = Math.max(1, bytesMax / TILE_BYTES_MAX);
    }

    @Override
    public Optional<byte[]> read(TilePath path) {
        if (path.kind() == TilePath.Kind.ENTRIES) {
            return source.read(path);
        }
        Optional<TileNodes> found = find(path);
        return found.isPresent() ? found.map(nodes -> nodes.hashes().clone()) : source.read(path);
    }

    /// Returns a tile with its nodes, reading it when it is not kept.
    TileNodes nodes(TilePath path) {
        Optional<TileNodes> found = find(path);
        if (found.isPresent()) {
            return found.get();
        }
        TileNodes nodes = new TileNodes(Tiles.hashes(source, path), new TreeHasher());
        synchronized (kept) {
            kept.put(path, nodes);
            if (kept.size() > tilesMax) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return nodes;
    }

    private Optional<TileNodes> find(TilePath path) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(path));
        }
    }
}
