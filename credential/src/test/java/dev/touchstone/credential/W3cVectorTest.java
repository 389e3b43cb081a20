// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// The known answer in Data Integrity EdDSA Cryptosuites 1.0, appendix "Representation:
/// eddsa-jcs-2022".
class W3cVectorTest {
    private static final String SECRET = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq";
    private static final String PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
    private static final String UNSIGNED =
            """
            {
              "@context": [
                "https://www.w3.org/ns/credentials/v2",
                "https://www.w3.org/ns/credentials/examples/v2"
              ],
              "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
              "type": ["VerifiableCredential", "AlumniCredential"],
              "name": "Alumni Credential",
              "description": "A minimum viable example of an Alumni Credential.",
              "issuer": "https://vc.example/issuers/5678",
              "validFrom": "2023-01-01T00:00:00Z",
              "credentialSubject": {
                "id": "did:example:abcdefgh",
                "alumniOf": "The School of Examples"
              }
            }
            """;

    private static final String ISSUER = "https://vc.example/issuers/5678";
    private static final Instant CREATED = Instant.parse("2023-02-24T23:36:38Z");
    private static final String PROOF_VALUE =
            "z63t83Y53KfzJ5ZosfKTnqfMcKB2dmTrfjSaQjeNNjAD"
                    + "5srBowQfmWqeRb8rRjmeEuCBEsddF9LsVogtuTsijJKh4";

    @Test
    void derivesThePublicKey() {
        assertThat(IssuerKey.parse(SECRET).publicKey().multibase()).isEqualTo(PUBLIC);
        assertThat(IssuerKey.parse(SECRET).secretMultibase()).isEqualTo(SECRET);
    }

    @Test
    void hashesProofOptionsAndDocument() {
        ObjectNode options = StrictJson.object();
        ObjectNode document = StrictJson.parse(UNSIGNED);
        options.set("@context", document.get("@context"));
        options.put("type", "DataIntegrityProof");
        options.put("cryptosuite", "eddsa-jcs-2022");
        options.put("created", CREATED.toString());
        options.put("verificationMethod", "did:key:%s#%s".formatted(PUBLIC, PUBLIC));
        options.put("proofPurpose", "assertionMethod");
        assertThat(
                        HexFormat.of()
                                .formatHex(
                                        DataIntegrity.signedBytes(
                                                Suite.EDDSA_JCS_2022, document, options)))
                .isEqualTo(
                        "66ab154f5c2890a140cb8388a22a160454f80575f6eae09e5a097cabe539a1db"
                                + "59b7cb6251b8991add1ce0bc83107e3d"
                                + "b9dbbab5bd2c28f687db1a03abc92f19");
    }

    @Test
    void signsAsTheStandardDoes() {
        Issuer issuer = new Issuer(ISSUER, IssuerKey.parse(SECRET));
        ObjectNode signed =
                DataIntegrity.secure(
                        StrictJson.parse(UNSIGNED),
                        DataIntegrity.Signer.of(issuer.key(), issuer.verificationMethod()),
                        CREATED);
        assertThat(signed.path("proof").path("proofValue").stringValue()).isEqualTo(PROOF_VALUE);
        Verifier verifier =
                new Verifier(DidDocument.of(ISSUER, issuer.key().publicKey()), StatusSource.NONE);
        assertThat(verifier.verify(StrictJson.text(signed), CREATED))
                .isInstanceOfSatisfying(
                        Verification.Valid.class,
                        valid -> {
                            assertThat(valid.issuer()).isEqualTo(ISSUER);
                            assertThat(valid.created()).isEqualTo(Optional.of(CREATED));
                        });
    }
}
