// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import static dev.touchstone.credential.Samples.DID;
import static dev.touchstone.credential.Samples.LATER;
import static dev.touchstone.credential.Samples.SIGNED;
import static dev.touchstone.credential.Samples.announcement;
import static dev.touchstone.credential.Samples.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.credential.Verification.Reason;
import dev.touchstone.credential.Verification.Valid;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Two proofs beside each other: Ed25519 and SM2.
class ProofSetTest {
    private static final Sm2Key SM2 = Sm2Key.ofSeed(new byte[32]);
    private static final Issuer BOTH = new Issuer(DID, Samples.key(1), Optional.of(SM2));
    private static final DidDocument KEYS =
            DidDocument.parse(StrictJson.text(Samples.DOCUMENT.with(SM2.publicKey()).json()));

    private static ObjectNode signed() {
        return BOTH.issue(announcement().build(), SIGNED);
    }

    private static ArrayNode proofs(ObjectNode credential) {
        return (ArrayNode) credential.get("proof");
    }

    private static ObjectNode proof(ObjectNode credential, int index) {
        return (ObjectNode) proofs(credential).get(index);
    }

    private static Verification verify(ObjectNode credential, Suite... required) {
        return new Verifier(KEYS, StatusSource.NONE, Set.of(required))
                .verify(StrictJson.text(credential), LATER);
    }

    @Test
    void bothProofsHoldInAnyOrder() {
        ObjectNode credential = signed();
        assertThat(verify(credential, Suite.values()))
                .isInstanceOfSatisfying(
                        Valid.class,
                        valid ->
                                assertThat(valid.suites())
                                        .containsExactly("eddsa-jcs-2022", "sm2-sm3-jcs-2026"));
        proofs(credential).add(proofs(credential).remove(0));
        assertThat(verify(credential, Suite.values())).isInstanceOf(Valid.class);
    }

    @Test
    void theFirstProofIsTheOneThatStandsAlone() {
        assertThat(proof(signed(), 0))
                .isEqualTo(Samples.ISSUER.issue(announcement().build(), SIGNED).get("proof"));
    }

    @Test
    void aProofThatDoesNotHoldSpoilsTheOther() {
        for (int index = 0; index < 2; index++) {
            for (String member :
                    List.of("created", "verificationMethod", "proofValue", "cryptosuite")) {
                ObjectNode changed = signed();
                proof(changed, index)
                        .put(member, proof(changed, index).get(member).asString() + "1");
                assertThat(verify(changed)).as(member).isNotInstanceOf(Valid.class);
            }
            ObjectNode context = signed();
            proof(context, index).putArray("@context").add("https://evil.example");
            assertThat(reason(verify(context))).isEqualTo(Reason.OTHER_CONTEXT);
        }
        ObjectNode claim = signed();
        claim.put("validUntil", "2099-01-01T00:00:00Z");
        assertThat(reason(verify(claim))).isEqualTo(Reason.BAD_SIGNATURE);
    }

    @Test
    void oneOfTheTwoIsEnoughUnlessMoreIsAskedFor() {
        ObjectNode eddsa = signed();
        proofs(eddsa).remove(1);
        assertThat(verify(eddsa, Suite.EDDSA_JCS_2022)).isInstanceOf(Valid.class);
        assertThat(reason(verify(eddsa, Suite.values()))).isEqualTo(Reason.PROOF_MISSING);
        ObjectNode sm2 = signed();
        proofs(sm2).remove(0);
        assertThat(verify(sm2, Suite.SM2_SM3_JCS_2026)).isInstanceOf(Valid.class);
        assertThat(reason(verify(sm2, Suite.EDDSA_JCS_2022))).isEqualTo(Reason.PROOF_MISSING);
    }

    @Test
    void refusesTwoProofsOfASuiteAndOneOfASuiteNobodyKnows() {
        ObjectNode twice = signed();
        proofs(twice).set(1, proof(twice, 0).deepCopy());
        assertThat(reason(verify(twice))).isEqualTo(Reason.SEVERAL_PROOFS);
        ObjectNode three = signed();
        proofs(three).add(proof(three, 0).deepCopy());
        assertThat(reason(verify(three))).isEqualTo(Reason.SEVERAL_PROOFS);
        ObjectNode unknown = signed();
        proof(unknown, 1).put("cryptosuite", "ecdsa-sd-2023");
        assertThat(reason(verify(unknown))).isEqualTo(Reason.UNSUPPORTED_PROOF);
        ObjectNode text = signed();
        proofs(text).set(1, proofs(text).stringNode("x"));
        assertThat(reason(verify(text))).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void refusesTheKeyOfOneSuiteInTheOther() {
        ObjectNode crossed = signed();
        proof(crossed, 0).put("cryptosuite", Suite.SM2_SM3_JCS_2026.id());
        proof(crossed, 1).put("cryptosuite", Suite.EDDSA_JCS_2022.id());
        assertThat(reason(verify(crossed))).isEqualTo(Reason.BAD_SIGNATURE);
    }

    @Test
    void anExpiredSm2KeyIsNoBetterThanAnExpiredOther() {
        DidDocument expired = KEYS.rotate(Samples.key(2).publicKey(), SIGNED.minusSeconds(1));
        Verification verdict =
                new Verifier(expired, StatusSource.NONE).verify(StrictJson.text(signed()), LATER);
        assertThat(reason(verdict)).isEqualTo(Reason.KEY_OUT_OF_USE);
    }
}
