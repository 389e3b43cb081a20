// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import dev.touchstone.transparency.TransparencyException.Malformed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Entry bundles: each entry behind its length as a big-endian uint16.
///
/// Standard: C2SP tlog-tiles, Log entries.
public final class EntryBundle {
    /// The longest entry a bundle can hold, in bytes.
    public static final int ENTRY_BYTES_MAX = 65_535;

    static final int PREFIX_BYTES = 2;

    private EntryBundle() {}

    /// Returns the bundle of 1 to 256 entries.
    public static byte[] format(List<byte[]> entries) {
        if (entries.isEmpty() || entries.size() > TilePath.WIDTH) {
            throw new Malformed("a bundle has 1 to 256 entries, not " + entries.size());
        }
        Builder builder = new Builder();
        entries.forEach(builder::add);
        return builder.toBytes();
    }

    /// Returns the entries of a bundle that must hold exactly `count` of them and nothing else.
    public static List<byte[]> parse(byte[] bundle, int count) {
        int[] starts = starts(bundle, count, true);
        List<byte[]> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(Arrays.copyOfRange(bundle, starts[i], starts[i + 1] - PREFIX_BYTES));
        }
        return entries;
    }

    /// Returns the bundle of the first `count` entries of a bundle: a partial bundle of an earlier
    /// size is the start of every later one.
    public static byte[] start(byte[] bundle, int count) {
        return Arrays.copyOf(bundle, starts(bundle, count, false)[count] - PREFIX_BYTES);
    }

    /// Returns where the first `count` entries start, and where the next one would start.
    ///
    /// Entry i lies between `starts[i]` and `starts[i + 1] - PREFIX_BYTES`: no copy is needed to
    /// hash it. With `exact`, nothing may follow the last entry.
    static int[] starts(byte[] bundle, int count, boolean exact) {
        int[] starts = new int[count + 1];
        int at = 0;
        for (int i = 0; i < count; i++) {
            if (bundle.length - at < PREFIX_BYTES) {
                throw new Malformed("the bundle ends before entry %d of %d".formatted(i, count));
            }
            int length = (bundle[at] & 0xff) << 8 | (bundle[at + 1] & 0xff);
            starts[i] = at + PREFIX_BYTES;
            if (bundle.length - starts[i] < length) {
                throw new Malformed("the bundle ends inside entry %d of %d".formatted(i, count));
            }
            at = starts[i] + length;
        }
        if (exact && at != bundle.length) {
            throw new Malformed(
                    "%d bytes follow the last entry of the bundle".formatted(bundle.length - at));
        }
        starts[count] = at + PREFIX_BYTES;
        return starts;
    }

    /// A bundle under construction. Not thread-safe.
    static final class Builder {
        private byte[] bytes = new byte[1 << 13];
        private int length;
        private int count;

        /// Appends an entry; refuses one that no bundle can hold.
        void add(byte[] entry) {
            if (entry.length > ENTRY_BYTES_MAX) {
                throw new Malformed("an entry has at most 65535 bytes, not " + entry.length);
            }
            int grown = length + PREFIX_BYTES + entry.length;
            if (grown > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(grown, 2 * bytes.length));
            }
            bytes[length] = (byte) (entry.length >>> 8);
            bytes[length + 1] = (byte) entry.length;
            System.arraycopy(entry, 0, bytes, length + PREFIX_BYTES, entry.length);
            length = grown;
            count++;
        }

        int count() {
            return count;
        }

        byte[] toBytes() {
            return Arrays.copyOf(bytes, length);
        }

        void clear() {
            length = 0;
            count = 0;
        }
    }
}
