// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.mark.ItemSignature.Outcome;
import dev.touchstone.credential.DidDocument;
import dev.touchstone.credential.Issuer;
import dev.touchstone.credential.IssuerKey;
import dev.touchstone.credential.KeyAlgorithm;
import dev.touchstone.credential.Sm2Key;
import dev.touchstone.gs1.ElementString;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.Serial;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ItemSignatureTest {
    private static final Gtin GTIN = Gtin.parse("06901234567892");
    private static final Serial SERIAL = new Serial("HY7K2M9QW4TZXA3C8DEF");
    private static final String DID = "did:web:quality.example";

    private final Issuer issuer = issuer(1);
    private final DidDocument document = document(issuer);

    private static Issuer issuer(int seed) {
        byte[] bytes = new byte[32];
        bytes[31] = (byte) seed;
        return new Issuer(DID, IssuerKey.ofSeed(bytes), Optional.of(Sm2Key.ofSeed(bytes)));
    }

    private static DidDocument document(Issuer of) {
        return DidDocument.of(DID, of.key().publicKey()).with(of.sm2().orElseThrow().publicKey());
    }

    @ParameterizedTest
    @EnumSource
    void anybodyWithTheDocumentCanCheckIt(KeyAlgorithm algorithm) {
        String signature = ItemSignature.sign(issuer, algorithm, GTIN, SERIAL);
        assertThat(signature).hasSize(ItemSignature.LENGTH);
        ElementString read =
                ElementString.parse(
                        "(01)%s(21)%s(8030)%s".formatted(GTIN.digits(), SERIAL.text(), signature));
        assertThat(read.value("8030")).contains(signature);
        assertThat(ItemSignature.check(document, GTIN, SERIAL, signature)).isEqualTo(Outcome.RIGHT);
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatWasNotSigned(KeyAlgorithm algorithm) {
        String signature = ItemSignature.sign(issuer, algorithm, GTIN, SERIAL);
        Serial other = new Serial("HY7K2M9QW4TZXA3C8DEG");
        assertThat(ItemSignature.check(document, GTIN, other, signature)).isEqualTo(Outcome.WRONG);
        Gtin product = Gtin.parse("06901234567908");
        assertThat(ItemSignature.check(document, product, SERIAL, signature))
                .isEqualTo(Outcome.WRONG);
        char changed = signature.charAt(40) == 'x' ? 'y' : 'x';
        String forged = signature.substring(0, 40) + changed + signature.substring(41);
        assertThat(ItemSignature.check(document, GTIN, SERIAL, forged)).isEqualTo(Outcome.WRONG);
        assertThat(ItemSignature.check(document(issuer(2)), GTIN, SERIAL, signature))
                .isEqualTo(Outcome.UNKNOWN_KEY);
        for (String none :
                new String[] {
                    "", signature + "A", signature.substring(1), "C" + signature.substring(1)
                }) {
            assertThat(ItemSignature.check(document, GTIN, SERIAL, none))
                    .isEqualTo(Outcome.NO_SIGNATURE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatARetiredKeySignedHoldsAndWhatARevokedOneSignedDoesNot(KeyAlgorithm algorithm) {
        String signature = ItemSignature.sign(issuer, algorithm, GTIN, SERIAL);
        Instant now = Instant.parse("2027-01-01T00:00:00Z");
        var key =
                algorithm == KeyAlgorithm.ED25519
                        ? issuer.key().publicKey()
                        : issuer.sm2().orElseThrow().publicKey();
        assertThat(ItemSignature.check(document.revoke(key, now), GTIN, SERIAL, signature))
                .isEqualTo(Outcome.REVOKED_KEY);
        DidDocument next = document.rotate(issuer(2).key().publicKey(), now);
        assertThat(ItemSignature.check(next, GTIN, SERIAL, signature)).isEqualTo(Outcome.RIGHT);
    }
}
