// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

/// The character sets of GS1 element strings (GS1 General Specifications, section 7.11) and of
/// URIs (RFC 3986), by table.
final class Characters {
    /// Set 82 in the order of the values that check character pairs give its members.
    static final String SET_82 =
            "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    private static final String DIGITS = "0123456789";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String LETTERS = UPPER + "abcdefghijklmnopqrstuvwxyz";

    static final int DIGIT = 1;
    static final int IN_39 = 2;
    static final int IN_64 = 4;
    static final int IN_82 = 8;
    static final int LETTER = 16;
    static final int UNRESERVED = 32;
    static final int IN_URI = 64;

    private static final byte[] KINDS = new byte[128];

    static {
        mark(DIGIT, DIGITS);
        mark(IN_39, DIGITS + UPPER + "#-/");
        mark(IN_64, DIGITS + LETTERS + "-_");
        mark(IN_82, SET_82);
        mark(LETTER, LETTERS);
        mark(UNRESERVED, DIGITS + LETTERS + "-._~");
        mark(IN_URI, DIGITS + LETTERS + "-._~:/?#[]@!$&'()*+,;=%");
    }

    private Characters() {}

    private static void mark(int kind, String members) {
        for (int i = 0; i < members.length(); i++) {
            KINDS[members.charAt(i)] |= (byte) kind;
        }
    }

    /// Whether `c` is of one of these kinds.
    static boolean is(char c, int kinds) {
        return c < 128 && (KINDS[c] & kinds) != 0;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(char c) {
        return is(c, LETTER);
    }

    /// GS1 AI encodable character set 82.
    static boolean is82(char c) {
        return is(c, IN_82);
    }

    /// The index of the first character from `from` to before `to` that is of none of these kinds,
    /// or -1.
    static int firstNot(int kinds, CharSequence text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!is(text.charAt(i), kinds)) {
                return i;
            }
        }
        return -1;
    }

    /// Whether `text` has at least one character and only digits.
    static boolean allDigits(CharSequence text) {
        return !text.isEmpty() && firstNot(DIGIT, text, 0, text.length()) < 0;
    }
}
