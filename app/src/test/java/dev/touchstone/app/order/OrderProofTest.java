// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.ProofByHand;
import dev.touchstone.app.TestApp;
import dev.touchstone.app.cli.Actor;
import dev.touchstone.app.usecase.Role;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// One code of an order that was prepared in the background, proven over HTTP; and kept from those
/// who may not have the codes.
class OrderProofTest {
    private static final String GTIN = "06901234567892";
    private static final int COUNT = 30_000;
    private static final int INDEX = 17_001;

    @Test
    void oneCodeOfAnOrderIsProvenInTwoSteps() throws Exception {
        try (TestApp app = TestApp.start()) {
            Actor owner = app.of(app.enterprise("91999999MA00000154"), Role.OWNER);
            Map<String, Object> product =
                    Map.of(
                            "gtin", GTIN,
                            "nameZh", "茶",
                            "nameEn", "Tea",
                            "brand", "b",
                            "category", "tea");
            assertThat(owner.post("/api/products", product).status()).isEqualTo(201);
            String rules = owner.get("/api/licences/rules").json().path("digest").asString();
            Map<String, Object> licence =
                    Map.of(
                            "kind",
                            "OWN",
                            "products",
                            List.of(GTIN),
                            "quantity",
                            COUNT,
                            "from",
                            "2026-01-01",
                            "until",
                            "2030-12-31",
                            "rules",
                            rules);
            assertThat(owner.post("/api/licences", licence).status()).isEqualTo(201);
            Map<String, Object> wanted = Map.of("gtin", GTIN, "count", COUNT, "externalId", "PO-1");
            JsonNode order = prepared(owner, owner.post("/api/orders", wanted).json());
            String csv = owner.get(order.path("codes").asString()).text();
            String code = csv.lines().skip(INDEX).findFirst().orElseThrow().split(",", -1)[1];

            String proof = order.path("proof").asString() + "?fact=" + (INDEX - 1);
            JsonNode json = ProofByHand.published(owner, proof).json();
            assertThat(json.path("fact").path("canonical").asString())
                    .isEqualTo("{\"gtin\":\"" + GTIN + "\",\"serial\":\"" + code + "\"}");
            assertThat(json.path("fact").path("count").asInt()).isEqualTo(COUNT);
            ProofByHand.check(json);

            assertThat(app.anybody().get(proof).status()).isEqualTo(404);
            assertThat(app.with(Role.REGULATOR).get(proof).status()).isEqualTo(404);
            Actor rival = app.of(app.enterprise("91999999MA0000023Y"), Role.OWNER);
            assertThat(rival.get(proof).status()).isEqualTo(404);
        }
    }

    private static JsonNode prepared(Actor owner, JsonNode placed) throws InterruptedException {
        String path = "/api/orders/" + placed.path("id").asString();
        JsonNode order = placed;
        for (int i = 0; i < 600 && order.path("state").asString().equals("PREPARING"); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
            order = owner.get(path).json();
        }
        assertThat(order.path("state").asString()).isEqualTo("OPEN");
        return order;
    }
}
