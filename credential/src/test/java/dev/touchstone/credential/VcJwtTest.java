// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import static dev.touchstone.credential.Samples.DOCUMENT;
import static dev.touchstone.credential.Samples.ISSUER;
import static dev.touchstone.credential.Samples.LATER;
import static dev.touchstone.credential.Samples.SIGNED;
import static dev.touchstone.credential.Samples.announcement;
import static dev.touchstone.credential.Samples.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.credential.Verification.Invalid;
import dev.touchstone.credential.Verification.Reason;
import dev.touchstone.credential.Verification.Valid;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Credentials as `application/vc+jwt`.
class VcJwtTest {
    private static final String JWT = ISSUER.issueJwt(announcement().build(), SIGNED);

    private static Verification verify(String jwt) {
        return new Verifier(DOCUMENT, StatusSource.NONE).verify(jwt, LATER);
    }

    private static ObjectNode part(int index) {
        byte[] bytes = Base64.getUrlDecoder().decode(JWT.split("\\.", -1)[index]);
        return StrictJson.parse(new String(bytes, StandardCharsets.UTF_8));
    }

    private static String encoded(ObjectNode json) {
        return encoded(StrictJson.canonical(json));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// A JWT changed before it is signed, by the issuer's own key.
    private static String signed(Consumer<ObjectNode> header, Consumer<ObjectNode> payload) {
        ObjectNode head = part(0);
        ObjectNode body = part(1);
        header.accept(head);
        payload.accept(body);
        String text = encoded(head) + "." + encoded(body);
        byte[] signature = ISSUER.key().sign(text.getBytes(StandardCharsets.US_ASCII));
        return text + "." + encoded(signature);
    }

    @Test
    void acceptsWhatTheIssuerSignedAndGivesTheCredentialBack() {
        assertThat(part(0).toString())
                .isEqualTo(
                        "{\"alg\":\"EdDSA\",\"cty\":\"vc\",\"kid\":\""
                                + DOCUMENT.methods().getFirst().jwkId().orElseThrow()
                                + "\",\"typ\":\"vc+jwt\"}");
        assertThat(verify(JWT))
                .isInstanceOfSatisfying(
                        Valid.class,
                        valid -> {
                            assertThat(valid.credential()).isEqualTo(announcement().build().json());
                            assertThat(valid.created()).contains(SIGNED);
                            assertThat(valid.suites()).containsExactly("vc+jwt EdDSA");
                        });
    }

    @Test
    void knowsTheKeyByEitherName() {
        String named = signed(head -> head.put("kid", ISSUER.verificationMethod()), body -> {});
        assertThat(verify(named)).isInstanceOf(Valid.class);
        DidDocument read = DidDocument.parse(StrictJson.text(DOCUMENT.json()));
        assertThat(read).isEqualTo(DOCUMENT);
        ObjectNode onlyJwk = DOCUMENT.json();
        onlyJwk.withArray("verificationMethod").remove(0);
        assertThat(
                        new Verifier(DidDocument.parse(StrictJson.text(onlyJwk)), StatusSource.NONE)
                                .verify(JWT, LATER))
                .isInstanceOf(Valid.class);
    }

    @Test
    void namesAJsonWebKeyByItsThumbprint() {
        ObjectNode jwk =
                StrictJson.object()
                        .put("kty", "OKP")
                        .put("crv", "Ed25519")
                        .put("x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        assertThat(VerificationKey.ofJwk(jwk).flatMap(VerificationKey::thumbprint))
                .contains("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    @Test
    void refusesNoneAndEveryOtherAlgorithm() {
        for (String algorithm :
                List.of("none", "None", "HS256", "ES256", "RS256", "EdDSA ", "Ed448", "")) {
            String changed = signed(head -> head.put("alg", algorithm), body -> {});
            assertThat(reason(verify(changed))).as(algorithm).isEqualTo(Reason.UNSUPPORTED_PROOF);
        }
        String unsigned = encoded(part(0).put("alg", "none")) + "." + encoded(part(1)) + ".";
        assertThat(reason(verify(unsigned))).isEqualTo(Reason.UNSUPPORTED_PROOF);
        String empty = JWT.substring(0, JWT.lastIndexOf('.') + 1);
        assertThat(reason(verify(empty))).isEqualTo(Reason.BAD_SIGNATURE);
    }

    @Test
    void refusesHeadersThatBringTheirOwnKeyOrRules() {
        for (String member : List.of("jwk", "jku", "x5u", "x5c", "crit", "b64", "zip", "iss")) {
            String changed = signed(head -> head.put(member, "x"), body -> {});
            assertThat(reason(verify(changed))).as(member).isEqualTo(Reason.UNSUPPORTED_PROOF);
        }
        String typ = signed(head -> head.put("typ", "JWT"), body -> {});
        assertThat(reason(verify(typ))).isEqualTo(Reason.UNSUPPORTED_PROOF);
        String cty = signed(head -> head.put("cty", "vp"), body -> {});
        assertThat(reason(verify(cty))).isEqualTo(Reason.UNSUPPORTED_PROOF);
    }

    @Test
    void refusesAnyChangedPart() {
        String[] parts = JWT.split("\\.", -1);
        for (int i = 0; i < 3; i++) {
            char first = parts[i].charAt(3) == 'A' ? 'B' : 'A';
            String[] changed = parts.clone();
            changed[i] = parts[i].substring(0, 3) + first + parts[i].substring(4);
            assertThat(verify(String.join(".", changed))).as(JWT).isInstanceOf(Invalid.class);
        }
        ObjectNode body = part(1).put("validUntil", "2099-01-01T00:00:00Z");
        assertThat(reason(verify(parts[0] + "." + encoded(body) + "." + parts[2])))
                .isEqualTo(Reason.BAD_SIGNATURE);
    }

    @Test
    void refusesOtherKeysAndControllers() {
        String unknown = signed(head -> head.put("kid", "did:web:x.example#1"), body -> {});
        assertThat(reason(verify(unknown))).isEqualTo(Reason.UNKNOWN_KEY);
        String without = signed(head -> head.remove("kid"), body -> {});
        assertThat(reason(verify(without))).isEqualTo(Reason.UNKNOWN_KEY);
        String issuer = signed(head -> {}, body -> body.put("issuer", "did:web:x.example"));
        assertThat(reason(verify(issuer))).isEqualTo(Reason.OTHER_CONTROLLER);
        String iss = signed(head -> {}, body -> body.put("iss", "did:web:x.example"));
        assertThat(reason(verify(iss))).isEqualTo(Reason.OTHER_CONTROLLER);
        Sm2Key sm2 = Sm2Key.ofSeed(new byte[32]);
        DidDocument both = DOCUMENT.with(sm2.publicKey());
        String confused =
                signed(head -> head.put("kid", both.methods().getLast().id()), body -> {});
        assertThat(reason(new Verifier(both, StatusSource.NONE).verify(confused, LATER)))
                .isEqualTo(Reason.BAD_SIGNATURE);
    }

    @Test
    void heedsTheTimesOfClaimsAndKeys() {
        String over = signed(head -> {}, body -> body.put("exp", SIGNED.getEpochSecond()));
        assertThat(reason(verify(over))).isEqualTo(Reason.EXPIRED);
        String early = signed(head -> {}, body -> body.put("nbf", LATER.getEpochSecond() + 1));
        assertThat(reason(verify(early))).isEqualTo(Reason.NOT_YET_VALID);
        for (String wrong : List.of("\"1\"", "1.5", "true")) {
            JsonNode value = StrictJson.parse("{\"exp\":" + wrong + "}").get("exp");
            String odd = signed(head -> {}, body -> body.set("exp", value));
            assertThat(reason(verify(odd))).as(wrong).isEqualTo(Reason.MALFORMED);
        }
        DidDocument expired = DOCUMENT.rotate(Samples.key(2).publicKey(), SIGNED.minusSeconds(1));
        assertThat(reason(new Verifier(expired, StatusSource.NONE).verify(JWT, LATER)))
                .isEqualTo(Reason.KEY_OUT_OF_USE);
    }

    @Test
    void refusesWhatIsNoCredentialAndWhatIsTooMuch() {
        for (String member : List.of("vc", "vp", "proof")) {
            String changed = signed(head -> {}, body -> body.putObject(member).put("a", 1));
            assertThat(reason(verify(changed))).as(member).isEqualTo(Reason.MALFORMED);
        }
        String twice = JWT + ".e30";
        String long1 = "ey" + "A".repeat(VcJwt.HEADER_CHARS_MAX) + ".e30.AA";
        String padded = JWT + "=";
        for (String text :
                List.of(
                        "ey",
                        "ey.ey.ey",
                        "eyJ9..",
                        twice,
                        long1,
                        padded,
                        "ey" + "A".repeat(3 << 20))) {
            assertThat(reason(verify(text))).isEqualTo(Reason.MALFORMED);
        }
        assertThat(new Verifier(name -> Optional.empty(), StatusSource.NONE).verify(JWT, LATER))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void statusIsAskedForAsInTheOtherForm() {
        StatusEntry entry = new StatusEntry(Samples.LIST_URL, StatusPurpose.REVOCATION, 7);
        String jwt = ISSUER.issueJwt(announcement().status(entry).build(), SIGNED);
        assertThat(reason(verify(jwt))).isEqualTo(Reason.STATUS_UNKNOWN);
        Verifier verifier = new Verifier(DOCUMENT, StatusSource.NONE);
        assertThat(verifier.verifyWithoutStatus(jwt, LATER)).isInstanceOf(Valid.class);
        StatusList none = StatusList.empty(StatusPurpose.REVOCATION, StatusList.ENTRIES_MIN);
        for (boolean withdrawn : new boolean[] {false, true}) {
            Credential list =
                    none.with(7, withdrawn).credential(Samples.LIST_URL, Samples.DID, SIGNED);
            String text = StrictJson.text(ISSUER.issue(list, SIGNED));
            Verification verdict =
                    new Verifier(DOCUMENT, url -> Optional.of(text)).verify(jwt, LATER);
            assertThat(verdict instanceof Valid).isEqualTo(!withdrawn);
        }
    }
}
