// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

/// Hides counters: a balanced Feistel network of [#ROUNDS] rounds over two halves with
/// SipHash-2-4 as round function, so it is exact and invertible for every counter. It hides how
/// many codes there are and which are neighbours; that codes cannot be guessed rests on the tag
/// alone. Immutable.
final class MarkPermutation {
    private static final int ROUNDS = 8;
    /// What SipHash ends a message of eight bytes with: its length in the highest byte.
    static final long LENGTH_WORD = (long) Long.BYTES << 56;

    private final long k0;
    private final long k1;
    private final int halfBits;
    private final long halfMask;

    /// A permutation of the counters of a profile.
    MarkPermutation(MarkProfile profile, long k0, long k1) {
        this.k0 = k0;
        this.k1 = k1;
        this.halfBits = profile.counterBits() / 2;
        this.halfMask = (1L << halfBits) - 1;
    }

    long permute(long counter) {
        long left = counter >>> halfBits;
        long right = counter & halfMask;
        for (int round = 0; round < ROUNDS; round++) {
            long next = left ^ mix(round, right);
            left = right;
            right = next;
        }
        return left << halfBits | right;
    }

    long restore(long permuted) {
        long left = permuted >>> halfBits;
        long right = permuted & halfMask;
        for (int round = ROUNDS - 1; round >= 0; round--) {
            long before = right ^ mix(round, left);
            right = left;
            left = before;
        }
        return left << halfBits | right;
    }

    /// Permutes many counters in their place.
    void permuteAll(long[] counters, int count) {
        long[] left = new long[count];
        long[] right = new long[count];
        split(counters, left, right, count);
        SipLanes lanes = new SipLanes(count);
        for (int round = 0; round < ROUNDS; round++) {
            lanes.mix(k0, k1, (long) round << halfBits, right, halfMask, left, count);
            long[] next = left;
            left = right;
            right = next;
        }
        join(left, right, counters, count);
    }

    /// Restores many counters in their place.
    void restoreAll(long[] permuted, int count) {
        long[] left = new long[count];
        long[] right = new long[count];
        split(permuted, left, right, count);
        SipLanes lanes = new SipLanes(count);
        for (int round = ROUNDS - 1; round >= 0; round--) {
            lanes.mix(k0, k1, (long) round << halfBits, left, halfMask, right, count);
            long[] before = right;
            right = left;
            left = before;
        }
        join(left, right, permuted, count);
    }

    private void split(long[] whole, long[] left, long[] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = whole[i] >>> halfBits;
            right[i] = whole[i] & halfMask;
        }
    }

    private void join(long[] left, long[] right, long[] whole, int count) {
        for (int i = 0; i < count; i++) {
            whole[i] = left[i] << halfBits | right[i];
        }
    }

    private long mix(int round, long half) {
        return sipHash(k0, k1, (long) round << halfBits | half) & halfMask;
    }

    /// SipHash-2-4 (Aumasson and Bernstein, 2012) of the eight bytes of a number, least
    /// significant first: a pseudo-random function that needs no table, no allocation and no
    /// provider.
    static long sipHash(long k0, long k1, long message) {
        long v0 = k0 ^ 0x736f6d6570736575L;
        long v1 = k1 ^ 0x646f72616e646f6dL;
        long v2 = k0 ^ 0x6c7967656e657261L;
        long v3 = k1 ^ 0x7465646279746573L ^ message;
        // Two rounds for the message, two for its length, four to finish.
        for (int round = 0; round < 8; round++) {
            if (round == 2) {
                v0 ^= message;
                v3 ^= LENGTH_WORD;
            } else if (round == 4) {
                v0 ^= LENGTH_WORD;
                v2 ^= 0xff;
            }
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32) + v3;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }
}
