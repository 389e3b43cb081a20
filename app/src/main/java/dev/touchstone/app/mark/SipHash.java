// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

/// SipHash-2-4 of one 8-byte message: a pseudo-random function with a 128-bit key that needs no
/// table, no allocation and no provider (Aumasson and Bernstein, 2012). Stateless.
final class SipHash {
    private SipHash() {}

    /// The hash of the eight bytes of a number, least significant first.
    static long of(long k0, long k1, long message) {
        long v0 = k0 ^ 0x736f6d6570736575L;
        long v1 = k1 ^ 0x646f72616e646f6dL;
        long v2 = k0 ^ 0x6c7967656e657261L;
        long v3 = k1 ^ 0x7465646279746573L;
        long word = message;
        int rounds = 2;
        for (int block = 0; block < 3; block++) {
            v3 ^= word;
            for (int i = 0; i < rounds; i++) {
                v0 += v1;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v0 = Long.rotateLeft(v0, 32);
                v2 += v3;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 += v3;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v2 += v1;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v2 = Long.rotateLeft(v2, 32);
            }
            v0 ^= word;
            if (block == 0) {
                word = 8L << 56;
            } else if (block == 1) {
                word = 0;
                rounds = 4;
                v2 ^= 0xff;
            }
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }
}
