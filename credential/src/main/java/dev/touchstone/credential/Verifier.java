// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import dev.touchstone.credential.Verification.Invalid;
import dev.touchstone.credential.Verification.Reason;
import dev.touchstone.credential.Verification.Valid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Judges credentials (Data Integrity EdDSA Cryptosuites 1.0, section 3.3.2; Verifiable Credentials
/// Data Model 2.0, section 7). Stricter than the standards where they leave a choice: exactly one
/// proof, no unknown proof members, and the proof's contexts are the document's, not just its first
/// ones. Thread-safe as far as the two sources are.
///
/// @param keys where keys are found
/// @param statuses where status lists are found
public record Verifier(KeyResolver keys, StatusSource statuses) {
    private static final int STATUSES_MAX = 8;
    private static final Set<String> PROOF_MEMBERS =
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

    /// Judges a credential.
    ///
    /// @param text the credential as received
    /// @param at the time for which it shall hold
    /// @return valid, or why not; never throws for what the text contains
    public Verification verify(String text, Instant at) {
        try {
            return withStatus(verifyProof(StrictJson.parse(text), at), at);
        } catch (NotValid e) {
            return new Invalid(e.reason, e.detail);
        } catch (MalformedDocument e) {
            return new Invalid(Reason.MALFORMED, message(e));
        }
    }

    private Valid verifyProof(ObjectNode secured, Instant at) {
        ObjectNode document = secured.deepCopy();
        ObjectNode proof = onlyProof(document.remove("proof"));
        requireSupported(proof);
        JsonNode context = proof.get("@context");
        if (context != null && !context.equals(document.get("@context"))) {
            throw new NotValid(Reason.OTHER_CONTEXT, "proof and document differ in @context");
        }
        requireCredential(document);
        String name = text(proof, "verificationMethod");
        VerificationMethod method =
                keys.resolve(name).orElseThrow(() -> new NotValid(Reason.UNKNOWN_KEY, name));
        String issuer = issuer(document);
        if (!method.id().equals(name) || !method.controller().equals(issuer)) {
            throw new NotValid(Reason.OTHER_CONTROLLER, name + " does not speak for " + issuer);
        }
        if (!EddsaJcs2022.verifies(document, proof, method.key())) {
            throw new NotValid(Reason.BAD_SIGNATURE, name);
        }
        Optional<Instant> created = Timestamps.optional(proof, "created");
        requireInUse(method, created, at);
        Timestamps.optional(document, "validFrom")
                .filter(at::isBefore)
                .ifPresent(from -> refuse(Reason.NOT_YET_VALID, "from " + from));
        requireNotOver(document, "validUntil", at);
        requireNotOver(proof, "expires", at);
        return new Valid(secured, issuer, method, created);
    }

    private static ObjectNode onlyProof(@Nullable JsonNode proof) {
        if (proof == null || proof.isNull() || (proof.isArray() && proof.isEmpty())) {
            throw new NotValid(Reason.NO_PROOF, "no proof");
        }
        if (proof.isArray() && proof.size() > 1) {
            throw new NotValid(Reason.SEVERAL_PROOFS, proof.size() + " proofs");
        }
        if (!((proof instanceof ArrayNode list ? list.get(0) : proof) instanceof ObjectNode only)) {
            throw new MalformedDocument("proof is not an object");
        }
        return only;
    }

    private static void requireSupported(ObjectNode proof) {
        for (String member : proof.propertyNames()) {
            if (!PROOF_MEMBERS.contains(member)) {
                throw new NotValid(Reason.UNSUPPORTED_PROOF, "unknown member " + member);
            }
        }
        if (!text(proof, "type").equals(EddsaJcs2022.PROOF_TYPE)
                || !text(proof, "cryptosuite").equals(EddsaJcs2022.SUITE)
                || !text(proof, "proofPurpose").equals(EddsaJcs2022.ASSERTION)) {
            throw new NotValid(Reason.UNSUPPORTED_PROOF, "not an eddsa-jcs-2022 assertion");
        }
    }

    private static void requireCredential(ObjectNode document) {
        JsonNode contexts = document.path("@context");
        if (!contexts.isArray() || !contexts.path(0).asString("").equals(Credential.CONTEXT)) {
            throw new MalformedDocument("first context is not " + Credential.CONTEXT);
        }
        JsonNode type = document.path("type");
        boolean typed = type.asString("").equals(Credential.TYPE);
        for (JsonNode one : type) {
            typed |= one.asString("").equals(Credential.TYPE);
        }
        if (!typed || document.path("credentialSubject").isEmpty()) {
            throw new MalformedDocument("not a " + Credential.TYPE + " with a subject");
        }
    }

    private static String issuer(ObjectNode document) {
        JsonNode issuer = document.path("issuer");
        String id = issuer.isObject() ? issuer.path("id").asString("") : issuer.asString("");
        if (id.isEmpty()) {
            throw new MalformedDocument("credential has no issuer");
        }
        return id;
    }

    private static void requireInUse(
            VerificationMethod method, Optional<Instant> created, Instant at) {
        if (method.revoked().isPresent() && !at.isBefore(method.revoked().get())) {
            throw new NotValid(Reason.KEY_OUT_OF_USE, method.id() + " is revoked");
        }
        if (method.expires().isPresent() && created.orElse(at).isAfter(method.expires().get())) {
            throw new NotValid(Reason.KEY_OUT_OF_USE, method.id() + " had expired");
        }
    }

    private static void requireNotOver(ObjectNode node, String member, Instant at) {
        Timestamps.optional(node, member)
                .filter(at::isAfter)
                .ifPresent(until -> refuse(Reason.EXPIRED, "until " + until));
    }

    private static void refuse(Reason reason, String detail) {
        throw new NotValid(reason, detail);
    }

    private Verification withStatus(Valid valid, Instant at) {
        JsonNode status = valid.credential().get("credentialStatus");
        List<JsonNode> entries = new ArrayList<>();
        if (status instanceof ArrayNode list) {
            list.forEach(entries::add);
        } else if (status != null) {
            entries.add(status);
        }
        if (entries.size() > STATUSES_MAX) {
            throw new MalformedDocument("more than %d statuses".formatted(STATUSES_MAX));
        }
        for (JsonNode entry : entries) {
            requireUnset(StatusEntry.parse(entry), valid.issuer(), at);
        }
        return valid;
    }

    private void requireUnset(StatusEntry entry, String issuer, Instant at) {
        boolean set;
        try {
            set = list(entry, issuer, at).isSet(entry.index());
        } catch (NotValid | MalformedDocument e) {
            throw new NotValid(Reason.STATUS_UNKNOWN, entry.listUrl() + ": " + message(e));
        }
        if (set) {
            Reason reason =
                    switch (entry.purpose()) {
                        case REVOCATION -> Reason.REVOKED;
                        case SUSPENSION -> Reason.SUSPENDED;
                    };
            throw new NotValid(reason, entry.listUrl() + "#" + entry.index());
        }
    }

    private StatusList list(StatusEntry entry, String issuer, Instant at) {
        String text =
                statuses.find(entry.listUrl())
                        .orElseThrow(() -> new MalformedDocument("list cannot be had"));
        Valid list = verifyProof(StrictJson.parse(text), at);
        StatusList bits = StatusList.of(list.credential());
        if (!list.issuer().equals(issuer)
                || bits.purpose() != entry.purpose()
                || !list.credential().path("id").asString("").equals(entry.listUrl())) {
            throw new MalformedDocument("list of another issuer, purpose or address");
        }
        return bits;
    }

    private static String text(ObjectNode node, String name) {
        JsonNode member = node.get(name);
        if (member == null || !member.isString()) {
            throw new NotValid(Reason.UNSUPPORTED_PROOF, "proof has no " + name);
        }
        return member.stringValue();
    }

    private static String message(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }

    /// Leaves the checks early; never leaves this class.
    private static final class NotValid extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final Reason reason;
        private final String detail;

        NotValid(Reason reason, String detail) {
            super(detail, null, false, false);
            this.reason = reason;
            this.detail = detail;
        }
    }
}
