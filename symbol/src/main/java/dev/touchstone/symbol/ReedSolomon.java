// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.symbol;

import java.util.concurrent.atomic.AtomicReferenceArray;

/// Error correction codewords of one block (ISO/IEC 18004:2015, 7.5.2 and annex A): Reed-Solomon
/// over GF(2^8) modulo x^8 + x^4 + x^3 + x^2 + 1.
///
/// The remainder stands in four words of 64 bits, so that a data codeword costs one look into a
/// table and four exclusive ors, whatever the degree. Immutable.
final class ReedSolomon {
    static final int DEGREE_MAX = 30;

    private static final int WORDS = 4;
    private static final int FIELD = 0x11D;
    private static final int TOP = Long.SIZE - Byte.SIZE;

    private static final AtomicReferenceArray<ReedSolomon> MADE =
            new AtomicReferenceArray<>(DEGREE_MAX + 1);

    private final int degree;
    /// For each value of a codeword, its multiples of the generator's coefficients below the
    /// highest, left-aligned in four words.
    private final long[] table = new long[WORDS << Byte.SIZE];

    private ReedSolomon(int degree) {
        this.degree = degree;
        int[] generator = generator(degree);
        for (int factor = 0; factor < 1 << Byte.SIZE; factor++) {
            for (int i = 0; i < degree; i++) {
                long product = multiply(generator[i], factor);
                table[factor * WORDS + i / Long.BYTES] |=
                        product << (TOP - i % Long.BYTES * Byte.SIZE);
            }
        }
    }

    /// The one for so many error correction codewords. Threads that race make equal ones.
    static ReedSolomon of(int degree) {
        ReedSolomon made = MADE.get(degree);
        if (made == null) {
            made = new ReedSolomon(degree);
            MADE.set(degree, made);
        }
        return made;
    }

    /// The coefficients of (x - 1)(x - 2)(x - 4)..., from the highest power, without the leading
    /// 1.
    private static int[] generator(int degree) {
        int[] generator = new int[degree];
        generator[degree - 1] = 1;
        int root = 1;
        for (int i = 0; i < degree; i++) {
            for (int j = 0; j < degree; j++) {
                generator[j] = multiply(generator[j], root);
                if (j + 1 < degree) {
                    generator[j] ^= generator[j + 1];
                }
            }
            root = multiply(root, 2);
        }
        return generator;
    }

    private static int multiply(int a, int b) {
        int product = 0;
        for (int bit = Byte.SIZE - 1; bit >= 0; bit--) {
            product = (product << 1) ^ ((product >>> (Byte.SIZE - 1)) * FIELD);
            product ^= ((b >>> bit) & 1) * a;
        }
        return product;
    }

    /// Writes the error correction of `length` data codewords from `from` into `to`, `step` apart.
    void write(byte[] data, int from, int length, byte[] out, int to, int step) {
        long a = 0;
        long b = 0;
        long c = 0;
        long d = 0;
        for (int i = from; i < from + length; i++) {
            int row = ((data[i] ^ (int) (a >>> TOP)) & 0xFF) * WORDS;
            a = ((a << Byte.SIZE) | (b >>> TOP)) ^ table[row];
            b = ((b << Byte.SIZE) | (c >>> TOP)) ^ table[row + 1];
            c = ((c << Byte.SIZE) | (d >>> TOP)) ^ table[row + 2];
            d = (d << Byte.SIZE) ^ table[row + 3];
        }
        for (int i = 0; i < degree; i++) {
            long word =
                    switch (i / Long.BYTES) {
                        case 0 -> a;
                        case 1 -> b;
                        case 2 -> c;
                        default -> d;
                    };
            out[to + i * step] = (byte) (word >>> (TOP - i % Long.BYTES * Byte.SIZE));
        }
    }
}
