// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.symbol;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// What all symbols of a version have in common: function patterns, where data goes, and the
/// masks.
///
/// A picture is rows of `words` words of 64 bits; module (x, y) is bit `x % 64` of word
/// `y * words + x / 64`, 1 for dark. Immutable.
final class QrTemplate {
    private static final int SIZE_STEP = 4;
    private static final int SIZE_BASE = 17;
    private static final int FINDER = 7;
    private static final int TIMING = 6;
    private static final int VERSION_INFORMATION_FROM = 7;
    private static final int FORMAT_GENERATOR = 0x537;
    private static final int FORMAT_MASK = 0x5412;
    private static final int VERSION_GENERATOR = 0x1F25;

    private static final AtomicReferenceArray<QrTemplate> MADE =
            new AtomicReferenceArray<>(QrOptions.VERSION_MAX + 1);

    final int version;
    final int size;
    final int words;
    /// Dark modules of the function patterns, without format information.
    final long[] base;
    /// All modules of function patterns and format information.
    private final long[] reserved;
    /// The position (`y * words * 64 + x`) of each bit of the codewords, in their order.
    final int[] order;
    /// Where each mask turns a module over.
    private final long[][] masks = new long[QrOptions.MASKS][];

    private QrTemplate(int version) {
        this.version = version;
        size = size(version);
        words = (size + Long.SIZE - 1) / Long.SIZE;
        base = new long[size * words];
        reserved = new long[size * words];
        timing();
        finder(0, 0);
        finder(size - FINDER, 0);
        finder(0, size - FINDER);
        alignment();
        reserveFormat();
        if (version >= VERSION_INFORMATION_FROM) {
            versionInformation();
        }
        order = order();
        for (int mask = 0; mask < masks.length; mask++) {
            masks[mask] = mask(mask);
        }
    }

    /// The one of a version. Threads that race make equal ones.
    static QrTemplate of(int version) {
        QrTemplate made = MADE.get(version);
        if (made == null) {
            made = new QrTemplate(version);
            MADE.set(version, made);
        }
        return made;
    }

    /// Modules a side.
    static int size(int version) {
        return SIZE_BASE + SIZE_STEP * version;
    }

    /// Modules that hold codewords or remainder bits.
    static int dataModules(int version) {
        int size = size(version);
        int functions = 3 * (FINDER + 1) * (FINDER + 1) + 2 * (size - 2 * (FINDER + 1)) + 31;
        int lines = alignmentLines(version);
        if (lines > 0) {
            // Each of 25 modules; those on the timing patterns share 5 with them.
            functions += (lines * lines - 3) * 25 - 2 * (lines - 2) * 5;
        }
        if (version >= VERSION_INFORMATION_FROM) {
            functions += 2 * 18;
        }
        return size * size - functions;
    }

    private static int alignmentLines(int version) {
        return version == 1 ? 0 : version / 7 + 2;
    }

    private void set(int x, int y, boolean dark) {
        int word = y * words + x / Long.SIZE;
        reserved[word] |= 1L << x;
        if (dark) {
            base[word] |= 1L << x;
        } else {
            base[word] &= ~(1L << x);
        }
    }

    private boolean isReserved(int x, int y) {
        return ((reserved[y * words + x / Long.SIZE] >>> x) & 1) != 0;
    }

    private void timing() {
        for (int i = 0; i < size; i++) {
            set(i, TIMING, i % 2 == 0);
            set(TIMING, i, i % 2 == 0);
        }
    }

    /// With its separator, as far as that lies inside.
    private void finder(int left, int top) {
        for (int dy = -1; dy <= FINDER; dy++) {
            for (int dx = -1; dx <= FINDER; dx++) {
                int x = left + dx;
                int y = top + dy;
                if (x >= 0 && y >= 0 && x < size && y < size) {
                    int ring = Math.max(Math.abs(dx - 3), Math.abs(dy - 3));
                    set(x, y, ring != 2 && ring != 4);
                }
            }
        }
    }

