// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import dev.touchstone.transparency.TransparencyException.Faulty;
import dev.touchstone.transparency.TransparencyException.Malformed;
import java.util.Arrays;
import java.util.Optional;

/// The arithmetic of tiles, and reading one with its length checked.
///
/// Standard: C2SP tlog-tiles, Merkle Tree and Partial Tiles.
final class Tiles {
    /// A tile spans 8 levels of the Merkle tree.
    static final int HEIGHT = 8;

    /// Sizes stay below 2^63, so level 7 (2^56 entries a hash) is the last that can hold a hash.
    static final int LEVELS = 8;

    private Tiles() {}

    /// Returns how many hashes `level` has in a tree of `size` entries: floor(size / 256^level).
    static long hashesAt(long size, int level) {
        return level < LEVELS ? size >>> (HEIGHT * level) : 0;
    }

    /// Returns how wide the tile `index` of `level` is in a tree of `size` entries, 0 to 256.
    static int width(long size, int level, long index) {
        long rest = hashesAt(size, level) - index * TilePath.WIDTH;
        return Math.clamp(rest, 0, TilePath.WIDTH);
    }

    /// Reads a hash tile; the answer has exactly `path.width()` hashes.
    static byte[] hashes(TileReader tiles, TilePath path) {
        byte[] hashes = find(tiles, path).hashes();
        return hashes.length == path.bytesMax() ? hashes : Arrays.copyOf(hashes, path.bytesMax());
    }

    /// Reads an entry bundle; the answer has exactly `path.width()` entries.
    static Bundle entries(TileReader tiles, TilePath path) {
        Found found = find(tiles, path);
        boolean exact = found.file.equals(path);
        try {
            int[] starts = EntryBundle.starts(found.bytes, path.width(), exact);
            return new Bundle(found.file, found.bytes, starts);
        } catch (Malformed e) {
            throw new Faulty(found.file.toString(), e.getMessage());
        }
    }

    /// Reads the file that holds a tile: its own, or the full one that took its place.
    static Found find(TileReader tiles, TilePath path) {
        Optional<byte[]> own = tiles.read(path);
        if (own.isPresent()) {
            return new Found(path, own.get());
        }
        TilePath full = path.full();
        Optional<byte[]> wider = path.isPartial() ? tiles.read(full) : Optional.empty();
        return new Found(full, wider.orElseThrow(() -> missing(path)));
    }

    private static Faulty missing(TilePath path) {
        return new Faulty(path.toString(), "the log does not have it");
    }

    /// A file as read, and its name.
    static final class Found {
        private final TilePath file;
        private final byte[] bytes;

        Found(TilePath file, byte[] bytes) {
            this.file = file;
            this.bytes = bytes;
        }

        TilePath file() {
            return file;
        }

        /// Returns the hashes, as many as the name of the file says.
        byte[] hashes() {
            if (bytes.length != file.bytesMax()) {
                throw new Faulty(
                        file.toString(),
                        "a tile of %d hashes has %d bytes, not %d"
                                .formatted(file.width(), file.bytesMax(), bytes.length));
            }
            return bytes;
        }
    }

    /// An entry bundle as read: the file it came from, its bytes, and where each entry starts.
    static final class Bundle {
        final TilePath file;
        final byte[] bytes;
        private final int[] starts;

        Bundle(TilePath file, byte[] bytes, int[] starts) {
            this.file = file;
            this.bytes = bytes;
            this.starts = starts;
        }

        int count() {
            return starts.length - 1;
        }

        int start(int entry) {
            return starts[entry];
        }

        int length(int entry) {
            return starts[entry + 1] - EntryBundle.PREFIX_BYTES - starts[entry];
        }

        byte[] entry(int entry) {
            return Arrays.copyOfRange(bytes, start(entry), start(entry) + length(entry));
        }
    }
}
