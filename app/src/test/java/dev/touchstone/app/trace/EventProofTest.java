// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestApp;
import dev.touchstone.app.cli.Actor;
import dev.touchstone.app.usecase.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One event of a capture of twenty, proven over HTTP in two steps and recomputed with nothing but
/// SHA-256; and kept from those who may not read events.
class EventProofTest {
    private static final String ITEM = "https://id.gs1.org/01/06901234567892/21/A1";

    @Test
    void oneEventOfACaptureIsProvenInTwoSteps() throws Exception {
        try (TestApp app = TestApp.start()) {
            Actor quality = app.of(app.enterprise("91999999MA00000154"), Role.QUALITY);
            List<String> events = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String time = "2026-09-01T08:00:%02dZ".formatted(i);
                events.add(TraceTest.object("urn:x:" + i, time, ITEM, "shipping"));
            }
            String document = TraceTest.document(events.toArray(String[]::new));
            Actor.Answer captured =
                    quality.post(
                            "/epcis/capture",
                            "application/ld+json",
                            document.getBytes(StandardCharsets.UTF_8));
            assertThat(captured.status()).as(captured.text()).isEqualTo(202);
            Actor.Answer event = quality.get("/epcis/events/urn:x:13");
            String proof = event.link().substring(1, event.link().indexOf('>'));
            assertThat(proof)
                    .startsWith("/log/proof/" + captured.json().path("statement").asString())
                    .contains("?fact=");

            JsonNode json = published(quality, proof).json();
            JsonNode fact = json.path("fact");
            assertThat(fact.path("canonical").asString()).contains("urn:x:13");
            assertThat(fact.path("count").asInt()).isEqualTo(20);
            JsonNode statement = JsonMapper.shared().readTree(json.path("canonical").asString());
            assertThat(rootOf(fact, bytes(fact.path("salt")), text(fact.path("canonical")), 20))
                    .isEqualTo(statement.path("body").path("root").asString());
            byte[] digest = sha256(bytes(json.path("salt")), text(json.path("canonical")));
            JsonNode entry = JsonMapper.shared().readTree(json.path("entry").asString());
            assertThat(Base64.getEncoder().encodeToString(digest))
                    .isEqualTo(entry.path("digest").asString());
            assertThat(
                            rootOf(
                                    json,
                                    new byte[0],
                                    text(json.path("entry")),
                                    json.path("size").asLong()))
                    .isEqualTo(json.path("root").asString());
            assertThat(json.path("checkpoint").asString()).contains(json.path("root").asString());

            assertThat(app.anybody().get(proof).status()).isEqualTo(404);
            assertThat(app.with(Role.REGULATOR).get(proof).status()).isEqualTo(200);
            Actor rival = app.of(app.enterprise("91999999MA0000023Y"), Role.QUALITY);
            assertThat(rival.get(proof).status()).isEqualTo(404);
            assertThat(quality.get(proof.replaceFirst("fact=.*", "fact=20")).status())
                    .isEqualTo(404);
            assertThat(quality.get(proof.replaceFirst("fact=.*", "fact=x")).status())
                    .isEqualTo(400);
            String page = proof.replaceFirst("/log/proof/", "/log/statements/");
            assertThat(quality.page(page, "en").text())
                    .contains(proof + "&amp;format=tlog-proof", "One of its facts");
            assertThat(app.anybody().page(page, "en").text()).doesNotContain("One of its facts");
            assertThat(quality.get(proof + "&format=tlog-proof").text())
                    .startsWith("c2sp.org/tlog-proof@v1\nextra ");
        }
    }

    /// Each question waits up to two seconds for the log to grow.
    private static Actor.Answer published(Actor actor, String proof) {
        Actor.Answer answer = actor.get(proof);
        for (int i = 0; i < 30 && answer.status() == 202; i++) {
            answer = actor.get(proof);
        }
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    /// RFC 9162, section 2.1.3.2.
    private static String rootOf(JsonNode proof, byte[] salt, byte[] entry, long size)
            throws Exception {
        byte[] hash = sha256(new byte[1], salt, entry);
        long fn = proof.path("index").asLong();
        long sn = size - 1;
        byte[] node = {1};
        for (JsonNode step : proof.path("proof")) {
            byte[] other = bytes(step);
            if ((fn & 1) == 1 || fn == sn) {
                hash = sha256(node, other, hash);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                hash = sha256(node, hash, other);
            }
            fn >>= 1;
            sn >>= 1;
        }
        assertThat(sn).isZero();
        return Base64.getEncoder().encodeToString(hash);
    }

    private static byte[] bytes(JsonNode base64) {
        return Base64.getDecoder().decode(base64.asString());
    }

    private static byte[] text(JsonNode text) {
        return text.asString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sha256(byte[]... parts) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }
}
