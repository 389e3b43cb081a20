// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import dev.touchstone.credential.Verification.Reason;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What is checked of a credential in either form: that it is one, whose it is, when it holds, and
/// whether the key that signed was its issuer's and in use.
final class Claims {
    private Claims() {}

    static void requireCredential(ObjectNode document) {
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

    /// @throws MalformedDocument when it names nobody
    static String issuer(ObjectNode document) {
        JsonNode issuer = document.path("issuer");
        String id = issuer.isObject() ? issuer.path("id").asString("") : issuer.asString("");
        if (id.isEmpty()) {
            throw new MalformedDocument("credential has no issuer");
        }
        return id;
    }

    /// Finds the key that a signature names, which must speak for the issuer.
    static VerificationMethod key(KeyResolver keys, String name, String issuer) {
        VerificationMethod method =
                keys.resolve(name).orElseThrow(() -> new NotValid(Reason.UNKNOWN_KEY, name));
        if (!method.isNamed(name) || !method.controller().equals(issuer)) {
            throw new NotValid(Reason.OTHER_CONTROLLER, name + " does not speak for " + issuer);
        }
        return method;
    }

    static void requireInUse(VerificationMethod method, Optional<Instant> created, Instant at) {
        if (method.revoked().isPresent() && !at.isBefore(method.revoked().get())) {
            throw new NotValid(Reason.KEY_OUT_OF_USE, method.id() + " is revoked");
        }
        if (method.expires().isPresent() && created.orElse(at).isAfter(method.expires().get())) {
            throw new NotValid(Reason.KEY_OUT_OF_USE, method.id() + " had expired");
        }
    }

    static void requireHolds(ObjectNode document, Instant at) {
        Timestamps.optional(document, "validFrom").ifPresent(from -> requireBegun(from, at));
        Timestamps.optional(document, "validUntil").ifPresent(until -> requireNotOver(until, at));
    }

    static void requireBegun(Instant from, Instant at) {
        if (at.isBefore(from)) {
            throw new NotValid(Reason.NOT_YET_VALID, "from " + from);
        }
    }

    static void requireNotOver(Instant until, Instant at) {
        if (at.isAfter(until)) {
            throw new NotValid(Reason.EXPIRED, "until " + until);
        }
    }
}
