// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.symbol;

/// How well a picture can be scanned (ISO/IEC 18004:2015, 7.8.3.1): the lower the better.
///
/// All modules of a word are looked at together: along a row by shifting the word, along a column
/// by setting words of neighbouring rows against each other. The quiet zone counts as light. A
/// pattern like that of a finder counts once, whether the light area lies before it, after it or
/// on both sides.
final class QrPenalty {
    /// Rows without a dark module that have to stand before a picture.
    static final int ROWS_BEFORE = 4;

    /// Rows without a dark module that have to stand after a picture.
    static final int ROWS_AFTER = 10;

    private static final int BLOCK = 3;
    private static final int LIKE_FINDER = 40;
    private static final int IMBALANCE = 10;

    private QrPenalty() {}

    /// The penalty of a picture.
    ///
    /// @param picture rows of words, with light rows before and after them
    /// @param size modules a side
    /// @param words of a row
    static int of(long[] picture, int size, int words) {
        int runs = 0;
        int blocks = 0;
        int likeFinder = 0;
        int dark = 0;
        for (int word = 0; word < words; word++) {
            int left = size - word * Long.SIZE;
            long inside = lowest(left);
            long pairs = lowest(left - 1);
            long fives = lowest(left - 4);
            long fiveAbove = 0;
            for (int y = 0; y < size; y++) {
                int at = (y + ROWS_BEFORE) * words + word;
                long here = picture[at];
                boolean last = word + 1 == words;
                long next = last ? 0 : picture[at + 1];
                long previous = word == 0 ? 0 : picture[at - 1];
                dark += Long.bitCount(here);

                long r1 = (here >>> 1) | (next << 63);
                long r2 = (here >>> 2) | (next << 62);
                long r3 = (here >>> 3) | (next << 61);
                long r4 = (here >>> 4) | (next << 60);
                long five = ((here & r1 & r2 & r3 & r4) | ~(here | r1 | r2 | r3 | r4)) & fives;
                long before = word == 0 ? 0 : sameFive((here << 1) | (previous >>> 63));
                runs += Long.bitCount(five) + 2 * Long.bitCount(five & ~((five << 1) | before));
                likeFinder +=
                        Long.bitCount((here & ~r1 & r2 & r3 & r4) & alongRow(here, previous, next));

                long d1 = picture[at + words];
                long d2 = picture[at + 2 * words];
                long d3 = picture[at + 3 * words];
                long d4 = picture[at + 4 * words];
                long fiveDown = 0;
                if (y + 4 < size) {
                    fiveDown = ((here & d1 & d2 & d3 & d4) | ~(here | d1 | d2 | d3 | d4)) & inside;
                    runs += Long.bitCount(fiveDown) + 2 * Long.bitCount(fiveDown & ~fiveAbove);
                }
                fiveAbove = fiveDown;
                likeFinder +=
                        Long.bitCount(
                                (here & ~d1 & d2 & d3 & d4) & alongColumn(picture, at, words));

                if (y + 1 < size) {
                    long nextDown = last ? 0 : picture[at + words + 1];
                    long across = (d1 >>> 1) | (nextDown << 63);
                    blocks += Long.bitCount(~((here ^ r1) | (here ^ d1) | (here ^ across)) & pairs);
                }
            }
        }
        return runs + BLOCK * blocks + LIKE_FINDER * likeFinder + imbalance(dark, size * size);
    }

    /// Whether a run of five ends its first module just before this word.
    private static long sameFive(long shifted) {
        long first = shifted & 0x1F;
        return first == 0 || first == 0x1F ? 1 : 0;
    }

    /// Where the rest of dark, light, 3 dark, light, dark follows, with four light modules before
    /// or after.
    private static long alongRow(long here, long previous, long next) {
        long r5 = (here >>> 5) | (next << 59);
        long r6 = (here >>> 6) | (next << 58);
        long after =
                (here >>> 7)
                        | (next << 57)
                        | (here >>> 8)
                        | (next << 56)
                        | (here >>> 9)
                        | (next << 55)
                        | (here >>> 10)
                        | (next << 54);
        long before =
                (here << 1)
                        | (previous >>> 63)
                        | (here << 2)
                        | (previous >>> 62)
                        | (here << 3)
                        | (previous >>> 61)
                        | (here << 4)
                        | (previous >>> 60);
        return ~r5 & r6 & ~(after & before);
    }

    private static long alongColumn(long[] picture, int at, int words) {
        long d5 = picture[at + 5 * words];
        long d6 = picture[at + 6 * words];
        long after =
                picture[at + 7 * words]
                        | picture[at + 8 * words]
                        | picture[at + 9 * words]
                        | picture[at + 10 * words];
        long before =
                picture[at - words]
                        | picture[at - 2 * words]
                        | picture[at - 3 * words]
                        | picture[at - 4 * words];
        return ~d5 & d6 & ~(after & before);
    }

    /// Ten for each whole 5 % that the share of dark modules is away from a half.
    private static int imbalance(int dark, int modules) {
        return Math.abs(dark * 20 - modules * 10) / modules * IMBALANCE;
    }

    /// The lowest bits of a word, of which there may be none or all.
    private static long lowest(int bits) {
        if (bits <= 0) {
            return 0;
        }
        return bits >= Long.SIZE ? -1L : (1L << bits) - 1;
    }
}
