// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import dev.touchstone.transparency.TransparencyException.Faulty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Grows a log: from its head and its right edge to the new head and the files to write.
///
/// Reads at most one hash tile a level and one entry bundle, whatever the size of the log; memory
/// is that of the batch. The edge is checked against the old root before anything is added, so a
/// store that lost or mixed up a tile is found before it is built upon.
///
/// Write all files first, then publish the checkpoint; until then nothing has happened. Writing
/// the same files again is harmless.
///
/// Standard: C2SP tlog-tiles; RFC 6962, Section 2.1.
public final class TreeAppender {
    /// The most entries of one call. Split more into several calls.
    public static final int ENTRIES_PER_APPEND_MAX = 65_536;

    private TreeAppender() {}

    /// The grown tree, and every tile file that is new: hash tiles of all levels, entry bundles.
    ///
    /// @param head the new size and root
    /// @param files path to content; partial tiles of the old size are not repeated
    public record Appended(TreeHead head, Map<TilePath, byte[]> files) {}

    /// Adds entries to the tree with this head.
    ///
    /// Throws [Faulty] when the tiles read do not belong to the head.
    public static Appended append(TreeHead head, TileReader tiles, List<byte[]> entries) {
        if (entries.size() > ENTRIES_PER_APPEND_MAX) {
            throw new IllegalArgumentException(
                    "one append takes at most %d entries, not %d"
                            .formatted(ENTRIES_PER_APPEND_MAX, entries.size()));
        }
        Map<TilePath, byte[]> files = new LinkedHashMap<>();
        RightEdge edge =
                RightEdge.read(head.size(), tiles, (path, tile) -> files.put(path, tile.clone()));
        checkRoot(edge, head);
        if (entries.isEmpty()) {
            return new Appended(head, Map.of());
        }
        EntryBundle.Builder bundle = lastEntries(edge, tiles);
        for (byte[] entry : entries) {
            bundle.add(entry);
            edge.add(entry, 0, entry.length);
            if (bundle.count() == TilePath.WIDTH) {
                files.put(bundlePath(edge.size(), TilePath.WIDTH), bundle.toBytes());
                bundle.clear();
            }
        }
        if (bundle.count() > 0) {
            files.put(bundlePath(edge.size(), bundle.count()), bundle.toBytes());
        }
        edge.partials(head.size(), files::put);
        TreeHead grown = new TreeHead(edge.size(), edge.root());
        return new Appended(grown, Collections.unmodifiableMap(files));
    }

    private static void checkRoot(RightEdge edge, TreeHead head) {
        Hash root = edge.root();
        if (!root.equals(head.root())) {
            throw new Faulty(
                    "tile",
                    "the tiles of the right edge have root %s, not %s".formatted(root, head));
        }
    }

    private static TilePath bundlePath(long size, int width) {
        return TilePath.entries((size - 1) / TilePath.WIDTH, width);
    }

    /// Reads back the entries of the last, partial bundle, which is about to be written longer.
    private static EntryBundle.Builder lastEntries(RightEdge edge, TileReader tiles) {
        EntryBundle.Builder entries = new EntryBundle.Builder();
        int count = (int) (edge.size() % TilePath.WIDTH);
        if (count > 0) {
            Tiles.Bundle bundle = Tiles.entries(tiles, bundlePath(edge.size(), count));
            TreeHasher hasher = new TreeHasher();
            for (int i = 0; i < count; i++) {
                Hash leaf = hasher.leaf(bundle.bytes, bundle.start(i), bundle.length(i));
                if (!leaf.equals(edge.leaf(i))) {
                    throw new Faulty(
                            bundle.file.toString(),
                            "entry %d does not match its hash".formatted(i));
                }
                entries.add(bundle.entry(i));
            }
        }
        return entries;
    }
}
