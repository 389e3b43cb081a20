// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class DidTest {
    @Test
    void publishesUnderTheWellKnownAddressOrThePath() {
        assertThat(DidWeb.documentUrl("did:web:association.example"))
                .hasToString("https://association.example/.well-known/did.json");
        assertThat(DidWeb.documentUrl("did:web:association.example%3A8443:makers:7"))
                .hasToString("https://association.example:8443/makers/7/did.json");
        assertThat(DidWeb.did("localhost:8080", List.of("a")))
                .isEqualTo("did:web:localhost%3A8080:a");
    }

    @Test
    void refusesIdentifiersThatLeadElsewhere() {
        for (String did :
                List.of(
                        "did:key:z6Mk",
                        "did:web:",
                        "did:web:a/b",
                        "did:web:a:..",
                        "did:web:a:.",
                        "did:web:a::b",
                        "did:web:user@a",
                        "did:web:a#key",
                        "did:web:a?x",
                        "did:web:a%2Fb",
                        "did:web:" + "a".repeat(600))) {
            assertThatThrownBy(() -> DidWeb.documentUrl(did))
                    .as(did)
                    .isInstanceOf(MalformedDocument.class);
        }
    }

    @Test
    void readsBackWhatItPublished() {
        DidDocument document = Samples.DOCUMENT.rotate(Samples.key(2).publicKey(), Samples.LATER);
        DidDocument revoked = document.revoke(Samples.key(1).publicKey(), Samples.LATER);
        assertThat(DidDocument.parse(StrictJson.text(revoked.json()))).isEqualTo(revoked);
        assertThat(revoked.json().path("verificationMethod").size()).isEqualTo(4);
    }

    @Test
    void passesOverKeysNotMeantForCredentials() {
        ObjectNode json = Samples.DOCUMENT.rotate(Samples.key(2).publicKey(), Samples.LATER).json();
        json.putArray("assertionMethod").add("#" + Samples.key(2).publicKey().multibase());
        DidDocument read = DidDocument.parse(StrictJson.text(json));
        assertThat(read.methods()).hasSize(1);
        assertThat(read.resolve(Samples.ISSUER.verificationMethod())).isEmpty();
    }

    @Test
    void refusesAKeyTwiceAndAKeyOfAnother() {
        VerificationKey key = Samples.key(1).publicKey();
        assertThatThrownBy(() -> Samples.DOCUMENT.rotate(key, Samples.LATER))
                .isInstanceOf(MalformedDocument.class);
        VerificationMethod foreign = VerificationMethod.of("did:web:other.example", key);
        assertThatThrownBy(() -> new DidDocument(Samples.DID, List.of(foreign)))
                .isInstanceOf(MalformedDocument.class);
        assertThatThrownBy(() -> Samples.DOCUMENT.revoke(Samples.key(3).publicKey(), Samples.LATER))
                .isInstanceOf(MalformedDocument.class);
    }

    @Test
    void refusesKeysOfOtherKindsAndOfSmallOrder() {
        byte[] zero = new byte[32];
        assertThatThrownBy(() -> VerificationKey.ofBytes(KeyAlgorithm.ED25519, zero))
                .isInstanceOf(MalformedDocument.class);
        byte[] one = new byte[32];
        one[0] = 1;
        assertThatThrownBy(() -> VerificationKey.ofBytes(KeyAlgorithm.ED25519, one))
                .isInstanceOf(MalformedDocument.class);
        for (String text :
                List.of("", "z", "z6Mk", "u7QE", "z0OIl", Samples.key(1).secretMultibase())) {
            assertThatThrownBy(() -> new VerificationKey(text))
                    .as(text)
                    .isInstanceOf(MalformedDocument.class);
        }
    }

    @Test
    void neverPrintsASecret() {
        assertThat(Samples.ISSUER.toString()).doesNotContain(Samples.key(1).secretMultibase());
    }
}
