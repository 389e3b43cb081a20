// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// An invented issuer and its credentials, the same in every run.
final class Samples {
    static final String DID = "did:web:association.example";
    static final String LIST_URL = "https://association.example/status/1";
    static final Instant SIGNED = Instant.parse("2026-09-01T00:00:00Z");
    static final Instant LATER = Instant.parse("2026-10-01T00:00:00Z");
    static final Issuer ISSUER = new Issuer(DID, key(1));
    static final DidDocument DOCUMENT = DidDocument.of(DID, ISSUER.key().publicKey());

    private Samples() {}

    static IssuerKey key(int number) {
        byte[] seed = new byte[IssuerKey.SEED_BYTES];
        seed[0] = (byte) number;
        return IssuerKey.ofSeed(seed);
    }

    static Credential.Builder announcement() {
        ObjectNode subject =
                StrictJson.object()
                        .put("id", "urn:uscc:91999999MA00000154")
                        .put("announced", "质量诚信");
        subject.putObject("pledge").put("year", 2026).put("text", "sha256:00");
        return Credential.builder(DID, SIGNED)
                .context("https://association.example/contexts/pledge/v1")
                .type("PledgeAnnouncement")
                .id("https://association.example/certificates/7")
                .issuerName("Association")
                .validUntil(Instant.parse("2027-09-01T00:00:00Z"))
                .subject(subject);
    }

    static ObjectNode signed() {
        return ISSUER.issue(announcement().build(), SIGNED);
    }

    static Verification verify(ObjectNode credential) {
        return verify(credential, LATER);
    }

    static Verification verify(ObjectNode credential, Instant at) {
        return new Verifier(DOCUMENT, StatusSource.NONE).verify(StrictJson.text(credential), at);
    }

    static Verification.Reason reason(Verification verification) {
        return switch (verification) {
            case Verification.Invalid invalid -> invalid.reason();
            case Verification.Valid valid ->
                    throw new AssertionError("valid: " + valid.credential());
        };
    }
}
