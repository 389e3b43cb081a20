// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.symbol;

import java.util.Arrays;

/// A QR code (ISO/IEC 18004:2015): the modules of one symbol, without the quiet zone. Immutable.
public final class QrCode {
    /// Light modules that have to stand around a symbol (9.1).
    public static final int QUIET = 4;

    /// Takes dark modules side by side in a row.
    @FunctionalInterface
    public interface RunTaker {
        /// Takes a run.
        ///
        /// @param x column of its first module
        /// @param y row
        /// @param length modules
        void take(int x, int y, int length);
    }

    private final QrTemplate template;
    private final QrLevel level;
    private final int mask;
    private final int penalty;
    private final long[] rows;

    private QrCode(QrTemplate template, QrLevel level, int mask, int penalty, long[] rows) {
        this.template = template;
        this.level = level;
        this.mask = mask;
        this.penalty = penalty;
        this.rows = rows;
    }

    /// The smallest symbol that holds a text, at this level or a higher one that costs nothing.
    ///
    /// @throws IllegalArgumentException for a text that is empty, holds half a surrogate pair or
    ///     is too long for every version
    public static QrCode of(String text, QrLevel level) {
        return of(text, QrOptions.of(level));
    }

    /// The smallest symbol that holds a text.
    ///
    /// @throws IllegalArgumentException for a text that is empty, holds half a surrogate pair or
    ///     is too long for every allowed version
    public static QrCode of(String text, QrOptions options) {
        QrSegments.check(text);
        int longest = 0;
        for (int group = QrMode.group(options.versionMin());
                group <= QrMode.group(options.versionMax());
                group++) {
            QrSegments segments = new QrSegments(text, options.gs1(), group);
            int smallest = group == 0 ? 1 : QrMode.largest(group - 1) + 1;
            int from = Math.max(options.versionMin(), smallest);
            int to = Math.min(options.versionMax(), QrMode.largest(group));
            for (int version = from; version <= to; version++) {
                if (fits(segments.bits, version, options.level())) {
                    return of(segments, version, options);
                }
            }
            longest = segments.bits;
        }
        throw new IllegalArgumentException(
                "%d bits fit in no symbol up to version %d at level %s"
                        .formatted(longest, options.versionMax(), options.level()));
    }

    private static boolean fits(int bits, int version, QrLevel level) {
        return bits <= QrCapacity.data(version, level) * Byte.SIZE;
    }

    private static QrCode of(QrSegments segments, int version, QrOptions options) {
        QrLevel level = options.level();
        if (options.raise()) {
            for (QrLevel higher : QrLevel.values()) {
                if (higher.compareTo(level) > 0 && fits(segments.bits, version, higher)) {
                    level = higher;
                }
            }
        }
        Bits bits = new Bits(QrCapacity.data(version, level));
        segments.write(bits);
        if (bits.length() != segments.bits) {
            throw new IllegalStateException(
                    "%d bits were planned, %d written".formatted(segments.bits, bits.length()));
        }
        QrTemplate template = QrTemplate.of(version);
        long[] data = placed(template, codewords(bits.padded(), version, level));
        return masked(template, level, data, options.mask());
    }

    /// Data and error correction codewords of all blocks, interleaved (7.6).
    private static byte[] codewords(byte[] data, int version, QrLevel level) {
        int blocks = QrCapacity.blocks(version, level);
        int shortLength = data.length / blocks;
        int shortBlocks = blocks - data.length % blocks;
        ReedSolomon correction = ReedSolomon.of(QrCapacity.correction(version, level));
        byte[] all = new byte[QrCapacity.codewords(version)];
        int from = 0;
        for (int block = 0; block < blocks; block++) {
            for (int i = 0; i < shortLength; i++) {
                all[i * blocks + block] = data[from + i];
            }
            int length = shortLength;
            if (block >= shortBlocks) {
                all[shortLength * blocks + block - shortBlocks] = data[from + shortLength];
                length++;
            }
            correction.write(data, from, length, all, data.length + block, blocks);
            from += length;
        }
        return all;
    }

    private static long[] placed(QrTemplate template, byte[] codewords) {
        long[] picture = template.base.clone();
        int[] order = template.order;
        int next = 0;
        for (byte codeword : codewords) {
            for (int bit = Byte.SIZE - 1; bit >= 0; bit--) {
                int position = order[next++];
                picture[position / Long.SIZE] |= (long) ((codeword >>> bit) & 1) << position;
            }
        }
        return picture;
    }

    /// With the mask asked for, or the first of those with the lowest penalty.
    private static QrCode masked(QrTemplate template, QrLevel level, long[] data, int wanted) {
        int shift = QrPenalty.ROWS_BEFORE * template.words;
        int room = shift + data.length + QrPenalty.ROWS_AFTER * template.words;
        long[] best = new long[room];
        long[] tried = new long[room];
        int bestMask = QrOptions.AUTOMATIC;
        int bestPenalty = Integer.MAX_VALUE;
        for (int mask = 0; mask < QrOptions.MASKS; mask++) {
            if (wanted != QrOptions.AUTOMATIC && wanted != mask) {
                continue;
            }
            template.masked(data, level, mask, tried, shift);
            int penalty = QrPenalty.of(tried, template.size, template.words);
            if (penalty < bestPenalty) {
                bestPenalty = penalty;
                bestMask = mask;
                long[] worse = best;
                best = tried;
                tried = worse;
            }
        }
        long[] rows = Arrays.copyOfRange(best, shift, shift + data.length);
        return new QrCode(template, level, bestMask, bestPenalty, rows);
    }

    /// 1 to 40.
    public int version() {
        return template.version;
    }

    /// The level of error correction it has.
    public QrLevel level() {
        return level;
    }

    /// 0 to 7.
    public int mask() {
        return mask;
    }

    /// What the mask was chosen by (7.8.3.1), the lower the better.
    public int penalty() {
        return penalty;
    }

    /// Modules a side, without the quiet zone: 21 to 177.
    public int size() {
        return template.size;
    }

    /// Whether a module is dark; outside of the symbol all are light.
    public boolean isDark(int x, int y) {
        if (x < 0 || y < 0 || x >= template.size || y >= template.size) {
            return false;
        }
        return ((rows[y * template.words + x / Long.SIZE] >>> x) & 1) != 0;
    }

    /// Gives the dark modules as runs, row by row from the top, each as long as can be.
    public void runs(RunTaker taker) {
        int size = template.size;
        for (int y = 0; y < size; y++) {
            int x = next(y, 0, 0);
            while (x < size) {
                int end = next(y, x, -1);
                taker.take(x, y, end - x);
                x = next(y, end, 0);
            }
        }
    }

    /// The first column from `x` whose module differs from a colour, or the size.
    ///
    /// @param colour 0 for light, -1 for dark
    private int next(int y, int x, long colour) {
        int words = template.words;
        int size = template.size;
        int from = x;
        while (from < size) {
            int word = from / Long.SIZE;
            long differs = (rows[y * words + word] ^ colour) >>> from;
            if (differs != 0) {
                return Math.min(size, from + Long.numberOfTrailingZeros(differs));
            }
            from = (word + 1) * Long.SIZE;
        }
        return size;
    }
}
