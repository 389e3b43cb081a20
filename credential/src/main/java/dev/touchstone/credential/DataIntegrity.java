// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Proofs inside documents (Verifiable Credential Data Integrity 1.0, section 4), for all suites:
/// the contexts of the document stand in the proof too, as the JCS suites demand.
final class DataIntegrity {
    static final String PROOF_TYPE = "DataIntegrityProof";
    static final String ASSERTION = "assertionMethod";

    private DataIntegrity() {}

    /// A key that signs, and its name.
    record Signer(Suite suite, UnaryOperator<byte[]> key, String verificationMethod) {
        static Signer of(IssuerKey key, String verificationMethod) {
            return new Signer(Suite.EDDSA_JCS_2022, key::sign, verificationMethod);
        }

        static Signer of(Sm2Key key, String verificationMethod) {
            return new Signer(Suite.SM2_SM3_JCS_2026, key::sign, verificationMethod);
        }
    }

    /// Returns a proof of `document`, which has none itself.
    static ObjectNode proof(ObjectNode document, Signer signer, Instant created) {
        ObjectNode proof = StrictJson.object();
        JsonNode context = document.get("@context");
        if (context != null) {
            proof.set("@context", context.deepCopy());
        }
        proof.put("type", PROOF_TYPE);
        proof.put("cryptosuite", signer.suite().id());
        proof.put("created", created.truncatedTo(ChronoUnit.SECONDS).toString());
        proof.put("verificationMethod", signer.verificationMethod());
        proof.put("proofPurpose", ASSERTION);
        byte[] signature = signer.key().apply(signedBytes(signer.suite(), document, proof));
        proof.put("proofValue", Multibase.base58(signature));
        return proof;
    }

    /// Returns a copy of `document` with one proof.
    static ObjectNode secure(ObjectNode document, Signer signer, Instant created) {
        ObjectNode secured = document.deepCopy();
        secured.set("proof", proof(document, signer, created));
        return secured;
    }

    /// Tells whether `key` made the signature in `proof`, which is not part of `document`.
    ///
    /// @throws MalformedDocument when the signature is not base58btc text
    static boolean verifies(
            Suite suite, ObjectNode document, ObjectNode proof, VerificationKey key) {
        ObjectNode options = proof.deepCopy();
        JsonNode value = options.remove("proofValue");
        if (value == null || !value.isString()) {
            throw new MalformedDocument("proof has no proofValue");
        }
        byte[] signature = Multibase.fromBase58(value.stringValue());
        return key.algorithm() == suite.algorithm()
                && key.verifies(signedBytes(suite, document, options), signature);
    }

    /// The 64 bytes that are signed.
    static byte[] signedBytes(Suite suite, ObjectNode document, ObjectNode options) {
        return Multibase.concat(
                suite.hash(StrictJson.canonical(options)),
                suite.hash(StrictJson.canonical(document)));
    }
}
