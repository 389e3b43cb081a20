// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/// Numbers in 32 characters without look-alikes, 5 bits each, the highest first. Pure.
final class Base32 {
    private static final byte[] CHARACTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ".getBytes(US_ASCII);
    private static final byte[] VALUES = values();

    private Base32() {}

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < CHARACTERS.length; i++) {
            values[CHARACTERS[i]] = (byte) i;
        }
        return values;
    }

    /// The number of some characters, at most twelve; -1 when another character is among them.
    static long read(String text, int from, int count) {
        long bits = 0;
        for (int i = from; i < from + count; i++) {
            char c = text.charAt(i);
            int value = c < VALUES.length ? VALUES[c] : -1;
            if (value < 0) {
                return -1;
            }
            bits = bits << 5 | value;
        }
        return bits;
    }

    /// The same of bytes.
    static long read(byte[] text, int from, int count) {
        long bits = 0;
        for (int i = from; i < from + count; i++) {
            int value = text[i] < 0 ? -1 : VALUES[text[i]];
            if (value < 0) {
                return -1;
            }
            bits = bits << 5 | value;
        }
        return bits;
    }

    /// Writes the lowest `5 * count` bits.
    static void write(long bits, byte[] to, int offset, int count) {
        long rest = bits;
        for (int i = offset + count - 1; i >= offset; i--) {
            to[i] = CHARACTERS[(int) (rest & 31)];
            rest >>>= 5;
        }
    }
}
