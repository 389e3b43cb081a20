// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.symbol;

/// How codewords are shared out (ISO/IEC 18004:2015, table 9): error correction codewords a block
/// and blocks a symbol. How many codewords a symbol has follows from its geometry, see
/// [QrTemplate].
final class QrCapacity {
    private static final int[][] CORRECTION = {
        numbers(
                "10 16 26 18 24 16 18 22 22 26 30 22 22 24 24 28 28 26 26 26"
                        + " 26 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28"),
        numbers(
                "7 10 15 20 26 18 20 24 30 18 20 24 26 30 22 24 28 30 28 28"
                        + " 28 28 30 30 26 28 30 30 30 30 30 30 30 30 30 30 30 30 30 30"),
        numbers(
                "17 28 22 16 22 28 26 26 24 28 24 28 22 24 24 30 28 28 26 28"
                        + " 30 24 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30"),
        numbers(
                "13 22 18 26 18 24 18 22 20 24 28 26 24 20 30 24 28 28 26 30"
                        + " 28 30 30 30 30 28 30 30 30 30 30 30 30 30 30 30 30 30 30 30"),
    };

    private static final int[][] BLOCKS = {
        numbers(
                "1 1 1 2 2 4 4 4 5 5 5 8 9 9 10 10 11 13 14 16"
                        + " 17 17 18 20 21 23 25 26 28 29 31 33 35 37 38 40 43 45 47 49"),
        numbers(
                "1 1 1 1 1 2 2 2 2 4 4 4 4 4 6 6 6 6 7 8"
                        + " 8 9 9 10 12 12 12 13 14 15 16 17 18 19 19 20 21 22 24 25"),
        numbers(
                "1 1 2 4 4 4 5 6 8 8 11 11 16 16 18 16 19 21 25 25"
                        + " 25 34 30 32 35 37 40 42 45 48 51 54 57 60 63 66 70 74 77 81"),
        numbers(
                "1 1 2 2 4 4 6 6 8 8 8 10 12 16 12 17 16 18 21 20"
                        + " 23 23 25 27 29 34 34 35 38 40 43 45 48 51 53 56 59 62 65 68"),
    };

    private static final int[] CODEWORDS = codewords();

    private QrCapacity() {}

    private static int[] numbers(String text) {
        String[] words = text.split(" ", -1);
        int[] numbers = new int[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Integer.parseInt(words[i]);
        }
        return numbers;
    }

    private static int[] codewords() {
        int[] codewords = new int[QrOptions.VERSION_MAX];
        for (int version = 1; version <= codewords.length; version++) {
            codewords[version - 1] = QrTemplate.dataModules(version) / Byte.SIZE;
        }
        return codewords;
    }

    /// All codewords of a version, data and error correction.
    static int codewords(int version) {
        return CODEWORDS[version - 1];
    }

    /// Error correction codewords of each block.
    static int correction(int version, QrLevel level) {
        return CORRECTION[level.indicator][version - 1];
    }

    static int blocks(int version, QrLevel level) {
        return BLOCKS[level.indicator][version - 1];
    }

    /// Data codewords of a version at a level.
    static int data(int version, QrLevel level) {
        return codewords(version) - correction(version, level) * blocks(version, level);
    }
}
