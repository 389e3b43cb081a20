// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.symbol;

/// How characters of a segment become bits (ISO/IEC 18004:2015, tables 2 and 3).
enum QrMode {
    /// Three digits in ten bits.
    NUMERIC(1, 10, 12, 14),
    /// Two of 45 characters in eleven bits.
    ALPHANUMERIC(2, 9, 11, 13),
    /// Bytes as they are, UTF-8 of the text.
    BYTE(4, 8, 16, 16);

    static final int INDICATOR_BITS = 4;

    /// Mode indicator of FNC1 in first position.
    static final int FNC1_FIRST = 5;

    /// How many groups of versions share a width of the character count.
    static final int GROUPS = 3;

    private static final int SMALL_MAX = 9;
    private static final int MEDIUM_MAX = 26;

    final int indicator;
    private final int countBitsSmall;
    private final int countBitsMedium;
    private final int countBitsLarge;

    QrMode(int indicator, int small, int medium, int large) {
        this.indicator = indicator;
        countBitsSmall = small;
        countBitsMedium = medium;
        countBitsLarge = large;
    }

    /// Bits of the character count in a group of versions.
    int countBits(int group) {
        return switch (group) {
            case 0 -> countBitsSmall;
            case 1 -> countBitsMedium;
            default -> countBitsLarge;
        };
    }

    /// 0 for versions 1 to 9, 1 for 10 to 26, 2 for 27 to 40.
    static int group(int version) {
        if (version <= SMALL_MAX) {
            return 0;
        }
        return version <= MEDIUM_MAX ? 1 : 2;
    }

    /// The largest version of a group.
    static int largest(int group) {
        return switch (group) {
            case 0 -> SMALL_MAX;
            case 1 -> MEDIUM_MAX;
            default -> QrOptions.VERSION_MAX;
        };
    }
}
