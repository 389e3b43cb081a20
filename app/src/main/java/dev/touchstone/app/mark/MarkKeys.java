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
/// A key belongs to a GTIN and a key id. Each GTIN belongs to one enterprise and each key id to
/// one year out of sixteen, so this is a key for each enterprise and year, and finer: a key handed
/// out for one product says nothing about another. And it is found from what the code's address
/// says, so that no code, right or forged, needs the database to be checked.
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

    MarkKey of(long gtin, int keyId) {
        int slot = (int) (((gtin << 4 | keyId) * 0x9E3779B97F4A7C15L) >>> 52);
        MarkKey key = recent.get(slot);
        if (key == null || !key.is(gtin, keyId)) {
            key = derive(gtin, keyId);
            recent.set(slot, key);
        }
        return key;
    }

    private MarkKey derive(long gtin, int keyId) {
        byte[] info = "%014d/%d".formatted(gtin, keyId).getBytes(StandardCharsets.US_ASCII);
        try {
            byte[] secret =
                    KDF.getInstance("HKDF-SHA256")
                            .deriveData(
                                    HKDFParameterSpec.ofExtract()
                                            .addIKM(master)
                                            .addSalt(SALT)
                                            .thenExpand(info, MarkKey.SECRET_BYTES));
            return new MarkKey(gtin, keyId, secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF-SHA256 is part of JDK 25", e);
        }
    }
}
