// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.symbol;

/// Bits in a row, the most significant of a number first. Confined to one thread.
final class Bits {
    private final byte[] bytes;
    private long pending;
    private int pendingBits;
    private int at;

    /// Room for as many bytes.
    Bits(int capacityBytes) {
        bytes = new byte[capacityBytes];
    }

    int length() {
        return at * Byte.SIZE + pendingBits;
    }

    /// Adds the lowest `count` bits of a value, at most 32.
    void add(int value, int count) {
        pending = (pending << count) | value;
        pendingBits += count;
        while (pendingBits >= Byte.SIZE) {
            pendingBits -= Byte.SIZE;
            bytes[at++] = (byte) (pending >>> pendingBits);
        }
    }

    /// Ends the data: terminator, bits up to a whole byte, pad codewords (7.4.9 and 7.4.10).
    ///
    /// @return the whole array, filled
    byte[] padded() {
        int free = bytes.length * Byte.SIZE - length();
        add(0, Math.min(QrMode.INDICATOR_BITS, free));
        if (pendingBits > 0) {
            add(0, Byte.SIZE - pendingBits);
        }
        for (int pad = 0xEC; at < bytes.length; pad ^= 0xEC ^ 0x11) {
            bytes[at++] = (byte) pad;
        }
        return bytes;
    }
}
