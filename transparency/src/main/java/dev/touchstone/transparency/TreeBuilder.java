// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import dev.touchstone.transparency.TilePath.Kind;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/// A tree over entries that can be had again: built in one pass, proved from one hash for each 256
/// entries.
///
/// For a list of things that is complete when it is stated and that its owner keeps or can
/// compute, so that neither the entries nor their hashes are stored a second time: 2.5 MB prove
/// any of 20 million. Memory while building is 64 KiB and these hashes.
///
/// Standard: RFC 6962, Section 2.1; C2SP tlog-tiles, Merkle Tree. Not thread-safe.
public final class TreeBuilder {
    private final ByteArrayOutputStream nodes = new ByteArrayOutputStream();
    private final RightEdge edge = new RightEdge(this::keep);

    /// Adds one entry.
    public void add(byte[] entry) {
        edge.add(entry, 0, entry.length);
    }

    /// Returns the size and the root of the tree so far.
    public TreeHead head() {
        return new TreeHead(edge.size(), edge.root());
    }

    /// Returns the hashes of all full groups of 256 entries, one after the other: what [#tiles]
    /// needs besides the entries. The builder is of no use afterwards.
    public byte[] nodes() {
        edge.partials(0, this::keep);
        return nodes.toByteArray();
    }

    private void keep(TilePath path, byte[] hashes) {
        if (path.level() == 1) {
            nodes.write(hashes, 0, path.width() * Hash.BYTES);
        }
    }

    /// Returns the tiles of such a tree, for [Proofs].
    ///
    /// @param size how many entries it has
    /// @param nodes what [#nodes] returned
    /// @param entries gives the entries of a group of 256 by its number, the last one shorter
    public static TileReader tiles(long size, byte[] nodes, LongFunction<List<byte[]>> entries) {
        return path -> {
            boolean isThere =
                    path.kind() == Kind.HASHES
                            && path.width() <= Tiles.width(size, path.level(), path.index());
            return isThere ? Optional.of(tile(path, nodes, entries)) : Optional.empty();
        };
    }

    private static byte[] tile(TilePath path, byte[] nodes, LongFunction<List<byte[]>> entries) {
        if (path.level() == 1) {
            int from = Math.toIntExact(path.index() * TilePath.WIDTH * Hash.BYTES);
            return Arrays.copyOfRange(nodes, from, from + path.bytesMax());
        }
        TreeHasher hasher = new TreeHasher();
        byte[] hashes = new byte[path.bytesMax()];
        if (path.level() == 0) {
            List<byte[]> group = entries.apply(path.index());
            for (int i = 0; i < path.width(); i++) {
                byte[] entry = group.get(i);
                hasher.leaf(entry, 0, entry.length, hashes, i * Hash.BYTES);
            }
            return hashes;
        }
        for (int i = 0; i < path.width(); i++) {
            long below = path.index() * TilePath.WIDTH + i;
            TilePath child = TilePath.hashes(path.level() - 1, below, TilePath.WIDTH);
            hasher.subtree(tile(child, nodes, entries), 0, TilePath.WIDTH)
                    .writeTo(hashes, i * Hash.BYTES);
        }
        return hashes;
    }
}
