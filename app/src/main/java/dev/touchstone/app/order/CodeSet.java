// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import java.nio.ByteBuffer;
import java.util.BitSet;

/// Bytes that say which codes of a chunk are meant: the runs of them, or a bitmap, whichever is
/// shorter. Stateless.
///
/// The first byte is the form. RUNS (0): first and last place of each run, two bytes each, most
/// significant first. BITMAP (1): one bit a code, the least significant of a byte first, without
/// the zero bytes at its end.
final class CodeSet {
    /// Codes of a chunk. Its bitmap has 4,000 bytes, so that a page of PostgreSQL (8 KiB) holds
    /// two rows with little room lost: 0.128 bytes a code.
    static final int CHUNK = 32_000;

    private static final byte RUNS = 0;
    private static final byte BITMAP = 1;
    private static final int RUN_BYTES = 2 * Short.BYTES;

    private CodeSet() {}

    /// The chunk a code lies in.
    ///
    /// @param index from 1
    static int chunk(int index) {
        return (index - 1) / CHUNK;
    }

    /// Where in its chunk a code lies, from 0.
    static int place(int index) {
        return (index - 1) % CHUNK;
    }

    static byte[] encode(BitSet set) {
        int bitmapBytes = (set.length() + 7) / 8;
        int runs = 0;
        for (int i = set.nextSetBit(0); i >= 0; i = set.nextSetBit(set.nextClearBit(i))) {
            runs++;
        }
        if (runs * RUN_BYTES > bitmapBytes) {
            byte[] bytes = new byte[1 + bitmapBytes];
            bytes[0] = BITMAP;
            byte[] bits = set.toByteArray();
            System.arraycopy(bits, 0, bytes, 1, bits.length);
            return bytes;
        }
        ByteBuffer out = ByteBuffer.allocate(1 + runs * RUN_BYTES).put(RUNS);
        for (int i = set.nextSetBit(0); i >= 0; ) {
            int end = set.nextClearBit(i);
            out.putShort((short) i).putShort((short) (end - 1));
            i = set.nextSetBit(end);
        }
        return out.array();
    }

    static BitSet decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.get() == BITMAP) {
            return BitSet.valueOf(in);
        }
        BitSet set = new BitSet();
        while (in.remaining() >= RUN_BYTES) {
            int first = in.getShort();
            set.set(first, in.getShort() + 1);
        }
        return set;
    }

    /// Whether one code is meant, without reading the rest.
    ///
    /// @param place where in the chunk, from 0
    static boolean contains(byte[] bytes, int place) {
        if (bytes[0] == BITMAP) {
            int at = 1 + place / 8;
            return at < bytes.length && (bytes[at] >>> place % 8 & 1) == 1;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        while (in.remaining() >= RUN_BYTES) {
            int first = in.getShort();
            int last = in.getShort();
            if (place <= last) {
                return place >= first;
            }
        }
        return false;
    }
}
