// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.copies.CopyReason;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.scan.Alarm;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VerifyApiTest {
    private static final JsonMapper JSON = new JsonMapper();

    private TestWorld world;
    private VerifySetting setting;
    private Product product;
    private Order order;
    private Caller quality;

    @BeforeEach
    void open() {
        world = new TestWorld();
        with(VerifySetting.FREELY);
        product = setting.product();
        quality = world.of(product.enterprise(), Role.QUALITY);
        order = setting.order(product, 2_000);
        setting.activate(order, 1, 1_000);
    }

    private void with(CheckSettings settings) {
        setting = new VerifySetting(world, settings);
    }

    @AfterEach
    void close() {
        setting.close();
        world.close();
    }

    private String code(int index) {
        return setting.codes.code(product.gtin(), order.number(index)).text();
    }

    private String path(int index) {
        return "/01/06901234567892/21/" + code(index);
    }

    private TestServer.Client shop(Scope... scopes) {
        return setting.server.as(
                new Caller(
                        world.ids.next(),
                        "shop",
                        Set.of(Role.INSPECTION),
                        Optional.empty(),
                        Optional.of(Set.of(scopes))));
    }

    private static JsonNode ok(TestServer.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String body(List<String> codes, boolean count) {
        return JSON.writeValueAsString(java.util.Map.of("codes", codes, "count", count));
    }

    @Test
    void answersASingleCodeWithoutCounting() {
        JsonNode json =
                ok(
                        shop(Scope.VERIFY)
                                .json(
                                        "/verify",
                                        "{\"code\": \"https://marks.example" + path(1) + "\"}"));
        assertThat(json.path("verdict").asString()).isEqualTo("OK_FIRST");
        assertThat(json.path("counted").asBoolean()).isFalse();
        assertThat(json.path("lot").asString()).isEqualTo("L1");
        assertThat(json.path("product").path("nameZh").asString()).isEqualTo("试验茶");
        assertThat(json.has("copy")).isFalse();
    }

    @Test
    void answersAThousandCodesInTheirOrderAndCountsThem() {
        List<String> codes = new ArrayList<>();
        for (int i = 1; i <= 997; i++) {
            codes.add("(01)06901234567892(21)" + code(i));
        }
        codes.add("https://marks.example" + path(1_500));
        codes.add("(01)06901234567892(21)" + "2".repeat(20));
        codes.add("no code at all");
        JsonNode results =
                ok(shop(Scope.VERIFY).json("/verify", body(codes, true))).path("results");
        assertThat(results).hasSize(1_000);
        for (int i = 0; i < 997; i++) {
            assertThat(results.get(i).path("code").asString()).isEqualTo(codes.get(i));
            assertThat(results.get(i).path("verdict").asString()).isEqualTo("OK_FIRST");
            assertThat(results.get(i).path("count").asInt()).isEqualTo(1);
        }
        assertThat(results.get(997).path("verdict").asString()).isEqualTo("NOT_ACTIVATED");
        assertThat(results.get(998).path("verdict").asString()).isEqualTo("INVALID_TAG");
        assertThat(results.get(999).path("unread").asBoolean()).isTrue();
        codes.add("one more");
        assertThat(shop(Scope.VERIFY).json("/verify", body(codes, true)).status()).isEqualTo(400);
    }

    @Test
    void aShopIsOneDeviceAndNoSignOfACopy() {
        TestServer.Client shop = shop(Scope.VERIFY);
        String one = "{\"code\": \"(01)06901234567892(21)" + code(1) + "\", \"count\": true}";
        assertThat(ok(shop.json("/verify", one)).path("count").asInt()).isEqualTo(1);
        assertThat(ok(shop.json("/verify", one)).path("count").asInt()).isEqualTo(1);
        for (int i = 2; i <= 30; i++) {
            assertThat(ok(shop(Scope.VERIFY).json("/verify", one)).path("count").asInt())
                    .isEqualTo(i);
        }
        assertThat(ok(shop.json("/verify", one)).path("verdict").asString()).isEqualTo("OK_REPEAT");
    }

    @Test
    void needsAKeyMadeForIt() {
        String one = "{\"code\": \"(01)06901234567892(21)" + code(1) + "\"}";
        assertThat(setting.server.anybody().json("/verify", one).status()).isEqualTo(401);
        assertThat(shop(Scope.TRACE).json("/verify", one).status()).isEqualTo(403);
        assertThat(shop(Scope.VERIFY).json("/verify", "{}").status()).isEqualTo(400);
        assertThat(shop(Scope.VERIFY).json("/verify", "{\"code\": \"x\", \"codes\": []}").status())
                .isEqualTo(400);
    }

    private JsonNode check(String place, int index) {
        TestServer.Client phone =
                setting.server.anybody().with("accept", "application/json").with("x-place", place);
        String token = phone.get(path(index)).json().path("pageToken").asString();
        return ok(phone.with("x-page-token", token).json(path(index), "{}"));
    }

    @Test
    void suspectsACodeSeenAllOverTheCountryAndTellsTheMaker() {
        String[] places = {"110100", "440300", "650100", "310000", "510100"};
        JsonNode last = null;
        for (String place : places) {
            last = check(place, 7);
            world.now.set(world.now.get().plus(Duration.ofHours(9)));
        }
        assertThat(last.path("verdict").asString()).isEqualTo("SUSPECT_COPY");
        assertThat(last.path("copy").path("reasons").get(0).path("reason").asString())
                .isEqualTo("MANY_OCCASIONS");
        String page = setting.server.anybody().page(path(7) + "?lang=en").body();
        assertThat(page).contains("Checked in 5 cities", "Checked on 5 occasions");
        List<Alarm> alarms =
                setting.alarms.list(quality, Optional.empty(), true, Optional.empty(), 10);
        assertThat(alarms).hasSize(1);
        Alarm alarm = alarms.getFirst();
        assertThat(alarm.kind()).isEqualTo(Alarm.Kind.COPY);
        assertThat(alarm.count()).isEqualTo(5);
        assertThat(alarm.number()).isEqualTo(order.number(7));
        assertThat(alarm.suspicion().findings())
                .anySatisfy(f -> assertThat(f.reason()).isEqualTo(CopyReason.SEVERAL_CITIES));
    }

    @Test
    void aDismissedAlarmHoldsUntilTwiceAsManyChecksCome() {
        String[] places = {"110100", "440300", "650100", "310000", "510100"};
        for (String place : places) {
            check(place, 7);
            world.now.set(world.now.get().plus(Duration.ofHours(9)));
        }
        Alarm alarm =
                setting.alarms
                        .list(quality, Optional.empty(), true, Optional.empty(), 10)
                        .getFirst();
        Caller stranger = world.of(world.maker().id(), Role.QUALITY);
        assertThatThrownBy(() -> setting.alarms.dismiss(stranger, alarm.id(), "mine"))
                .isInstanceOfSatisfying(
                        Refused.class, e -> assertThat(e.code()).isEqualTo(Code.NOT_FOUND));
        setting.alarms.dismiss(quality, alarm.id(), "on show at fairs");
        assertThatThrownBy(() -> setting.alarms.dismiss(quality, alarm.id(), "again"))
                .isInstanceOf(Refused.class);
        assertThat(setting.alarms.list(quality, Optional.empty(), true, Optional.empty(), 10))
                .isEmpty();
        assertThat(
                        setting.alarms
                                .list(quality, Optional.empty(), false, Optional.empty(), 10)
                                .getFirst()
                                .dismissed()
                                .orElseThrow()
                                .why())
                .isEqualTo("on show at fairs");
        for (int i = 6; i < 10; i++) {
            assertThat(check("110100", 7).path("verdict").asString()).isEqualTo("OK_REPEAT");
            world.now.set(world.now.get().plus(Duration.ofHours(9)));
        }
        assertThat(check("110100", 7).path("verdict").asString()).isEqualTo("SUSPECT_COPY");
        assertThat(setting.alarms.list(quality, Optional.empty(), true, Optional.empty(), 10))
                .hasSize(1);
    }

    @Test
    void theMakerLearnsOfChecksBeforeActivation() {
        assertThat(check("110100", 1_500).path("verdict").asString()).isEqualTo("NOT_ACTIVATED");
        List<Alarm> alarms =
                setting.alarms.list(
                        quality, Optional.of(Alarm.Kind.LEAK), true, Optional.empty(), 10);
        assertThat(alarms).hasSize(1);
        assertThat(alarms.getFirst().number()).isEqualTo(order.number(1_500));
        assertThat(
                        setting.alarms.list(
                                world.of(world.maker().id(), Role.OWNER),
                                Optional.empty(),
                                true,
                                Optional.empty(),
                                10))
                .isEmpty();
    }

    @Test
    void theDeviceThatComesBackIsCountedAndNotWeighed() {
        TestServer.Client phone = setting.server.anybody().with("accept", "text/html");
        for (int i = 1; i <= 20; i++) {
            TestServer.Answer page = phone.get(path(9));
            TestServer.Answer checked =
                    phone.post(
                            path(9),
                            "application/x-www-form-urlencoded",
                            "_token=" + page.token(0));
            assertThat(checked.body()).contains("共查询 " + i + " 次");
            assertThat(phone.cookies()).containsEntry("touchstone_seen", "1");
            world.now.set(world.now.get().plus(Duration.ofHours(20)));
        }
        assertThat(setting.alarms.list(quality, Optional.empty(), true, Optional.empty(), 10))
                .isEmpty();
    }
}
