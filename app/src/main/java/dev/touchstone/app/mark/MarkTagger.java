// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Makes and compares tags under one key: CMAC (RFC 4493) over one whole block that names format,
/// key id, product and a place, cut to the bits there is room for. Thread-safe.
final class MarkTagger {
    /// Places of one call at most.
    static final int BATCH_MAX = 512;

    private static final int POOL = 8;
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final MarkAlgorithm algorithm;
    private final byte[] key;
    private final int tagBits;

    /// The first half of every block, and the second without its place, both with the subkey.
    private final long blockHigh;

    private final long subkeyLow;
    private final AtomicReferenceArray<Bench> idle = new AtomicReferenceArray<>(POOL);

    /// A cipher with room for its blocks, used by one thread at a time.
    private static final class Bench {
        final MarkCipher cipher;
        byte[] blocks = new byte[MarkCipher.BLOCK_BYTES];

        Bench(MarkCipher cipher) {
            this.cipher = cipher;
        }

        void room(int count) {
            if (blocks.length < count * MarkCipher.BLOCK_BYTES) {
                blocks = new byte[BATCH_MAX * MarkCipher.BLOCK_BYTES];
            }
        }
    }

    /// Tags of one key.
    ///
    /// @param key 16 bytes
    /// @param format of codes, 8 bits
    /// @param product its number, 48 bits
    MarkTagger(
            MarkAlgorithm algorithm, byte[] key, int format, int keyId, long product, int tagBits) {
        this.algorithm = algorithm;
        this.key = key.clone();
        this.tagBits = tagBits;
        Bench bench = new Bench(MarkCipher.of(algorithm, key));
        bench.cipher.encrypt(bench.blocks, 1, bench.blocks);
        long high = (long) LONGS.get(bench.blocks, 0);
        long low = (long) LONGS.get(bench.blocks, 8);
        // RFC 4493 section 2.3: K1 is the zero block's cipher doubled in GF(2^128).
        long subkeyHigh = high << 1 | low >>> 63;
        this.subkeyLow = low << 1 ^ (high < 0 ? 0x87 : 0);
        // One block: format 8 bits, key id 8, product 48, then the place 64.
        this.blockHigh = ((long) format << 56 | (long) keyId << 48 | product) ^ subkeyHigh;
        idle.set(0, bench);
    }

    private Bench take(int slot) {
        Bench bench = idle.getAndSet(slot, null);
        return bench == null ? new Bench(MarkCipher.of(algorithm, key)) : bench;
    }

    private static int slot() {
        return (int) Thread.currentThread().threadId() & (POOL - 1);
    }

    /// The tag of a place.
    long tag(long place) {
        int slot = slot();
        Bench bench = take(slot);
        LONGS.set(bench.blocks, 0, blockHigh);
        LONGS.set(bench.blocks, 8, place ^ subkeyLow);
        bench.cipher.encrypt(bench.blocks, 1, bench.blocks);
        long tag = (long) LONGS.get(bench.blocks, 0);
        idle.setRelease(slot, bench);
        return tag >>> (64 - tagBits);
    }

    /// The tags of places.
    ///
    /// @param count at most [#BATCH_MAX]
    void tags(long[] places, int count, long[] tags) {
        int slot = slot();
        Bench bench = take(slot);
        bench.room(count);
        for (int i = 0; i < count; i++) {
            LONGS.set(bench.blocks, i * MarkCipher.BLOCK_BYTES, blockHigh);
            LONGS.set(bench.blocks, i * MarkCipher.BLOCK_BYTES + 8, places[i] ^ subkeyLow);
        }
        bench.cipher.encrypt(bench.blocks, count, bench.blocks);
        for (int i = 0; i < count; i++) {
            tags[i] = (long) LONGS.get(bench.blocks, i * MarkCipher.BLOCK_BYTES) >>> (64 - tagBits);
        }
        idle.setRelease(slot, bench);
    }

    /// Says whether the tag belongs to the place. Takes the same time wherever they differ: one
    /// exclusive-or of two numbers.
    boolean fits(long place, long tag) {
        return (tag(place) ^ tag) == 0;
    }
}