    /// Annex E: evenly apart from the far end, by an even step; version 32 has a smaller one.
    private void alignment() {
        int lines = alignmentLines(version);
        if (lines == 0) {
            return;
        }
        int span = size - 1 - 2 * TIMING;
        int step = (span + 2 * (lines - 1) - 1) / (2 * (lines - 1)) * 2;
        if (version == 32) {
            step = 26;
        }
        int[] centres = new int[lines];
        centres[0] = TIMING;
        for (int i = 1; i < lines; i++) {
            centres[i] = size - 1 - TIMING - (lines - 1 - i) * step;
        }
        int last = centres[lines - 1];
        for (int cy : centres) {
            for (int cx : centres) {
                boolean corner =
                        (cx == TIMING && (cy == TIMING || cy == last))
                                || (cx == last && cy == TIMING);
                if (!corner) {
                    alignment(cx, cy);
                }
            }
        }
    }

    private void alignment(int cx, int cy) {
        for (int dy = -2; dy <= 2; dy++) {
            for (int dx = -2; dx <= 2; dx++) {
                set(cx + dx, cy + dy, Math.max(Math.abs(dx), Math.abs(dy)) != 1);
            }
        }
    }

    private void reserveFormat() {
        for (int i = 0; i <= 8; i++) {
            if (i != TIMING) {
                set(8, i, false);
                set(i, 8, false);
            }
            if (i < 8) {
                set(size - 1 - i, 8, false);
                set(8, size - 1 - i, false);
            }
        }
        set(8, size - 8, true);
    }

    private void versionInformation() {
        int bits = (version << 12) | remainder(version, 12, VERSION_GENERATOR);
        for (int i = 0; i < 18; i++) {
            boolean dark = ((bits >>> i) & 1) != 0;
            int far = size - 11 + i % 3;
            set(far, i / 3, dark);
            set(i / 3, far, dark);
        }
    }

    private static int remainder(int value, int bits, int generator) {
        int remainder = value;
        for (int i = 0; i < bits; i++) {
            remainder = (remainder << 1) ^ ((remainder >>> (bits - 1)) * generator);
        }
        return remainder;
    }

    private int[] order() {
        int[] positions = new int[size * size];
        int found = 0;
        boolean up = true;
        for (int right = size - 1; right > 0; right -= 2) {
            if (right == TIMING) {
                right--;
            }
            for (int i = 0; i < size; i++) {
                int y = up ? size - 1 - i : i;
                for (int x = right; x > right - 2; x--) {
                    if (!isReserved(x, y)) {
                        positions[found++] = y * words * Long.SIZE + x;
                    }
                }
            }
            up = !up;
        }
        return Arrays.copyOf(positions, found);
    }

    private long[] mask(int mask) {
        long[] turned = new long[size * words];
        for (int position : order) {
            int x = position % (words * Long.SIZE);
            int y = position / (words * Long.SIZE);
            if (turns(mask, x, y)) {
                turned[position / Long.SIZE] |= 1L << x;
            }
        }
        return turned;
    }

    /// Table 10.
    static boolean turns(int mask, int x, int y) {
        return switch (mask) {
            case 0 -> (x + y) % 2 == 0;
            case 1 -> y % 2 == 0;
            case 2 -> x % 3 == 0;
            case 3 -> (x + y) % 3 == 0;
            case 4 -> (x / 3 + y / 2) % 2 == 0;
            case 5 -> x * y % 2 + x * y % 3 == 0;
            case 6 -> (x * y % 2 + x * y % 3) % 2 == 0;
            default -> ((x + y) % 2 + x * y % 3) % 2 == 0;
        };
    }

    /// Writes a picture with a mask and its format information (7.9) over `out`.
    ///
    /// @param data the picture with its data, before masking
    /// @param shift words of `out` before the first row
    void masked(long[] data, QrLevel level, int mask, long[] out, int shift) {
        long[] turned = masks[mask];
        for (int i = 0; i < data.length; i++) {
            out[shift + i] = data[i] ^ turned[i];
        }
        int value = (level.indicator << 3) | mask;
        int bits = ((value << 10) | remainder(value, 10, FORMAT_GENERATOR)) ^ FORMAT_MASK;
        for (int i = 0; i < 15; i++) {
            if (((bits >>> i) & 1) != 0) {
                int near = i < 6 ? i : i < 8 ? i + 1 : i == 8 ? 7 : 14 - i;
                darken(out, shift, i < 8 ? 8 : near, i < 8 ? near : 8);
                darken(out, shift, i < 8 ? size - 1 - i : 8, i < 8 ? 8 : size - 15 + i);
            }
        }
    }

    private void darken(long[] out, int shift, int x, int y) {
        out[shift + y * words + x / Long.SIZE] |= 1L << x;
    }
}
