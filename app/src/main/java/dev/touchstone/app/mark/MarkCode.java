// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.touchstone.gs1.Serial;
import java.util.Arrays;
import java.util.Optional;

/// What an item carries as its serial number (AI 21): 20 characters that are 100 bits, namely 4
/// bits key id, 44 bits permuted counter and 52 bits tag. Whether the tag is right is said by
/// [MarkCodes]. Immutable.
///
/// The 32 characters belong to the alphanumeric mode of QR codes (ISO/IEC 18004 section 7.4.4)
/// and leave out `0`, `1`, `I` and `O`, so nothing read aloud or typed is mistaken.
///
/// @param keyId which of the product's sixteen keys made it
/// @param permuted the counter as the permutation of that key hides it, 44 bits
/// @param tag the authentication tag, 52 bits
public record MarkCode(int keyId, long permuted, long tag) {
    /// Characters of a code.
    public static final int LENGTH = 20;

    /// Bits of the counter: 17.6 million million codes for each product and key.
    public static final int COUNTER_BITS = 44;

    /// Bits of the tag: a guess passes once in 4.5 thousand million million tries.
    public static final int TAG_BITS = 52;

    /// Keys a product can have.
    public static final int KEY_IDS = 16;

    /// The first counter that does not exist.
    public static final long COUNTER_END = 1L << COUNTER_BITS;

    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int HALF = LENGTH / 2;
    private static final int HALF_BITS = 5 * HALF;
    private static final int TAG_BITS_IN_FIRST = TAG_BITS - HALF_BITS;
    private static final byte[] CHARACTERS = ALPHABET.getBytes(US_ASCII);
    private static final byte[] VALUES = values();

    public MarkCode {
        if (keyId < 0
                || keyId >= KEY_IDS
                || permuted >>> COUNTER_BITS != 0
                || tag >>> TAG_BITS != 0) {
            throw new IllegalArgumentException("no mark code: a part is too large");
        }
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            values[ALPHABET.charAt(i)] = (byte) i;
        }
        return values;
    }

    /// Reads a code.
    ///
    /// @return empty when the text is no code of ours, whatever else it may be
    public static Optional<MarkCode> find(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        long first = half(text, 0);
        long second = half(text, HALF);
        if (first < 0 || second < 0) {
            return Optional.empty();
        }
        long tag = (first & ((1L << TAG_BITS_IN_FIRST) - 1)) << HALF_BITS | second;
        long permuted = first >>> TAG_BITS_IN_FIRST & (COUNTER_END - 1);
        int keyId = (int) (first >>> (TAG_BITS_IN_FIRST + COUNTER_BITS));
        return Optional.of(new MarkCode(keyId, permuted, tag));
    }

    private static long half(String text, int from) {
        long bits = 0;
        for (int i = from; i < from + HALF; i++) {
            char c = text.charAt(i);
            int value = c < VALUES.length ? VALUES[c] : -1;
            if (value < 0) {
                return -1;
            }
            bits = bits << 5 | value;
        }
        return bits;
    }

    /// Writes the 20 characters.
    void write(byte[] to, int offset) {
        write(keyId, permuted, tag, to, offset);
    }

    static void write(int keyId, long permuted, long tag, byte[] to, int offset) {
        long first =
                (long) keyId << (TAG_BITS_IN_FIRST + COUNTER_BITS)
                        | permuted << TAG_BITS_IN_FIRST
                        | tag >>> HALF_BITS;
        long second = tag & ((1L << HALF_BITS) - 1);
        for (int i = HALF - 1; i >= 0; i--) {
            to[offset + i] = CHARACTERS[(int) (first & 31)];
            to[offset + HALF + i] = CHARACTERS[(int) (second & 31)];
            first >>>= 5;
            second >>>= 5;
        }
    }

    /// The 20 characters.
    public String text() {
        byte[] bytes = new byte[LENGTH];
        write(bytes, 0);
        return new String(bytes, US_ASCII);
    }

    /// The code as a serial number.
    public Serial serial() {
        return new Serial(text());
    }

    @Override
    public String toString() {
        return text();
    }
}
