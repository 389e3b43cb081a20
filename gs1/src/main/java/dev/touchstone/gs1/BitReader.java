// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.math.BigInteger;

/// Takes bits, most significant first, from text in the URI-safe base 64 alphabet. Confined to one
/// thread.
final class BitReader {
    static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int BITS_A_CHARACTER = 6;

    private final String text;
    private final int position;
    private int at;

    /// @param position where `text` stands in the URI, for refusals
    BitReader(String text, int position) {
        this.text = text;
        this.position = position;
    }

    int remaining() {
        return text.length() * BITS_A_CHARACTER - at;
    }

    private int bit() {
        if (remaining() == 0) {
            throw refuse("ends too early");
        }
        int value = ALPHABET.indexOf(text.charAt(at / BITS_A_CHARACTER));
        int bit = value >> (BITS_A_CHARACTER - 1 - at % BITS_A_CHARACTER) & 1;
        at++;
        return bit;
    }

    /// The next bits as a number.
    ///
    /// @param bits at most 31
    int take(int bits) {
        int value = 0;
        for (int i = 0; i < bits; i++) {
            value = value << 1 | bit();
        }
        return value;
    }

    /// The next bits as a number of exactly this many decimal digits.
    String decimal(int digits) {
        int bits = BitWriter.bitsOfDigits(digits);
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < bits; i++) {
            value = value.shiftLeft(1);
            if (bit() == 1) {
                value = value.setBit(0);
            }
        }
        String text = digits == 0 ? "" : value.toString();
        if (text.length() > digits) {
            throw refuse("holds a number of more than " + digits + " digits");
        }
        return "0".repeat(digits - text.length()) + text;
    }

    Gs1Exception refuse(String what) {
        return new Gs1Exception(
                "",
                position + at / BITS_A_CHARACTER,
                Gs1Exception.Rule.ENCODING,
                "compressed Digital Link " + what + ": " + Gs1Exception.excerpt(text));
    }
}
