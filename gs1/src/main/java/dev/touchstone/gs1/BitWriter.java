// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.math.BigInteger;

/// Collects bits, most significant first, and writes them in the URI-safe base 64 alphabet.
/// Confined to one thread.
final class BitWriter {
    private static final double BITS_A_DIGIT = Math.log(10) / Math.log(2);

    private final StringBuilder bits = new StringBuilder();

    /// The bits that hold any number of this many decimal digits.
    static int bitsOfDigits(int digits) {
        return digits == 0 ? 0 : (int) Math.ceil(digits * BITS_A_DIGIT + 0.01);
    }

    /// The bits that hold a length up to `max`.
    static int bitsOfLength(int max) {
        return (int) Math.ceil(Math.log(max) / Math.log(2) + 0.01);
    }

    void put(int value, int width) {
        for (int i = width - 1; i >= 0; i--) {
            bits.append((value >> i & 1) == 0 ? '0' : '1');
        }
    }

    void putDecimal(String digits) {
        if (digits.isEmpty()) {
            return;
        }
        String binary = new BigInteger(digits).toString(2);
        bits.repeat('0', bitsOfDigits(digits.length()) - binary.length()).append(binary);
    }

    int length() {
        return bits.length();
    }

    /// The bits, filled up with zeros.
    String base64() {
        StringBuilder out = new StringBuilder();
        bits.repeat('0', (6 - bits.length() % 6) % 6);
        for (int i = 0; i < bits.length(); i += 6) {
            int value = 0;
            for (int j = i; j < i + 6; j++) {
                value = value << 1 | (bits.charAt(j) - '0');
            }
            out.append(BitReader.ALPHABET.charAt(value));
        }
        return out.toString();
    }
}
