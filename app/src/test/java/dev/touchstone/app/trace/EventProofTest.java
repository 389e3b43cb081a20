// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.ProofByHand;
import dev.touchstone.app.TestApp;
import dev.touchstone.app.cli.Actor;
import dev.touchstone.app.usecase.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

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

            JsonNode json = ProofByHand.published(quality, proof).json();
            JsonNode fact = json.path("fact");
            assertThat(fact.path("canonical").asString()).contains("urn:x:13");
            assertThat(fact.path("count").asInt()).isEqualTo(20);
            ProofByHand.check(json);

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
}
