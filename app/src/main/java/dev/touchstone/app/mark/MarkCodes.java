// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

import dev.touchstone.gs1.Gtin;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Makes and checks codes, from the master key alone: no database, no state that matters.
/// Thread-safe.
public final class MarkCodes {
    private static final int CODES_AT_ONCE = 4_096;

    private final MarkKeys keys;

    /// Codes under a master key.
    ///
    /// @param masterKey at least 32 secret bytes, kept outside the database, the same on every
    ///     node; whoever has them can make codes
    public MarkCodes(byte[] masterKey) {
        this.keys = new MarkKeys(masterKey);
    }

    /// The key id of codes ordered in a year: rotation is yearly, and a key id comes round again
    /// after sixteen years, with its counter going on where it stood.
    ///
    /// @param year the year the order is placed in
    public static int keyIdOf(int year) {
        return Math.floorMod(year, MarkCode.KEY_IDS);
    }

    /// The number a GTIN is known by in keys and rows.
    public static long number(Gtin gtin) {
        return Long.parseLong(gtin.digits());
    }

    /// The code of a place in a product's sequence.
    public MarkCode code(Gtin gtin, MarkNumber number) {
        MarkKey key = keys.of(number(gtin), number.keyId());
        long permuted = key.permute(number.counter());
        return new MarkCode(number.keyId(), permuted, key.tag(permuted));
    }

    /// Checks the tag of a code.
    ///
    /// @return empty when it was not made by us for this product
    public Optional<MarkNumber> check(Gtin gtin, MarkCode code) {
        long counter = counter(number(gtin), code.keyId(), code.permuted(), code.tag());
        return counter < 0 ? Optional.empty() : Optional.of(new MarkNumber(code.keyId(), counter));
    }

    /// The counter of a code, or -1 when its tag is wrong.
    long counter(long gtin, int keyId, long permuted, long tag) {
        MarkKey key = keys.of(gtin, keyId);
        return key.fits(permuted, tag) ? key.restore(permuted) : -1;
    }

    /// Writes codes of consecutive counters, 20 bytes each, one after the other.
    ///
    /// @param to has room for `count * 20` bytes
    public void write(Gtin gtin, MarkNumber first, int count, byte[] to) {
        MarkKey key = keys.of(number(gtin), first.keyId());
        for (int i = 0; i < count; i++) {
            long permuted = key.permute(first.counter() + i);
            MarkCode.write(first.keyId(), permuted, key.tag(permuted), to, i * MarkCode.LENGTH);
        }
    }

    /// Codes of consecutive places, each as canonical JSON of GTIN and serial number, made as
    /// they are asked for: a few thousand are in memory, however many there are.
    public Iterator<String> facts(Gtin gtin, MarkNumber first, int count) {
        return new Iterator<>() {
            private final byte[] made = new byte[Math.min(count, CODES_AT_ONCE) * MarkCode.LENGTH];
            private final String start = "{\"gtin\":\"" + gtin.digits() + "\",\"serial\":\"";
            private int next;

            @Override
            public boolean hasNext() {
                return next < count;
            }

            @Override
            public String next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                int at = next % CODES_AT_ONCE;
                if (at == 0) {
                    MarkNumber from = new MarkNumber(first.keyId(), first.counter() + next);
                    write(gtin, from, Math.min(count - next, CODES_AT_ONCE), made);
                }
                next++;
                return start
                        + new String(
                                made,
                                at * MarkCode.LENGTH,
                                MarkCode.LENGTH,
                                StandardCharsets.US_ASCII)
                        + "\"}";
            }
        };
    }
}
