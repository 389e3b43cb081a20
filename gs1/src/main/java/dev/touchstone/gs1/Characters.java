// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

/// The character sets of GS1 element strings (GS1 General Specifications, section 7.11).
final class Characters {
    private static final String PUNCTUATION_82 = "!\"%&'()*+,-./:;<=>?_";
    private static final String PUNCTUATION_39 = "#-/";

    private Characters() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean isLetter(char c) {
        return isUpper(c) || (c >= 'a' && c <= 'z');
    }

    /// GS1 AI encodable character set 82.
    static boolean is82(char c) {
        return isDigit(c) || isLetter(c) || PUNCTUATION_82.indexOf(c) >= 0;
    }

    /// GS1 AI encodable character set 39.
    static boolean is39(char c) {
        return isDigit(c) || isUpper(c) || PUNCTUATION_39.indexOf(c) >= 0;
    }

    /// Whether `text` has at least one character and only digits.
    static boolean allDigits(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
