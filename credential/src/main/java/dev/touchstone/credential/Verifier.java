// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import dev.touchstone.credential.Verification.Invalid;
import dev.touchstone.credential.Verification.Reason;
import dev.touchstone.credential.Verification.Valid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Judges credentials: with Data Integrity proofs inside them (Data Integrity EdDSA Cryptosuites
/// 1.0, section 3.3.2; our `sm2-sm3-jcs-2026`), or in a JWT (Securing Verifiable Credentials using
/// JOSE and COSE, section 3.1.1), by the Verifiable Credentials Data Model 2.0, section 7.
/// Stricter than the standards where they leave a choice: at most one proof of a suite and none of
/// a suite or with members that are not known here, every proof must hold, and the proof's
/// contexts are the document's, not just its first ones. Thread-safe as far as the two sources
/// are.
///
/// @param keys where keys are found
/// @param statuses where status lists are found
/// @param required the suites in which a credential must have a proof; a JWT counts as
///     `eddsa-jcs-2022`
public record Verifier(KeyResolver keys, StatusSource statuses, Set<Suite> required) {
    private static final int STATUSES_MAX = 8;

    /// Keeps the set.
    public Verifier {
        required = Set.copyOf(required);
    }

    /// A verifier that asks for an `eddsa-jcs-2022` proof.
    ///
    /// @param keys where keys are found
    /// @param statuses where status lists are found
    public Verifier(KeyResolver keys, StatusSource statuses) {
        this(keys, statuses, Set.of(Suite.EDDSA_JCS_2022));
    }

    /// Judges a credential.
    ///
    /// @param text the credential as received: JSON, or the compact form of a JWT
    /// @param at the time for which it shall hold
    /// @return valid, or why not; never throws for what the text contains
    public Verification verify(String text, Instant at) {
        return judged(() -> withStatus(checked(text, at, required), at));
    }

    /// Judges all of a credential but its status, for a verifier that cannot have the lists and
    /// says so.
    ///
    /// @param text the credential as received: JSON, or the compact form of a JWT
    /// @param at the time for which it shall hold
    /// @return valid apart from withdrawal and suspension, or why not
    public Verification verifyWithoutStatus(String text, Instant at) {
        return judged(() -> checked(text, at, required));
    }

    private static Verification judged(Supplier<Verification> judge) {
        try {
            return judge.get();
        } catch (NotValid e) {
            return e.verdict();
        } catch (MalformedDocument e) {
            return new Invalid(Reason.MALFORMED, message(e));
        }
    }

    private Valid checked(String text, Instant at, Set<Suite> suites) {
        return VcJwt.isMeant(text)
                ? VcJwt.parse(text).check(keys, suites, at)
                : new ProofSet(StrictJson.parse(text)).check(keys, suites, at);
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
        Valid list = checked(text, at, Set.of());
        StatusList bits = StatusList.of(list.credential());
        if (!list.issuer().equals(issuer)
                || bits.purpose() != entry.purpose()
                || !list.credential().path("id").asString("").equals(entry.listUrl())) {
            throw new MalformedDocument("list of another issuer, purpose or address");
        }
        return bits;
    }

    private static String message(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }
}
