// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/// One key of one product: hides counters and makes tags. Thread-safe.
///
/// The permutation is a balanced Feistel network of [#ROUNDS] rounds over two halves of 22 bits
/// with SipHash-2-4 as round function, so it is exact and invertible for every counter. It hides
/// how many codes there are; that codes cannot be guessed rests on the tag alone. The tag is
/// AES-CMAC (RFC 4493) over one whole block that names format, key id, GTIN and permuted counter,
/// truncated to 52 bits.
final class MarkKey {
    /// Bytes of key material: an AES-128 key and a SipHash key.
    static final int SECRET_BYTES = 32;

    private static final int ROUNDS = 8;
    private static final int HALF_BITS = MarkCode.COUNTER_BITS / 2;
    private static final long HALF_MASK = (1L << HALF_BITS) - 1;
    private static final int BLOCK_BYTES = 16;
    private static final int FORMAT = 1;
    private static final int POOL = 8;

    private final long gtin;
    private final int keyId;
    private final SecretKeySpec aes;
    private final long k0;
    private final long k1;
    private final long subkeyHigh;
    private final long subkeyLow;
    private final AtomicReferenceArray<Tagger> idle = new AtomicReferenceArray<>(POOL);

    /// A cipher with its block, used by one thread at a time.
    private static final class Tagger {
        final Cipher cipher;
        final byte[] block = new byte[BLOCK_BYTES];

        Tagger(SecretKeySpec key) {
            try {
                cipher = Cipher.getInstance("AES/ECB/NoPadding");
                cipher.init(Cipher.ENCRYPT_MODE, key);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES is part of every JDK", e);
            }
        }

        long encrypt(long high, long low) {
            put(high, 0);
            put(low, 8);
            try {
                cipher.update(block, 0, BLOCK_BYTES, block, 0);
            } catch (ShortBufferException e) {
                throw new IllegalStateException("a block encrypts to a block", e);
            }
            return get(0);
        }

        private void put(long value, int at) {
            LONGS.set(block, at, value);
        }

        long get(int at) {
            return (long) LONGS.get(block, at);
        }
    }

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /// A key from derived bytes.
    ///
    /// @param gtin the product's GTIN as a number
    /// @param secret [#SECRET_BYTES] bytes
    MarkKey(long gtin, int keyId, byte[] secret) {
        this.gtin = gtin;
        this.keyId = keyId;
        this.aes = new SecretKeySpec(secret, 0, BLOCK_BYTES, "AES");
        this.k0 = (long) LONGS.get(secret, BLOCK_BYTES);
        this.k1 = (long) LONGS.get(secret, BLOCK_BYTES + 8);
        Tagger tagger = new Tagger(aes);
        long high = tagger.encrypt(0, 0);
        long low = tagger.get(8);
        // RFC 4493 section 2.3: K1 is L doubled in GF(2^128).
        this.subkeyHigh = high << 1 | low >>> 63;
        this.subkeyLow = low << 1 ^ (high < 0 ? 0x87 : 0);
        idle.set(0, tagger);
    }

    boolean is(long gtinNumber, int id) {
        return gtin == gtinNumber && keyId == id;
    }

    int keyId() {
        return keyId;
    }

    long permute(long counter) {
        long left = counter >>> HALF_BITS;
        long right = counter & HALF_MASK;
        for (int round = 0; round < ROUNDS; round++) {
            long next = left ^ mix(round, right);
            left = right;
            right = next;
        }
        return left << HALF_BITS | right;
    }

    long restore(long permuted) {
        long left = permuted >>> HALF_BITS;
        long right = permuted & HALF_MASK;
        for (int round = ROUNDS - 1; round >= 0; round--) {
            long before = right ^ mix(round, left);
            right = left;
            left = before;
        }
        return left << HALF_BITS | right;
    }

    private long mix(int round, long half) {
        return sipHash(k0, k1, (long) round << HALF_BITS | half) & HALF_MASK;
    }

    /// SipHash-2-4 (Aumasson and Bernstein, 2012) of the eight bytes of a number, least
    /// significant first: a pseudo-random function that needs no table, no allocation and no
    /// provider.
    static long sipHash(long k0, long k1, long message) {
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

    /// The tag of a permuted counter.
    long tag(long permuted) {
        // One block: format 8 bits, key id 8, GTIN 48, then permuted counter 64.
        long high = (long) FORMAT << 56 | (long) keyId << 48 | gtin;
        int slot = (int) Thread.currentThread().threadId() & (POOL - 1);
        Tagger tagger = idle.getAndSet(slot, null);
        if (tagger == null) {
            tagger = new Tagger(aes);
        }
        long tag = tagger.encrypt(high ^ subkeyHigh, permuted ^ subkeyLow);
        idle.set(slot, tagger);
        return tag >>> (64 - MarkCode.TAG_BITS);
    }

    /// Says whether the tag belongs to the permuted counter. Takes the same time wherever they
    /// differ: one exclusive-or of two numbers.
    boolean fits(long permuted, long tag) {
        return (tag(permuted) ^ tag) == 0;
    }
}
