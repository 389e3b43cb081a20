// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SM3Digest;

/// The cryptosuites of Data Integrity proofs that are known here. They differ in hash and
/// signature only: what is signed is the hash of the canonical proof options, followed by the hash
/// of the canonical document.
public enum Suite {
    /// Ed25519 over SHA-256 (Data Integrity EdDSA Cryptosuites 1.0, section 3.3).
    EDDSA_JCS_2022("eddsa-jcs-2022", KeyAlgorithm.ED25519) {
        @Override
        byte[] hash(byte[] bytes) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(bytes);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    },
    /// SM2 over SM3 (GB/T 32918, GB/T 32905): our own suite, described in `docs/sm2-proof.md`.
    SM2_SM3_JCS_2026("sm2-sm3-jcs-2026", KeyAlgorithm.SM2) {
        @Override
        byte[] hash(byte[] bytes) {
            SM3Digest sm3 = new SM3Digest();
            sm3.update(bytes, 0, bytes.length);
            byte[] hash = new byte[sm3.getDigestSize()];
            sm3.doFinal(hash, 0);
            return hash;
        }
    };

    private final String id;
    private final KeyAlgorithm algorithm;

    Suite(String id, KeyAlgorithm algorithm) {
        this.id = id;
        this.algorithm = algorithm;
    }

    /// The name that stands in a proof.
    ///
    /// @return the value of `cryptosuite`
    public String id() {
        return id;
    }

    /// The keys that sign in it.
    ///
    /// @return their algorithm
    public KeyAlgorithm algorithm() {
        return algorithm;
    }

    abstract byte[] hash(byte[] bytes);

    static Optional<Suite> named(String id) {
        for (Suite suite : values()) {
            if (suite.id.equals(id)) {
                return Optional.of(suite);
            }
        }
        return Optional.empty();
    }
}
