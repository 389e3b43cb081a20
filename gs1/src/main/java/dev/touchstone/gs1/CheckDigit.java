// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

/// The mod-10 check digit of GS1 numeric keys (GS1 General Specifications, section 7.9.1).
///
/// Digits are weighted 3, 1, 3, ... from the right, the check digit itself not counted.
public final class CheckDigit {
    /// The longest number a check digit is computed for; no GS1 key is longer.
    public static final int DIGITS_MAX = 18;

    private CheckDigit() {}

    /// Returns the check digit, 0 to 9, that follows `digits`.
    ///
    /// @throws Gs1Exception unless `digits` is 1 to {@value #DIGITS_MAX} digits
    public static int of(CharSequence digits) {
        if (digits.isEmpty() || digits.length() > DIGITS_MAX) {
            throw new Gs1Exception(
                    "",
                    0,
                    Gs1Exception.Rule.LENGTH,
                    "a check digit needs 1 to " + DIGITS_MAX + " digits, got " + digits.length());
        }
        int sum = 0;
        int weight = 3;
        for (int i = digits.length() - 1; i >= 0; i--) {
            char c = digits.charAt(i);
            if (!Characters.isDigit(c)) {
                throw new Gs1Exception(
                        "",
                        i,
                        Gs1Exception.Rule.CHARACTER,
                        "not a digit at position " + i + " in " + Gs1Exception.excerpt(digits));
            }
            sum += weight * (c - '0');
            weight = 4 - weight;
        }
        return (10 - sum % 10) % 10;
    }

    /// Returns `digits` with its check digit behind it.
    ///
    /// @throws Gs1Exception unless `digits` is 1 to {@value #DIGITS_MAX} digits
    public static String append(CharSequence digits) {
        return digits.toString() + of(digits);
    }

    /// Whether the last digit of `number` is the check digit of those before it.
    public static boolean isValid(CharSequence number) {
        int length = number.length();
        return length >= 2
                && length <= DIGITS_MAX + 1
                && Characters.allDigits(number)
                && of(number.subSequence(0, length - 1)) == number.charAt(length - 1) - '0';
    }
}
