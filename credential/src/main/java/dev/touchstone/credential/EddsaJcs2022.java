// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `eddsa-jcs-2022` cryptosuite (Data Integrity EdDSA Cryptosuites 1.0, section 3.3): Ed25519
/// over SHA-256 of the canonical proof options, followed by SHA-256 of the canonical document.
final class EddsaJcs2022 {
    static final String PROOF_TYPE = "DataIntegrityProof";
    static final String SUITE = "eddsa-jcs-2022";
    static final String ASSERTION = "assertionMethod";

    private EddsaJcs2022() {}

    /// Returns a copy of `document` with a proof.
    static ObjectNode secure(
            ObjectNode document, IssuerKey key, String verificationMethod, Instant created) {
        ObjectNode proof = StrictJson.object();
        JsonNode context = document.get("@context");
        if (context != null) {
            proof.set("@context", context.deepCopy());
        }
        proof.put("type", PROOF_TYPE);
        proof.put("cryptosuite", SUITE);
        proof.put("created", created.truncatedTo(ChronoUnit.SECONDS).toString());
        proof.put("verificationMethod", verificationMethod);
        proof.put("proofPurpose", ASSERTION);
        proof.put("proofValue", Multibase.base58(key.sign(signedBytes(document, proof))));
        ObjectNode secured = document.deepCopy();
        secured.set("proof", proof);
        return secured;
    }

    /// Tells whether `key` made the signature in `proof`, which is not part of `document`.
    ///
    /// @throws MalformedDocument when the signature is not base58btc text
    static boolean verifies(ObjectNode document, ObjectNode proof, VerificationKey key) {
        ObjectNode options = proof.deepCopy();
        JsonNode value = options.remove("proofValue");
        if (value == null || !value.isString()) {
            throw new MalformedDocument("proof has no proofValue");
        }
        return key.verifies(
                signedBytes(document, options), Multibase.fromBase58(value.stringValue()));
    }

    /// The 64 bytes that are signed.
    static byte[] signedBytes(ObjectNode document, ObjectNode options) {
        return Multibase.concat(
                sha256(StrictJson.canonical(options)), sha256(StrictJson.canonical(document)));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
