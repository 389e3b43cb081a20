// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// Hashes of any part of a tree, computed from its tiles; each tile is read once.
///
/// Nothing is authenticated here: what is computed must be checked against a signed root.
/// Not thread-safe.
final class TiledTree {
    private final long size;
    private final Function<TilePath, TileNodes> tiles;
    private final TreeHasher hasher = new TreeHasher();

    TiledTree(long size, TileReader tiles) {
        this.size = size;
        Map<TilePath, TileNodes> read = new HashMap<>();
        this.tiles =
                path ->
                        read.computeIfAbsent(
                                path, p -> new TileNodes(Tiles.hashes(tiles, p), hasher));
    }

    /// Over tiles whose nodes are kept from proof to proof.
    TiledTree(long size, TileCache tiles) {
        this.size = size;
        this.tiles = tiles::nodes;
    }

    /// Returns MTH(D[begin:end]) of RFC 6962, Section 2.1.
    ///
    /// `begin` is a multiple of the smallest power of two not below `end - begin`, as it is for
    /// every range in a proof.
    Hash range(long begin, long end) {
        long count = end - begin;
        if (Long.bitCount(count) == 1) {
            int height = Long.numberOfTrailingZeros(count);
            return node(height, begin >>> height);
        }
        long middle = begin + Long.highestOneBit(count);
        return hasher.node(range(begin, middle), range(middle, end));
    }

    /// Returns the root of the perfect subtree `index` among those with 2^height leaves.
    private Hash node(int height, long index) {
        int level = height / Tiles.HEIGHT;
        int within = height % Tiles.HEIGHT;
        long tile = (index << within) / TilePath.WIDTH;
        TilePath path = TilePath.hashes(level, tile, Tiles.width(size, level, tile));
        long firstInTile = (tile * TilePath.WIDTH) >>> within;
        return tiles.apply(path).node(within, (int) (index - firstInTile));
    }
}
