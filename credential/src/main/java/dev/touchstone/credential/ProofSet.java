// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import dev.touchstone.credential.Verification.Reason;
import dev.touchstone.credential.Verification.Valid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The proofs inside a credential (Verifiable Credential Data Integrity 1.0, sections 2.1 and
/// 4.5). Each covers the document without any of them. At most one of a suite, every one of a
/// suite we know, and every one must hold: a proof that cannot be checked is not passed over.
final class ProofSet {
    private static final Set<String> MEMBERS =
            Set.of(
                    "@context",
                    "id",
                    "type",
                    "cryptosuite",
                    "created",
                    "expires",
                    "verificationMethod",
                    "proofPurpose",
                    "proofValue");

    private final ObjectNode secured;
    private final ObjectNode document;
    private final Map<Suite, ObjectNode> proofs = new EnumMap<>(Suite.class);

    ProofSet(ObjectNode secured) {
        this.secured = secured;
        this.document = secured.deepCopy();
        JsonNode proof = document.remove("proof");
        if (proof == null || proof.isNull() || (proof.isArray() && proof.isEmpty())) {
            throw new NotValid(Reason.NO_PROOF, "no proof");
        }
        if (proof instanceof ArrayNode list) {
            if (list.size() > Suite.values().length) {
                throw new NotValid(Reason.SEVERAL_PROOFS, list.size() + " proofs");
            }
            list.forEach(this::add);
        } else {
            add(proof);
        }
    }

    private void add(JsonNode node) {
        if (!(node instanceof ObjectNode proof)) {
            throw new MalformedDocument("proof is not an object");
        }
        for (String member : proof.propertyNames()) {
            if (!MEMBERS.contains(member)) {
                throw new NotValid(Reason.UNSUPPORTED_PROOF, "unknown member " + member);
            }
        }
        Optional<Suite> suite = Suite.named(text(proof, "cryptosuite"));
        if (!text(proof, "type").equals(DataIntegrity.PROOF_TYPE)
                || !text(proof, "proofPurpose").equals(DataIntegrity.ASSERTION)
                || suite.isEmpty()) {
            throw new NotValid(
                    Reason.UNSUPPORTED_PROOF,
                    "not an assertion in a suite known here: " + text(proof, "cryptosuite"));
        }
        if (proofs.put(suite.get(), proof) != null) {
            throw new NotValid(Reason.SEVERAL_PROOFS, "two proofs in " + suite.get().id());
        }
    }

    /// Checks all but the status.
    ///
    /// @param required suites that must be among those that hold
    Valid check(KeyResolver keys, Set<Suite> required, Instant at) {
        for (Suite suite : required) {
            if (!proofs.containsKey(suite)) {
                throw new NotValid(Reason.PROOF_MISSING, "no proof in " + suite.id());
            }
        }
        Claims.requireCredential(document);
        String issuer = Claims.issuer(document);
        List<String> suites = new ArrayList<>();
        List<VerificationMethod> methods = new ArrayList<>();
        for (Map.Entry<Suite, ObjectNode> each : proofs.entrySet()) {
            methods.add(check(each.getKey(), each.getValue(), keys, issuer, at));
            suites.add(each.getKey().id());
        }
        Claims.requireHolds(document, at);
        Optional<Instant> created =
                Timestamps.optional(proofs.values().iterator().next(), "created");
        return new Valid(secured, issuer, methods.getFirst(), created, suites);
    }

    private VerificationMethod check(
            Suite suite, ObjectNode proof, KeyResolver keys, String issuer, Instant at) {
        JsonNode context = proof.get("@context");
        if (context != null && !context.equals(document.get("@context"))) {
            throw new NotValid(Reason.OTHER_CONTEXT, "proof and document differ in @context");
        }
        VerificationMethod method = Claims.key(keys, text(proof, "verificationMethod"), issuer);
        if (!DataIntegrity.verifies(suite, document, proof, method.key())) {
            throw new NotValid(Reason.BAD_SIGNATURE, suite.id() + " by " + method.id());
        }
        Claims.requireInUse(method, Timestamps.optional(proof, "created"), at);
        Timestamps.optional(proof, "expires").ifPresent(until -> Claims.requireNotOver(until, at));
        return method;
    }

    private static String text(ObjectNode proof, String name) {
        JsonNode member = proof.get(name);
        if (member == null || !member.isString()) {
            throw new NotValid(Reason.UNSUPPORTED_PROOF, "proof has no " + name);
        }
        return member.stringValue();
    }
}
