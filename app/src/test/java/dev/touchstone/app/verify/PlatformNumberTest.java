// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.line.Chosen;
import dev.touchstone.app.line.PrintCheck;
import dev.touchstone.app.order.CodeList;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.order.OrderFixtures;
import dev.touchstone.app.packing.Wanted;
import dev.touchstone.app.product.Lot;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.trace.LifeStep;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.TestServer;
import dev.touchstone.gs1.CheckDigit;
import dev.touchstone.gs1.LotNumber;
import dev.touchstone.gs1.Serial;
import dev.touchstone.gs1.Sscc;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A product without a GTIN, from its registration to the check of an item.
class PlatformNumberTest {
    private static final String NUMBER = "2900000000018";

    private TestWorld world;
    private VerifySetting setting;
    private Product product;
    private Lot lot;
    private Order order;
    private Caller worker;

    @BeforeEach
    void open() {
        world = new TestWorld();
        setting = new VerifySetting(world, VerifySetting.FREELY);
        product = OrderFixtures.licensed(world, world.ownProduct(world.maker().id()));
        lot = world.lot(product, "L1");
        worker = world.of(product.enterprise(), Role.LINE);
        order = setting.order(product, 20);
        setting.lines.activate(
                worker, order.id(), new Chosen.Range(1, 10), new LotNumber("L1"), "");
    }

    @AfterEach
    void close() {
        setting.close();
        world.close();
    }

    private String code(int index) {
        return setting.codes.code(product.gtin(), order.profile(), order.number(index)).text();
    }

    private static String path(String code) {
        return "/P/" + NUMBER + "/" + code;
    }

    private TestServer.Client program() {
        return setting.server.anybody().with("accept", "application/json");
    }

    private JsonNode check(String path) {
        String token = program().get(path).json().path("pageToken").asString();
        return program().with("x-page-token", token).json(path, "{}").json();
    }

    private JsonNode shop(String code) {
        Caller shop =
                new Caller(
                        world.ids.next(),
                        "shop",
                        Set.of(Role.INSPECTION),
                        Optional.empty(),
                        Optional.of(Set.of(Scope.VERIFY)));
        return setting.server.as(shop).json("/verify", "{\"code\": \"" + code + "\"}").json();
    }

    private int bytes(String path) {
        return setting.server.anybody().page(path).body().getBytes(UTF_8).length;
    }

