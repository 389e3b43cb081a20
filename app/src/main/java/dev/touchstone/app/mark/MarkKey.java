// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// One key of one product and profile: hides counters and makes tags. Thread-safe.
final class MarkKey {
    /// Bytes of key material: that of the tags first, then that of the permutation.
    static final int SECRET_BYTES = 32;

    /// Bytes of the key of the tags.
    static final int TAG_KEY_BYTES = MarkCipher.BLOCK_BYTES;

    private final MarkProfile profile;
    private final long product;
    private final int keyId;
    private final MarkTagger tagger;
    private final MarkPermutation permutation;

    /// A key from derived bytes.
    ///
    /// @param product the number of the product, 48 bits
    /// @param secret [#SECRET_BYTES] bytes
    MarkKey(MarkProfile profile, long product, int keyId, byte[] secret) {
        this.profile = profile;
        this.product = product;
        this.keyId = keyId;
        this.tagger = tagger(profile, product, keyId, Arrays.copyOf(secret, TAG_KEY_BYTES));
        ByteBuffer bytes = ByteBuffer.wrap(secret);
        this.permutation =
                new MarkPermutation(
                        profile,
                        bytes.getLong(TAG_KEY_BYTES),
                        bytes.getLong(TAG_KEY_BYTES + Long.BYTES));
    }

    /// The half of a key that tells right tags from wrong ones.
    static MarkTagger tagger(MarkProfile profile, long product, int keyId, byte[] tagKey) {
        MarkAlgorithm algorithm = MarkAlgorithm.ofKeyId(keyId);
        return new MarkTagger(
                algorithm, tagKey, profile.format(), keyId, product, profile.tagBits());
    }

    boolean is(MarkProfile ofProfile, long ofProduct, int id) {
        return profile == ofProfile && product == ofProduct && keyId == id;
    }

    long permute(long counter) {
        return permutation.permute(counter);
    }

    long restore(long permuted) {
        return permutation.restore(permuted);
    }

    MarkPermutation permutation() {
        return permutation;
    }

    MarkTagger tagger() {
        return tagger;
    }
}
