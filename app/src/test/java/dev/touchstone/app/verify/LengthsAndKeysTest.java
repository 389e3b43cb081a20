// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.line.Chosen;
import dev.touchstone.app.mark.MarkAlgorithm;
import dev.touchstone.app.mark.MarkProfile;
import dev.touchstone.app.mark.RevokedKeys;
import dev.touchstone.app.order.NewOrder;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.TestServer;
import dev.touchstone.gs1.LotNumber;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// One product with orders of every length of codes, and what a revoked key does to them.
class LengthsAndKeysTest {
    private static final int COUNT = 50;

    private TestWorld world;
    private VerifySetting setting;
    private Product product;
    private Caller quality;
    private final Map<MarkProfile, Order> orders = new EnumMap<>(MarkProfile.class);

    @BeforeEach
    void open() {
        world = new TestWorld();
        setting = new VerifySetting(world, VerifySetting.FREELY);
        product = setting.product();
        quality = world.of(product.enterprise(), Role.QUALITY);
        for (MarkProfile profile : MarkProfile.values()) {
            NewOrder wanted =
                    new NewOrder(
                            product.gtin(),
                            COUNT,
                            Order.ROLL_SIZE,
                            "PO-" + profile,
                            Optional.empty(),
                            profile,
                            MarkAlgorithm.AES,
                            0);
            Caller owner = world.of(product.enterprise(), Role.OWNER);
            orders.put(profile, setting.orders.order(owner, wanted).order());
        }
    }

    @AfterEach
    void close() {
        setting.close();
        world.close();
    }

    private void activate(MarkProfile profile) {
        Order order = orders.get(profile);
        Chosen all = new Chosen.Range(1, COUNT);
        setting.lines.activate(quality, order.id(), all, new LotNumber("L1"), "");
    }

    private String code(MarkProfile profile, Order order, int index) {
        return setting.codes.code(product.gtin(), profile, order.number(index)).text();
    }

    private String code(MarkProfile profile) {
        return code(profile, orders.get(profile), 7);
    }

    private static String path(String code) {
        return "/01/06901234567892/21/" + code;
    }

    private JsonNode look(String code) {
        return program().get(path(code)).json();
    }

    private TestServer.Client program() {
        return setting.server.anybody().with("accept", "application/json");
    }

    private JsonNode check(String code) {
        TestServer.Client client = program();
        String token = client.get(path(code)).json().path("pageToken").asString();
        return client.with("x-page-token", token).json(path(code), "{}").json();
    }

    @Test
    void lengthsShareOneSequenceSoNoCountIsTakenForAnother() {
        for (MarkProfile profile : MarkProfile.values()) {
            activate(profile);
        }
        int checks = 0;
        for (MarkProfile profile : MarkProfile.values()) {
            checks++;
            for (int i = 1; i <= checks; i++) {
                assertThat(check(code(profile)).path("count").asInt()).isEqualTo(i);
            }
        }
        assertThat(orders.values().stream().map(order -> order.first().counter()))
                .doesNotHaveDuplicates();
    }

    @Test
    void aRightTagOfAnotherLengthThanTheOrdersWasNeverIssued() {
        Order long20 = orders.get(MarkProfile.C20);
        activate(MarkProfile.C20);
        String guessed = code(MarkProfile.C12, long20, 7);
        assertThat(check(code(MarkProfile.C20)).path("verdict").asString()).isEqualTo("OK_FIRST");
        assertThat(check(guessed).path("verdict").asString()).isEqualTo("NOT_ISSUED");
        assertThat(look(guessed).path("count").asInt()).isZero();
        assertThat(look(code(MarkProfile.C20)).path("count").asInt()).isEqualTo(1);
    }

    @Test
    void anAlarmNamesTheCodeThatIsOnTheItem() {
        for (MarkProfile profile : MarkProfile.values()) {
            JsonNode check = check(code(profile));
            assertThat(check.path("verdict").asString()).isEqualTo("NOT_ACTIVATED");
        }
        JsonNode alarms = setting.server.as(quality).get("/api/alarms").json().path("alarms");
        assertThat(alarms.valueStream().map(alarm -> alarm.path("code").asString()))
                .containsExactlyInAnyOrder(
                        code(MarkProfile.C20), code(MarkProfile.C16), code(MarkProfile.C12));
    }

    @Test
    void aCodeOfARevokedKeySaysSoWithThePublicReasonAndIsNotCounted() {
        activate(MarkProfile.C16);
        String code = code(MarkProfile.C16);
        int keyId = orders.get(MarkProfile.C16).first().keyId();
        assertThat(check(code).path("count").asInt()).isEqualTo(1);
        setting.revoked.are(
                Map.of(
                        new RevokedKeys.Key(product.gtin().number(), keyId),
                        "a laptop was <stolen>"));
        JsonNode look = look(code);
        assertThat(look.path("verdict").asString()).isEqualTo("REVOKED_KEY");
        assertThat(look.path("revokedBecause").asString()).isEqualTo("a laptop was <stolen>");
        assertThat(look.path("countable").asBoolean()).isFalse();
        assertThat(check(code).path("counted").asBoolean()).isFalse();
        assertThat(look(code).path("count").asInt()).isEqualTo(1);
        TestServer.Answer page = setting.server.anybody().page(path(code) + "?lang=en");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("verdict warn", "Key of the code revoked", "a laptop was &lt;stolen&gt;")
                .contains("Test tea")
                .doesNotContain("data-post-once");
        world.products.hold(quality, product.gtin(), new LotNumber("L1"), "weight");
        assertThat(look(code).path("verdict").asString()).isEqualTo("REVOKED_KEY");
        String forged = code.substring(0, 15) + (code.endsWith("A") ? 'B' : 'A');
        assertThat(look(forged).path("verdict").asString()).isEqualTo("INVALID_TAG");
    }
}
