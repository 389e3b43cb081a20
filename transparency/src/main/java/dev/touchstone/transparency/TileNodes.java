// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

/// The hashes of one tile and of every perfect subtree over them.
///
/// Computed once, at the cost of one proof that reads the tile; afterwards each node is a look-up.
/// Immutable, so any number of threads may share it.
final class TileNodes {
    private final byte[][] heights;

    /// Computes the nodes over the hashes of a tile, full or partial.
    TileNodes(byte[] hashes, TreeHasher hasher) {
        int width = hashes.length / Hash.BYTES;
        heights = new byte[Integer.SIZE - Integer.numberOfLeadingZeros(width)][];
        heights[0] = hashes;
        for (int height = 1; height < heights.length; height++) {
            byte[] nodes = new byte[(width >>> height) * Hash.BYTES];
            hasher.pairs(heights[height - 1], nodes);
            heights[height] = nodes;
        }
    }

    /// Returns the root of the subtree `index` among those with 2^height of the tile's hashes.
    Hash node(int height, int index) {
        return Hash.of(heights[height], index * Hash.BYTES);
    }

    /// Returns the hashes of the tile itself; not to be changed.
    byte[] hashes() {
        return heights[0];
    }
}
