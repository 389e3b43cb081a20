// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import static dev.touchstone.credential.Samples.DOCUMENT;
import static dev.touchstone.credential.Samples.ISSUER;
import static dev.touchstone.credential.Samples.LATER;
import static dev.touchstone.credential.Samples.SIGNED;
import static dev.touchstone.credential.Samples.announcement;
import static dev.touchstone.credential.Samples.reason;
import static dev.touchstone.credential.Samples.signed;
import static dev.touchstone.credential.Samples.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.credential.Verification.Invalid;
import dev.touchstone.credential.Verification.Reason;
import dev.touchstone.credential.Verification.Valid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class VerifierTest {
    private static ObjectNode proof(ObjectNode credential) {
        return (ObjectNode) credential.get("proof");
    }

    @Test
    void acceptsWhatTheIssuerSigned() {
        ObjectNode credential = signed();
        assertThat(verify(credential))
                .isInstanceOfSatisfying(
                        Valid.class,
                        valid -> {
                            assertThat(valid.issuer()).isEqualTo(Samples.DID);
                            assertThat(valid.credential()).isEqualTo(credential);
                        });
    }

    @Test
    void doesNotMindTheOrderOfMembersAndSpaces() {
        String text = signed().toPrettyString();
        assertThat(new Verifier(DOCUMENT, StatusSource.NONE).verify(text, LATER))
                .isInstanceOf(Valid.class);
    }

    @Test
    void refusesAChangeOfAnyText() {
        List<String> pointers = new ArrayList<>();
        collect(signed(), "", pointers);
        assertThat(pointers).hasSizeGreaterThan(15);
        for (String pointer : pointers) {
            ObjectNode changed = signed();
            change(changed, pointer);
            assertThat(verify(changed)).as(pointer).isInstanceOf(Invalid.class);
        }
    }

    @Test
    void refusesAnyMemberTakenAwayOrAdded() {
        for (String name : List.copyOf(signed().propertyNames())) {
            ObjectNode changed = signed();
            changed.remove(name);
            assertThat(verify(changed)).as(name).isInstanceOf(Invalid.class);
        }
        for (String name : List.copyOf(proof(signed()).propertyNames())) {
            ObjectNode changed = signed();
            proof(changed).remove(name);
            assertThat(verify(changed)).as(name).isInstanceOf(Invalid.class);
        }
        ObjectNode more = signed();
        more.put("evidence", "none");
        assertThat(reason(verify(more))).isEqualTo(Reason.BAD_SIGNATURE);
        ObjectNode subject = signed();
        ((ObjectNode) subject.get("credentialSubject")).put("grade", "A");
        assertThat(reason(verify(subject))).isEqualTo(Reason.BAD_SIGNATURE);
    }

    private static void collect(JsonNode node, String pointer, List<String> pointers) {
        if (node.isObject()) {
            node.properties()
                    .forEach(
                            entry ->
                                    collect(
                                            entry.getValue(),
                                            pointer + "/" + entry.getKey(),
                                            pointers));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), pointer + "/" + i, pointers);
            }
        } else {
            pointers.add(pointer);
        }
    }

    private static void change(ObjectNode root, String pointer) {
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = root.at(pointer.substring(0, slash));
        String last = pointer.substring(slash + 1);
        if (parent instanceof ArrayNode array) {
            int index = Integer.parseInt(last);
            array.set(index, array.get(index).asString() + "1");
        } else {
            ((ObjectNode) parent).put(last, parent.get(last).asString() + "1");
        }
    }

    @Test
    void refusesAnotherKeyUnderTheIssuersName() {
        ObjectNode forged =
                DataIntegrity.secure(
                        announcement().build().json(),
                        DataIntegrity.Signer.of(Samples.key(2), ISSUER.verificationMethod()),
                        SIGNED);
        assertThat(reason(verify(forged))).isEqualTo(Reason.BAD_SIGNATURE);
    }

    @Test
    void refusesAKeyNobodyPublishes() {
        ObjectNode forged =
                new Issuer(Samples.DID, Samples.key(2)).issue(announcement().build(), SIGNED);
        assertThat(reason(verify(forged))).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void refusesASignatureByAnotherController() {
        Issuer other = new Issuer("did:web:other.example", Samples.key(2));
        ObjectNode forged =
                DataIntegrity.secure(
                        announcement().build().json(),
                        DataIntegrity.Signer.of(other.key(), other.verificationMethod()),
                        SIGNED);
        DidDocument keys = DidDocument.of(other.did(), other.key().publicKey());
        Verification verification =
                new Verifier(keys, StatusSource.NONE).verify(StrictJson.text(forged), LATER);
        assertThat(reason(verification)).isEqualTo(Reason.OTHER_CONTROLLER);
        assertThatThrownBy(() -> other.issue(announcement().build(), SIGNED))
                .hasMessageContaining("cannot sign for");
    }

    @Test
    void refusesNoProofAndSeveralProofs() {
        ObjectNode without = signed();
        without.remove("proof");
        assertThat(reason(verify(without))).isEqualTo(Reason.NO_PROOF);
        ObjectNode twice = signed();
        JsonNode proof = twice.remove("proof");
        twice.putArray("proof").add(proof).add(proof);
        assertThat(reason(verify(twice))).isEqualTo(Reason.SEVERAL_PROOFS);
        ObjectNode once = signed();
        once.putArray("proof").add(proof);
        assertThat(verify(once)).isInstanceOf(Valid.class);
    }

    @Test
    void refusesProofsOfAnotherKindOrWithUnknownMembers() {
        ObjectNode suite = signed();
        proof(suite).put("cryptosuite", "eddsa-rdfc-2022");
        assertThat(reason(verify(suite))).isEqualTo(Reason.UNSUPPORTED_PROOF);
        ObjectNode purpose = signed();
        proof(purpose).put("proofPurpose", "authentication");
        assertThat(reason(verify(purpose))).isEqualTo(Reason.UNSUPPORTED_PROOF);
        ObjectNode chained = signed();
        proof(chained).put("previousProof", "urn:x");
        assertThat(reason(verify(chained))).isEqualTo(Reason.UNSUPPORTED_PROOF);
    }

    @Test
    void refusesAContextAddedAfterSigning() {
        ObjectNode changed = signed();
        ((ArrayNode) changed.get("@context")).add("https://evil.example/redefines");
        assertThat(reason(verify(changed))).isEqualTo(Reason.OTHER_CONTEXT);
    }

    @Test
    void holdsFromItsFirstToItsLastSecond() {
        Instant until = Instant.parse("2027-09-01T00:00:00Z");
        assertThat(verify(signed(), SIGNED)).isInstanceOf(Valid.class);
        assertThat(verify(signed(), until)).isInstanceOf(Valid.class);
        assertThat(reason(verify(signed(), SIGNED.minusSeconds(1))))
                .isEqualTo(Reason.NOT_YET_VALID);
        assertThat(reason(verify(signed(), until.plusSeconds(1)))).isEqualTo(Reason.EXPIRED);
    }

    @Test
    void keepsWhatAnExpiredKeySignedAndDropsWhatARevokedKeySigned() {
        VerificationKey next = Samples.key(2).publicKey();
        Instant changeOver = SIGNED.plusSeconds(60);
        DidDocument rotated =
                DidDocument.parse(StrictJson.text(DOCUMENT.rotate(next, changeOver).json()));
        assertThat(verdict(rotated, signed())).isInstanceOf(Valid.class);
        ObjectNode late = ISSUER.issue(announcement().build(), changeOver.plusSeconds(1));
        assertThat(reason(verdict(rotated, late))).isEqualTo(Reason.KEY_OUT_OF_USE);
        ObjectNode renewed =
                new Issuer(Samples.DID, Samples.key(2))
                        .issue(announcement().build(), changeOver.plusSeconds(1));
        assertThat(verdict(rotated, renewed)).isInstanceOf(Valid.class);
        DidDocument revoked = rotated.revoke(ISSUER.key().publicKey(), LATER);
        assertThat(reason(verdict(revoked, signed()))).isEqualTo(Reason.KEY_OUT_OF_USE);
        assertThat(verdict(revoked, renewed)).isInstanceOf(Valid.class);
    }

    private static Verification verdict(KeyResolver keys, ObjectNode credential) {
        return new Verifier(keys, StatusSource.NONE).verify(StrictJson.text(credential), LATER);
    }

    @Test
    void refusesWhatIsNotACredential() {
        Verifier verifier = new Verifier(name -> Optional.empty(), StatusSource.NONE);
        for (String text :
                List.of(
                        "",
                        "[]",
                        "null",
                        "{",
                        "{\"proof\":3}",
                        "{\"proof\":{}}",
                        "{\"a\":1,\"a\":1}",
                        signed() + " 1",
                        "{\"a\":".repeat(33) + "1" + "}".repeat(33))) {
            assertThat(verifier.verify(text, LATER)).as(text).isInstanceOf(Invalid.class);
        }
    }
}
