// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Builds proofs and roots from the tiles of a log.
///
/// A proof takes at most two tiles a level. Tiles are taken as they are: verify what comes out
/// against a signed root when the tiles come from somebody else.
public final class Proofs {
    private Proofs() {}

    /// Returns the root of the first `size` entries (RFC 6962, Section 2.1).
    public static Hash root(long size, TileReader tiles) {
        if (size < 0) {
            throw new IllegalArgumentException("size is negative: " + size);
        }
        return size == 0 ? Rfc6962.emptyRoot() : new TiledTree(size, tiles).range(0, size);
    }

    /// Proves that entry `index` is among the first `size` entries (RFC 6962, Section 2.1.1).
    public static InclusionProof inclusion(long index, long size, TileReader tiles) {
        return inclusion(index, size, new TiledTree(size, tiles));
    }

    /// The same from kept tiles, for one proof after the other.
    public static InclusionProof inclusion(long index, long size, TileCache tiles) {
        return inclusion(index, size, new TiledTree(size, tiles));
    }

    private static InclusionProof inclusion(long index, long size, TiledTree tree) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException(
                    "entry %d is not in a tree of size %d".formatted(index, size));
        }
        List<Hash> hashes = new ArrayList<>();
        long begin = 0;
        long end = size;
        while (end - begin > 1) {
            long middle = split(begin, end);
            if (index < middle) {
                hashes.add(tree.range(middle, end));
                end = middle;
            } else {
                hashes.add(tree.range(begin, middle));
                begin = middle;
            }
        }
        Collections.reverse(hashes); // found from the root down, written from the leaf up
        return new InclusionProof(index, size, hashes);
    }

    /// Proves that the first `newSize` entries begin with the first `oldSize` (RFC 6962, 2.1.2).
    ///
    /// The proof is empty when the old tree is empty or the sizes are equal.
    public static ConsistencyProof consistency(long oldSize, long newSize, TileReader tiles) {
        if (oldSize < 0 || oldSize > newSize) {
            throw new IllegalArgumentException(
                    "no proof leads from size %d to %d".formatted(oldSize, newSize));
        }
        List<Hash> hashes = new ArrayList<>();
        if (oldSize > 0 && oldSize < newSize) {
            TiledTree tree = new TiledTree(newSize, tiles);
            long begin = 0;
            long end = newSize;
            while (end != oldSize) {
                long middle = split(begin, end);
                if (oldSize <= middle) {
                    hashes.add(tree.range(middle, end));
                    end = middle;
                } else {
                    hashes.add(tree.range(begin, middle));
                    begin = middle;
                }
            }
            if (begin > 0) { // else what is left is the old tree, whose root the verifier has
                hashes.add(tree.range(begin, end));
            }
            Collections.reverse(hashes);
        }
        return new ConsistencyProof(oldSize, newSize, hashes);
    }

    /// Splits a range at the largest power of two below its length, as RFC 6962 does.
    private static long split(long begin, long end) {
        return begin + Long.highestOneBit(end - begin - 1);
    }
}