    @Test
    void theCodesThatAreDeliveredHaveAddressesOfOurOwn() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CodeList(setting.codes, order, TestWorld.PUBLIC_URL).write(out, 1, 20);
        assertThat(out.toString(UTF_8))
                .contains("," + TestWorld.PUBLIC_URL + path(code(1)) + "\r\n")
                .doesNotContain("/01/");
    }

    @Test
    void aCheckIsCountedAndHasAReceiptThatNamesNoGtin() {
        assertThat(check(path(code(1))).path("count").asInt()).isEqualTo(1);
        JsonNode second = check(path(code(1)));
        assertThat(second.path("verdict").asString()).isEqualTo("OK_REPEAT");
        assertThat(second.path("count").asInt()).isEqualTo(2);
        assertThat(second.path("platformNumber").asString()).isEqualTo(NUMBER);
        assertThat(second.has("gtin")).isFalse();
        JsonNode subject =
                setting.server
                        .anybody()
                        .get(second.path("receipt").asString())
                        .json()
                        .path("credentialSubject");
        assertThat(subject.path("id").asString()).isEqualTo(TestServer.ORIGIN + path(code(1)));
        assertThat(subject.path("platformNumber").asString()).isEqualTo(NUMBER);
        assertThat(subject.has("gtin")).isFalse();
    }

    @Test
    void thePageSaysThatTheNumberIsThePlatforms() {
        TestServer.Answer page = setting.server.anybody().page(path(code(1)));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("平台编号", NUMBER, "不是 GS1 编号")
                .doesNotContain("/01/", "GTIN</dt>");
    }

    @Test
    void smallLettersLeadToTheAddressInCapitals() {
        TestServer.Answer answer =
                setting.server.anybody().get("/p/" + NUMBER + "/" + code(1) + "?lang=en");
        assertThat(answer.status()).isEqualTo(307);
        assertThat(answer.headers().get("location")).isEqualTo(path(code(1)) + "?lang=en");
        TestServer.Answer toProduct = setting.server.anybody().get("/P/" + NUMBER);
        assertThat(toProduct.status()).isEqualTo(307);
        assertThat(toProduct.headers().get("location")).isEqualTo("/products/" + NUMBER);
    }

    @Test
    void aForgedCodeIsRefusedAndAsLongAsARightOne() {
        String forged = code(1).substring(0, 19) + (code(1).endsWith("2") ? "3" : "2");
        JsonNode refused = program().get(path(forged)).json();
        assertThat(refused.path("verdict").asString()).isEqualTo("INVALID_TAG");
        assertThat(bytes(path(forged))).isEqualTo(bytes(path(code(1))));
        assertThat(program().get("/P/2900000000025/" + code(1)).json().path("verdict").asString())
                .isEqualTo("INVALID_TAG");
    }

    @Test
    void aForgedCodeAsksTheDatabaseNothing() {
        check(path(code(1)));
        String forged = code(2).substring(0, 19) + (code(2).endsWith("2") ? "3" : "2");
        long before = world.db.statements();
        assertThat(check(path(forged)).path("verdict").asString()).isEqualTo("INVALID_TAG");
        setting.server.anybody().page(path(forged));
        shop(TestWorld.PUBLIC_URL + path(forged));
        assertThat(world.db.statements() - before).isZero();
        check(path(code(2)));
        assertThat(world.db.statements() - before).isPositive();
    }

    @Test
    void aPlatformNumberIsNoDigitalLink() {
        String link = "/01/0" + NUMBER + "/21/" + code(1);
        assertThat(program().get(link).status()).isEqualTo(400);
        assertThat(program().get(link).body()).contains("GTIN_RESTRICTED");
        assertThat(program().get("/01/0" + NUMBER).status()).isEqualTo(400);
        assertThat(program().get("/P/" + "06901234567892" + "/" + code(1)).status())
                .isBetween(400, 404);
    }

    @Test
    void shopsAskByAddressOrByNumberAndCode() {
        String address = TestWorld.PUBLIC_URL + path(code(1));
        assertThat(shop(address).path("verdict").asString()).isEqualTo("OK_FIRST");
        assertThat(shop(address).path("platformNumber").asString()).isEqualTo(NUMBER);
        String symbol = address.toUpperCase(java.util.Locale.ROOT);
        assertThat(shop(symbol).path("verdict").asString()).isEqualTo("OK_FIRST");
        assertThat(shop(NUMBER + " " + code(1)).path("verdict").asString()).isEqualTo("OK_FIRST");
        assertThat(shop("(01)0" + NUMBER + "(21)" + code(1)).path("unread").asBoolean()).isTrue();
        assertThat(shop("https://marks.example/01/0" + NUMBER + "/21/" + code(1)).has("unread"))
                .isTrue();
        assertThat(TypedCode.path(NUMBER + " " + code(1))).contains(path(code(1)));
        assertThat(TypedCode.path(address)).contains(path(code(1)));
    }

    @Test
    void aLineReadsAddressesAndNoElementStrings() {
        String address = TestWorld.PUBLIC_URL + path(code(11));
        String elements = "(01)0" + NUMBER + "(21)" + code(12);
        String other = TestWorld.PUBLIC_URL + "/P/2900000000025/" + code(13);
        List<PrintCheck> checks =
                setting.lines.verifyPrint(
                        worker, order.id(), List.of(address, elements, other, code(14)), "");
        assertThat(checks)
                .extracting(PrintCheck::outcome)
                .containsExactly(
                        PrintCheck.Outcome.GOOD,
                        PrintCheck.Outcome.NOT_OF_ORDER,
                        PrintCheck.Outcome.NOT_OF_ORDER,
                        PrintCheck.Outcome.GOOD);
        Chosen scanned = new Chosen.Scanned(List.of(address));
        setting.lines.activate(worker, order.id(), scanned, new LotNumber("L1"), "");
        assertThat(check(path(code(11))).path("verdict").asString()).isEqualTo("OK_FIRST");
    }

    @Test
    void eventsNameTheItemsByTheirAddresses() {
        Sscc box = new Sscc(CheckDigit.append("09999990000000001"));
        Chosen scanned = new Chosen.Scanned(List.of(TestWorld.PUBLIC_URL + path(code(1))));
        OrderFixtures.packing(world, setting.codes, setting.orders)
                .pack(worker, box, new Wanted.Items(order.id(), scanned));
        assertThat(world.trace.key(lot).uri())
                .isEqualTo(TestWorld.PUBLIC_URL + "/P/" + NUMBER + "/LOT/L1");
        List<LifeStep> life =
                world.db.read(
                        tx ->
                                world.trace.lifeOf(
                                        tx,
                                        world.trace.key(product.gtin(), new Serial(code(1))),
                                        world.trace.key(lot)));
        assertThat(life).extracting(LifeStep::bizStep).containsExactly("commissioning", "packing");
        assertThat(life)
                .extracting(LifeStep::item)
                .containsExactly(
                        TestWorld.PUBLIC_URL + "/P/" + NUMBER + "/LOT/L1",
                        TestWorld.PUBLIC_URL + path(code(1)));
        assertThat(program().get(path(code(1))).json().path("life")).hasSize(2);
    }
}
