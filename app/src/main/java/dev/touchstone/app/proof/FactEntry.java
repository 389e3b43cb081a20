// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.proof;

import dev.touchstone.app.usecase.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// How one of many facts becomes an entry of its statement's tree: 16 bytes of salt, then its text
/// in UTF-8. Each fact has a salt of its own, so that the hashes in the proof of one fact say
/// nothing about its neighbours; all are derived from one secret seed, so that a million of them
/// need 16 bytes. Without the seed nothing can be proven any more, nor guessed.
public final class FactEntry {
    /// The length of a seed.
    public static final int SEED_BYTES = 16;

    private FactEntry() {}

    /// The salt of a fact: the first 16 bytes of SHA-256 over the seed and its big-endian index.
    public static byte[] salt(byte[] seed, long index) {
        byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(index).array();
        return Arrays.copyOf(Sha256.of(seed, number), StatementDigest.SALT_BYTES);
    }

    /// The entry of a fact.
    public static byte[] of(byte[] salt, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        byte[] entry = Arrays.copyOf(salt, salt.length + utf8.length);
        System.arraycopy(utf8, 0, entry, salt.length, utf8.length);
        return entry;
    }
}
