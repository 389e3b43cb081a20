// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import static dev.touchstone.credential.Samples.DID;
import static dev.touchstone.credential.Samples.ISSUER;
import static dev.touchstone.credential.Samples.LATER;
import static dev.touchstone.credential.Samples.LIST_URL;
import static dev.touchstone.credential.Samples.SIGNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.touchstone.credential.Verification.Valid;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// Holds our credentials against Digital Bazaar's implementation. Needs Node.js 20 and, once, `npm
/// install` in `src/test/node`; skipped without.
class InteropTest {
    private static final Path PEER = Path.of("src", "test", "node");

    @BeforeAll
    static void needsNodeAndItsPackages() throws InterruptedException {
        assumeTrue(
                Files.isDirectory(PEER.resolve("node_modules")),
                "run npm install in credential/src/test/node to compare with another program");
        assumeTrue(isNodeInstalled(), "node is not installed");
    }

    private static boolean isNodeInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static ObjectNode ask(ObjectNode request) throws IOException {
        Process process =
                new ProcessBuilder("node", "peer.mjs")
                        .directory(PEER.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(request.toString().getBytes(StandardCharsets.UTF_8));
        }
        byte[] answer = process.getInputStream().readAllBytes();
        return StrictJson.parse(new String(answer, StandardCharsets.UTF_8));
    }

    /// The peer reads contexts it does not ship only from us, so this one uses the base context.
    private static Credential.Builder plain() {
        ObjectNode subject = StrictJson.object().put("id", "urn:uscc:91999999MA00000154");
        return Credential.builder(DID, SIGNED)
                .id("https://association.example/certificates/7")
                .issuerName("质量 Association")
                .subject(subject);
    }

    private static ObjectNode verifyRequest(ObjectNode credential) {
        ObjectNode request = StrictJson.object().put("do", "verify").put("now", LATER.toString());
        request.set("credential", credential);
        request.set("did", Samples.DOCUMENT.json());
        return request;
    }

    @Test
    void anotherProgramAcceptsWhatWeSignAndRefusesItChanged() throws IOException {
        ObjectNode signed = ISSUER.issue(plain().build(), SIGNED);
        ObjectNode answer = ask(verifyRequest(signed));
        assertThat(answer.path("verified").asBoolean()).as(answer.toString()).isTrue();
        signed.put("validFrom", "2026-09-01T00:00:01Z");
        assertThat(ask(verifyRequest(signed)).path("verified").asBoolean()).isFalse();
    }

    @Test
    void weAcceptWhatAnotherProgramSigns() throws IOException {
        ObjectNode key = VerificationMethod.of(DID, ISSUER.key().publicKey()).json();
        key.put("secretKeyMultibase", ISSUER.key().secretMultibase());
        ObjectNode request =
                StrictJson.object().put("do", "issue").put("created", SIGNED.toString());
        request.set("key", key);
        request.set("credential", plain().build().json());
        ObjectNode signed = ask(request);
        assertThat(Samples.verify(signed)).as(signed.toString()).isInstanceOf(Valid.class);
        assertThat(signed.path("proof").path("proofValue"))
                .isEqualTo(ISSUER.issue(plain().build(), SIGNED).path("proof").path("proofValue"));
    }

    @Test
    void statusListsMeanTheSameToBoth() throws IOException {
        ObjectNode request =
                StrictJson.object().put("do", "status-list").put("entries", StatusList.ENTRIES_MIN);
        request.putArray("set").add(0).add(9).add(131_071);
        ObjectNode json =
                StatusList.empty(StatusPurpose.REVOCATION, StatusList.ENTRIES_MIN)
                        .credential(LIST_URL, DID, SIGNED)
                        .json();
        ((ObjectNode) json.get("credentialSubject"))
                .set("encodedList", ask(request).get("encodedList"));
        StatusList theirs = StatusList.of(json);
        assertThat(theirs.entries()).isEqualTo(StatusList.ENTRIES_MIN);
        for (int i = 0; i < theirs.entries(); i++) {
            assertThat(theirs.isSet(i)).isEqualTo(i == 0 || i == 9 || i == 131_071);
        }
    }

    @Test
    void anotherProgramSeesWhatWeWithdraw() throws IOException {
        StatusList none = StatusList.empty(StatusPurpose.REVOCATION, StatusList.ENTRIES_MIN);
        for (boolean withdrawn : new boolean[] {false, true}) {
            StatusEntry entry = new StatusEntry(LIST_URL, StatusPurpose.REVOCATION, 94_567);
            ObjectNode signed = ISSUER.issue(plain().status(entry).build(), SIGNED);
            Credential list = none.with(entry.index(), withdrawn).credential(LIST_URL, DID, SIGNED);
            ObjectNode request = verifyRequest(signed);
            request.putObject("lists").set(LIST_URL, ISSUER.issue(list, SIGNED));
            ObjectNode answer = ask(request);
            assertThat(answer.path("verified").asBoolean()).as(answer.toString()).isTrue();
            assertThat(answer.path("set").path(0).asBoolean()).isEqualTo(withdrawn);
        }
    }

    @Test
    void anotherProgramAcceptsAProofSetAndRefusesItChanged() throws IOException {
        Sm2Key sm2 = Sm2Key.ofSeed(new byte[32]);
        Issuer both = new Issuer(DID, Samples.key(1), Optional.of(sm2));
        ObjectNode signed = both.issue(plain().build(), SIGNED);
        ObjectNode request = verifyRequest(signed);
        request.set("did", Samples.DOCUMENT.with(sm2.publicKey()).json());
        ObjectNode answer = ask(request);
        assertThat(answer.path("verified").asBoolean()).as(answer.toString()).isTrue();
        signed.put("validFrom", "2026-09-01T00:00:01Z");
        assertThat(ask(request).path("verified").asBoolean()).isFalse();
    }

    @Test
    void anotherProgramAcceptsOurJwtByTheJsonWebKeyInTheDocument() throws IOException {
        String jwt = ISSUER.issueJwt(plain().build(), SIGNED);
        ObjectNode request = StrictJson.object().put("do", "verify-jwt").put("jwt", jwt);
        request.set("did", Samples.DOCUMENT.json());
        ObjectNode answer = ask(request);
        assertThat(answer.path("verified").asBoolean()).as(answer.toString()).isTrue();
        assertThat(answer.path("header").path("typ").asString()).isEqualTo("vc+jwt");
        assertThat(answer.path("payload").path("issuer").path("id").asString()).isEqualTo(DID);
        request.put("jwt", jwt.substring(0, jwt.length() - 6) + "AAAAAA");
        assertThat(ask(request).path("verified").asBoolean()).isFalse();
    }
}
