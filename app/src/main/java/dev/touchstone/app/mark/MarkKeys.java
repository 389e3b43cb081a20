// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The keys of all products, derived from one master key that never enters the database
/// (HKDF-SHA-256, RFC 5869). Thread-safe.
///
/// A key belongs to a product, a key id and a profile. Each product belongs to one enterprise and
/// each key id to one year and algorithm, so these are keys for each enterprise and year, and
/// finer: a key handed out for one product says nothing about another. And it is found from what
/// the code's address says, so that no code, right or forged, needs the database to be checked.
final class MarkKeys {
    /// The least length of the master key, in bytes.
    static final int MASTER_BYTES_MIN = 32;

    private static final int SLOTS = 4096;
    private static final byte[] SALT = "touchstone mark key 1".getBytes(StandardCharsets.US_ASCII);

    private final SecretKeySpec master;

    /// Recently used keys, each at the one place its number leads to; another may push it out.
    private final AtomicReferenceArray<MarkKey> recent = new AtomicReferenceArray<>(SLOTS);

    MarkKeys(byte[] master) {
        if (master.length < MASTER_BYTES_MIN) {
            throw new IllegalArgumentException(
                    "mark master key shorter than " + MASTER_BYTES_MIN + " bytes");
        }
        this.master = new SecretKeySpec(master, "HKDF");
    }

    MarkKey of(MarkProfile profile, long product, int keyId) {
        long number = (product << 4 | keyId) << 2 | profile.format();
        int slot = (int) ((number * 0x9E3779B97F4A7C15L) >>> 52);
        MarkKey key = recent.get(slot);
        if (key == null || !key.is(profile, product, keyId)) {
            key = new MarkKey(profile, product, keyId, secret(profile, product, keyId));
            recent.set(slot, key);
        }
        return key;
    }

    /// The [MarkKey#SECRET_BYTES] bytes of a key.
    byte[] secret(MarkProfile profile, long product, int keyId) {
        MarkAlgorithm algorithm = MarkAlgorithm.ofKeyId(keyId);
        boolean usual = profile == MarkProfile.C20 && algorithm == MarkAlgorithm.AES;
        return derive(
                "%014d/%d".formatted(product, keyId)
                        + (usual ? "" : "/" + algorithm + "/" + profile));
    }

    /// The key of hidden codes, which tells nothing about that of the open ones.
    byte[] hiddenSecret(long product, int keyId) {
        return derive("%014d/%d/hidden".formatted(product, keyId));
    }

    private byte[] derive(String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(master)
                                    .addSalt(SALT)
                                    .thenExpand(
                                            purpose.getBytes(StandardCharsets.US_ASCII),
                                            MarkKey.SECRET_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF-SHA256 is part of JDK 25", e);
        }
    }
}
