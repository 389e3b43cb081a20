// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import java.util.Arrays;

/// The growing side of a tiled tree: the last, still partial tile of each level, and nothing else.
///
/// This is all that is needed to add entries and to know the root, so 64 KiB serve a log of any
/// size. The tree grows like a counter in base 256: a level that fills hands its tile to the sink,
/// carries one hash to the level above, and starts again.
///
/// Standard: C2SP tlog-tiles, Merkle Tree; RFC 6962, Section 2.1. Not thread-safe.
final class RightEdge {
    private static final int TILE_BYTES = TilePath.WIDTH * Hash.BYTES;

    /// Takes a tile that is complete; the array is reused after the call.
    interface Sink {
        void tile(TilePath path, byte[] hashes);
    }

    private final TreeHasher hasher = new TreeHasher();
    private final byte[][] levels = new byte[Tiles.LEVELS][TILE_BYTES];
    private final Sink full;
    private long size;

    /// Starts at the empty tree.
    RightEdge(Sink full) {
        this.full = full;
    }

    /// Starts at a tree that exists: reads at most one tile a level.
    static RightEdge read(long size, TileReader tiles, Sink full) {
        RightEdge edge = new RightEdge(full);
        edge.size = size;
        for (int level = 0; level < Tiles.LEVELS; level++) {
            int count = edge.count(level);
            if (count > 0) {
                long index = Tiles.hashesAt(size, level) / TilePath.WIDTH;
                byte[] tile = Tiles.hashes(tiles, TilePath.hashes(level, index, count));
                System.arraycopy(tile, 0, edge.levels[level], 0, tile.length);
            }
        }
        return edge;
    }

    long size() {
        return size;
    }

    /// Forgets the entries of the last, partial bundle, to take them in anew.
    void backToFullBundle() {
        size -= count(0);
    }

    /// Returns the leaf hash at a place of the partial tile of level 0.
    Hash leaf(int place) {
        return Hash.of(levels[0], place * Hash.BYTES);
    }

    /// Adds one entry.
    void add(byte[] source, int offset, int length) {
        hasher.leaf(source, offset, length, levels[0], count(0) * Hash.BYTES);
        size = Math.addExact(size, 1);
        for (int level = 0; level < Tiles.LEVELS - 1 && count(level) == 0; level++) {
            byte[] tile = levels[level];
            long index = Tiles.hashesAt(size, level) / TilePath.WIDTH - 1;
            full.tile(TilePath.hashes(level, index, TilePath.WIDTH), tile);
            Hash carry = hasher.subtree(tile, 0, TilePath.WIDTH);
            int place = (int) (index % TilePath.WIDTH);
            carry.writeTo(levels[level + 1], place * Hash.BYTES);
        }
    }

    /// Gives the partial tiles of the levels that have grown since the tree had `since` entries.
    void partials(long since, Sink sink) {
        for (int level = 0; level < Tiles.LEVELS; level++) {
            long hashes = Tiles.hashesAt(size, level);
            int count = count(level);
            if (count > 0 && hashes != Tiles.hashesAt(since, level)) {
                TilePath path = TilePath.hashes(level, hashes / TilePath.WIDTH, count);
                sink.tile(path, Arrays.copyOf(levels[level], count * Hash.BYTES));
            }
        }
    }

    /// Returns the root: the perfect subtrees on the edge, joined from the smallest to the
    /// largest.
    Hash root() {
        Hash root = null;
        for (int level = 0; level < Tiles.LEVELS; level++) {
            int end = count(level);
            while (end > 0) {
                int width = Integer.lowestOneBit(end);
                end -= width;
                Hash peak = hasher.subtree(levels[level], end * Hash.BYTES, width);
                root = root == null ? peak : hasher.node(peak, root);
            }
        }
        return root == null ? Rfc6962.emptyRoot() : root;
    }

    private int count(int level) {
        return (int) (Tiles.hashesAt(size, level) % TilePath.WIDTH);
    }
}
