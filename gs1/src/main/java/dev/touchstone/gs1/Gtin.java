// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

/// A Global Trade Item Number with a right check digit, always held as 14 digits.
///
/// GS1 General Specifications, sections 2.1 and 3.3.2 (AI 01).
///
/// @param digits 14 digits, shorter numbers filled with zeros on the left
public record Gtin(String digits) implements Comparable<Gtin> {
    private static final int LENGTH = 14;

    /// Checks length, characters and check digit.
    ///
    /// @throws Gs1Exception saying which of them is wrong, and the check digit that is due
    public Gtin {
        AiTable.require("01", 0).check(digits);
    }

    /// Reads a GTIN-8, GTIN-12, GTIN-13 or GTIN-14.
    ///
    /// @throws Gs1Exception saying what is wrong, and the check digit that is due
    public static Gtin parse(String text) {
        int length = text.length();
        if (length != 8 && length != 12 && length != 13 && length != LENGTH) {
            throw new Gs1Exception(
                    "01",
                    Math.min(length, LENGTH),
                    Gs1Exception.Rule.LENGTH,
                    "a GTIN has 8, 12, 13 or 14 digits, got "
                            + length
                            + ": "
                            + Gs1Exception.excerpt(text));
        }
        return new Gtin("0".repeat(LENGTH - length) + text);
    }

    /// The digits as a number, below 10 to the 14th.
    public long number() {
        long number = 0;
        for (int i = 0; i < LENGTH; i++) {
            number = number * 10 + digits.charAt(i) - '0';
        }
        return number;
    }

    /// The indicator digit: 0 for a base unit, 1 to 8 for a grouping, 9 for variable measure.
    public int indicator() {
        return digits.charAt(0) - '0';
    }

    /// Whether GS1 keeps this number for circulation within a region or a company, so that it
    /// names nothing in open trade: prefixes 02, 04 and 20 to 29, and GTIN-8 that begin with 0 or
    /// 2.
    ///
    /// GS1 General Specifications, section 1.4.2 (GS1 Prefixes and GS1-8 Prefixes).
    public boolean isRestricted() {
        char first = digits.charAt(1);
        char second = digits.charAt(2);
        if (digits.startsWith("00000", 1)) {
            return digits.charAt(6) == '0' || digits.charAt(6) == '2';
        }
        return first == '2' || (first == '0' && (second == '2' || second == '4'));
    }

    /// The number as printed below a bar code: 8, 12, 13 or 14 digits, the fewest that hold it.
    public String shortest() {
        int zeros = 0;
        while (zeros < 6 && digits.charAt(zeros) == '0') {
            zeros++;
        }
        return digits.substring(
                switch (zeros) {
                    case 0 -> 0;
                    case 1 -> 1;
                    case 6 -> 6;
                    default -> 2;
                });
    }

    @Override
    public int compareTo(Gtin other) {
        return digits.compareTo(other.digits);
    }

    @Override
    public String toString() {
        return digits;
    }
}
