// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestApp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `credential verify` on what a server gave out, after the server is gone.
class CredentialCommandTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @TempDir private static Path folder;
    private static String vkey;
    private static String afterRotation;

    @BeforeAll
    static void keepWhatAServerGivesOut() throws Exception {
        try (TestApp app = TestApp.start()) {
            PlayedDemo demo = new PlayedDemo(app.app());
            Actor anybody = demo.anybody();
            String base = "/certificates/" + demo.made("certificate");
            keep("credential.json", anybody.get(base + "/credential"));
            keep("credential.jwt", anybody.get(base + "/credential.jwt"));
            keep("bundle.json", whenPublished(anybody, base + "/bundle"));
            keep("did.json", anybody.get("/.well-known/did.json"));
            keep("revocation.json", anybody.get("/status/revocation/0"));
            keep("suspension.json", anybody.get("/status/suspension/0"));
            vkey = anybody.get("/log/vkey").text().strip();
            keep("vkey", anybody.get("/log/vkey"));
            Actor.Answer rotated = demo.operator().post("/api/issuer/rotate", Map.of("inUse", 1));
            assertThat(rotated.status()).as(rotated.text()).isEqualTo(200);
            assertThat(anybody.get(base + "/credential.jwt").text())
                    .as("the same bytes under another key in use")
                    .isEqualTo(Files.readString(file("credential.jwt")));
            keep("bundle-later.json", whenPublished(anybody, base + "/bundle"));
            keep("did-later.json", anybody.get("/.well-known/did.json"));
            afterRotation = anybody.get("/.well-known/did/versions").text();
            Actor publisher = demo.invited("publisher2", "PUBLISHER", Optional.empty());
            Actor.Answer withdrawn =
                    publisher.post("/api" + base + "/withdraw", Map.of("reason", "test"));
            assertThat(withdrawn.status()).as(withdrawn.text()).isEqualTo(200);
            keep("revocation-later.json", anybody.get("/status/revocation/0"));
            Actor.Answer revoked =
                    demo.operator().post("/api/issuer/keys/1/revoke", Map.of("reason", "test"));
            assertThat(revoked.status()).as(revoked.text()).isEqualTo(200);
            keep("did-revoked.json", anybody.get("/.well-known/did.json"));
            assertThat(anybody.get(base + "/credential.jwt").status()).isEqualTo(404);
            assertThat(anybody.get("/.well-known/did/versions/1").text())
                    .isEqualTo(Files.readString(file("did.json")));
        }
    }

    private static Actor.Answer whenPublished(Actor anybody, String path) {
        Actor.Answer answer = anybody.get(path);
        for (int i = 0; i < 15 && answer.status() == 202; i++) {
            answer = anybody.get(path);
        }
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private static Path file(String name) {
        return folder.resolve(name);
    }

    private static void keep(String name, Actor.Answer answer) throws Exception {
        assertThat(answer.status()).as(name + " " + answer.text()).isEqualTo(200);
        Files.writeString(file(name), answer.text());
    }

    private static Ended verify(String name, String... more) {
        List<String> args = new ArrayList<>(List.of("credential", "verify", "--lang", "en"));
        args.add(file(name).toString());
        for (String one : more) {
            args.add(one.startsWith("@") ? file(one.substring(1)).toString() : one);
        }
        return Ended.run(args.toArray(String[]::new));
    }

    private static void holds(Ended ended, String... says) {
        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).contains(says.length == 0 ? new String[] {"VALID"} : says);
    }

    private static void fails(Ended ended, String says) {
        assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(1);
        assertThat(ended.out() + ended.err()).contains(says);
    }

    @AfterAll
    static void saysTheVersionsOfTheDocument() {
        assertThat(afterRotation).contains("\"version\":2", "\"version\":1");
    }

    @Test
    void aBundleNeedsNothingButTheKeyOfTheLog() {
        holds(
                verify("bundle.json", "--log-key", vkey),
                "A credential with its proof from the public log",
                "holds: its issue is entry ",
                "holds: signature eddsa-jcs-2022, sm2-sm3-jcs-2026",
                "not checked: whether it was withdrawn",
                "VALID AS FAR AS IT WAS CHECKED");
        holds(verify("bundle.json", "--log-key", "@vkey", "--sm2"));
        holds(verify("bundle-later.json", "--log-key", "@vkey"), "version 2");
    }

    @Test
    void aBareCredentialAndAJwtNeedTheDidDocument() {
        for (String name : List.of("credential.json", "credential.jwt", "bundle.json")) {
            holds(verify(name, "--did", "@did.json"), "not checked: whether its issue stands");
            holds(verify(name, "--did", "@did-later.json"));
            assertThat(verify(name).code()).isEqualTo(2);
        }
        assertThat(verify("credential.json", "--log-key", vkey).code()).isEqualTo(2);
    }

    @Test
    void statusListsSayWhetherItWasWithdrawn() {
        String[] clear = {"--did", "@did.json", "--status", "@revocation.json", "--status"};
        String[] both = Arrays.copyOf(clear, 6);
        both[5] = "@suspension.json";
        holds(verify("credential.json", both), "neither withdrawn nor suspended");
        holds(verify("credential.jwt", both), "neither withdrawn nor suspended");
        both[1] = "@did-later.json";
        both[3] = "@revocation-later.json";
        fails(verify("credential.json", both), "the issuer has withdrawn it (REVOKED");
    }

    @Test
    void strictAsksThatNothingIsLeftUnchecked() {
        fails(verify("bundle.json", "--log-key", vkey, "--strict"), "not checked: ");
    }

    @Test
    void aRevokedKeyTakesItsCredentialsAlong() {
        Ended ended = verify("credential.json", "--did", "@did-revoked.json");
        fails(ended, "KEY_OUT_OF_USE");
        assertThat(ended.out()).contains("NOT VALID");
    }

    @Test
    void everyFailureNamesWhatAndWhy() throws Exception {
        String credential = Files.readString(file("credential.json"));
        Files.writeString(file("changed.json"), credential.replace("\"self\"", "\"3rdParty\""));
        fails(verify("changed.json", "--did", "@did.json"), "BAD_SIGNATURE");
        Files.writeString(file("garbage"), "garbage");
        fails(verify("garbage", "--did", "@did.json"), "it is no credential");
        assertThat(verify("gone", "--did", "@did.json").code()).isEqualTo(3);
        fails(verify("credential.json", "--did", "@credential.json"), "--did ");
        fails(
                verify("credential.json", "--did", "@did.json", "--at", "2020-01-01T00:00:00Z"),
                "NOT_YET_VALID");
        fails(
                verify("credential.json", "--did", "@did.json", "--at", "2099-01-01T00:00:00Z"),
                "EXPIRED");
    }

    @Test
    void aBundleWithPartsOfAnotherIsRefused() throws Exception {
        ObjectNode bundle = (ObjectNode) MAPPER.readTree(Files.readString(file("bundle.json")));
        bundle.put("credential", bundle.get("credential").asString() + " ");
        Files.writeString(file("bundle-text.json"), bundle.toString());
        fails(verify("bundle-text.json", "--log-key", vkey), "another credential");
        ObjectNode keys = (ObjectNode) MAPPER.readTree(Files.readString(file("bundle.json")));
        keys.put("did", Files.readString(file("did-later.json")));
        Files.writeString(file("bundle-did.json"), keys.toString());
        fails(verify("bundle-did.json", "--log-key", vkey), "other keys");
        ObjectNode swapped = (ObjectNode) MAPPER.readTree(Files.readString(file("bundle.json")));
        swapped.set("issued", swapped.get("published"));
        Files.writeString(file("bundle-swapped.json"), swapped.toString());
        fails(
                verify("bundle-swapped.json", "--log-key", vkey),
                "issuer.document, not certificate.issued");
        ObjectNode more = (ObjectNode) MAPPER.readTree(Files.readString(file("bundle.json")));
        more.put("extra", 1);
        Files.writeString(file("bundle-more.json"), more.toString());
        fails(verify("bundle-more.json", "--log-key", vkey), "unknown part");
        String other = "localhost/log+00000000+" + vkey.split("\\+", 3)[2];
        assertThat(verify("bundle.json", "--log-key", other).code()).isNotZero();
    }

    @Test
    void speaksChineseToo() {
        Ended chinese =
                Ended.run(
                        "credential",
                        "verify",
                        file("bundle.json").toString(),
                        "--log-key",
                        vkey,
                        "--lang",
                        "zh");
        holds(chinese, "成立：", "未核验：", "已核验的部分均有效");
    }
}
