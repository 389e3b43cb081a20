// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import dev.touchstone.transparency.TransparencyException.Malformed;
import org.jspecify.annotations.Nullable;

/// The name of one tile: `tile/<L>/<N>[.p/<W>]`, or `tile/entries/<N>[.p/<W>]`.
///
/// Standard: C2SP tlog-tiles, Merkle Tree, Partial Tiles and Log entries. The index 1234067 is
/// written `x001/x234/067`. Each tile has one spelling only.
///
/// @param kind hashes of the tree, or entries
/// @param level 0 to 63; of entries always 0
/// @param index the number of the tile in its level, from 0
/// @param width how many hashes or entries it holds, 1 to 256; 256 is a full tile
public record TilePath(Kind kind, int level, long index, int width) {
    /// Hashes or entries in a full tile.
    public static final int WIDTH = 256;

    private static final int LEVEL_MAX = 63;
    private static final int CHARS_MAX = 64;

    /// What a tile holds.
    public enum Kind {
        /// Merkle tree hashes.
        HASHES,
        /// Log entries, see [EntryBundle].
        ENTRIES
    }

    /// Checks the ranges.
    public TilePath {
        if (level < 0 || level > LEVEL_MAX || (kind == Kind.ENTRIES && level != 0)) {
            throw new Malformed("tile level is not 0 to 63: " + level);
        }
        if (index < 0) {
            throw new Malformed("tile index is negative: " + index);
        }
        if (width < 1 || width > WIDTH) {
            throw new Malformed("tile width is not 1 to 256: " + width);
        }
    }

    /// Returns the name of a hash tile.
    public static TilePath hashes(int level, long index, int width) {
        return new TilePath(Kind.HASHES, level, index, width);
    }

    /// Returns the name of an entry bundle.
    public static TilePath entries(long index, int width) {
        return new TilePath(Kind.ENTRIES, 0, index, width);
    }

    /// Reads a path relative to the log's prefix; refuses every other spelling of the same tile.
    public static TilePath parse(String path) {
        TilePath parsed = path.length() > CHARS_MAX ? null : read(path);
        if (parsed == null || !parsed.toString().equals(path)) {
            throw new Malformed("not a tile path: " + Text.quote(path));
        }
        return parsed;
    }

    private static @Nullable TilePath read(String path) {
        String[] parts = path.split("/", -1);
        if (parts.length < 3 || !parts[0].equals("tile")) {
            return null;
        }
        int end = parts.length;
        int width = WIDTH;
        if (parts[end - 2].endsWith(".p")) {
            width = (int) Math.min(Text.decimal(parts[end - 1], "tile width"), Integer.MAX_VALUE);
            parts[end - 2] = parts[end - 2].substring(0, parts[end - 2].length() - 2);
            end--;
        }
        StringBuilder digits = new StringBuilder();
        for (int i = 2; i < end; i++) {
            digits.append(i < end - 1 ? parts[i].replaceFirst("^x", "") : parts[i]);
        }
        String shortest = digits.toString().replaceFirst("^0+(?=.)", "");
        long index = Text.decimal(shortest, "tile index");
        if (parts[1].equals("entries")) {
            return entries(index, width);
        }
        long level = Text.decimal(parts[1], "tile level");
        return hashes((int) Math.min(level, Integer.MAX_VALUE), index, width);
    }

    /// Returns whether fewer than 256 hashes or entries are in it.
    public boolean isPartial() {
        return width < WIDTH;
    }

    /// Returns the full tile that takes this one's place once the log has grown.
    public TilePath full() {
        return new TilePath(kind, level, index, WIDTH);
    }

    /// Returns the most bytes the tile can have; a hash tile always has exactly these.
    public int bytesMax() {
        return kind == Kind.HASHES
                ? width * Hash.BYTES
                : width * (EntryBundle.PREFIX_BYTES + EntryBundle.ENTRY_BYTES_MAX);
    }

    /// Returns the path relative to the log's prefix, without a leading slash.
    @Override
    public String toString() {
        StringBuilder path = new StringBuilder("tile/");
        path.append(kind == Kind.ENTRIES ? "entries" : Integer.toString(level)).append('/');
        String digits = Long.toString(index);
        digits = "0".repeat((3 - digits.length() % 3) % 3) + digits;
        for (int i = 0; i < digits.length(); i += 3) {
            boolean last = i + 3 == digits.length();
            path.append(last ? "" : "x").append(digits, i, i + 3).append(last ? "" : "/");
        }
        return isPartial() ? path.append(".p/").append(width).toString() : path.toString();
    }
}
