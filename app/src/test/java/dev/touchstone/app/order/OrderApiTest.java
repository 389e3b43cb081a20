// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.delivery.Deliveries;
import dev.touchstone.app.delivery.DeliveryPages;
import dev.touchstone.app.line.LineApi;
import dev.touchstone.app.line.LinePages;
import dev.touchstone.app.line.Lines;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.RateLimit;
import dev.touchstone.app.web.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderApiTest {
    private TestWorld world;
    private TestServer server;
    private MarkCodes codes;
    private Product product;
    private TestServer.Client key;
    private TestServer.Client browser;

    @BeforeEach
    void open() {
        world = new TestWorld();
        codes = OrderFixtures.codes();
        Orders orders = OrderFixtures.orders(world, codes);
        Deliveries deliveries = OrderFixtures.deliveries(world, orders);
        Lines lines = OrderFixtures.lines(world, codes, orders);
        server =
                new TestServer(
                        world.now::get,
                        List.of("web", "order", "line", "delivery"),
                        routes -> {
                            new OrderApi(orders).addTo(routes);
                            new DeliveryPages(
                                            deliveries,
                                            codes,
                                            new RateLimit(100, Duration.ofMinutes(1)),
                                            TestServer.ORIGIN)
                                    .addTo(routes);
                            new OrderPages(orders, OrderFixtures.UNDO_WINDOW, world.now::get)
                                    .addTo(routes);
                            new LineApi(lines).addTo(routes);
                            new LinePages(lines).addTo(routes);
                        });
        product =
                OrderFixtures.licensed(world, world.product(world.maker().id(), "06901234567892"));
        world.lot(product, "L1");
        Caller owner = world.of(product.enterprise(), Role.OWNER);
        browser = server.as(owner);
        key =
                server.as(
                        new Caller(
                                world.ids.next(),
                                "key",
                                Set.of(Role.OWNER),
                                Optional.of(product.enterprise()),
                                Optional.of(Set.of(Scope.MARK))));
    }

    @AfterEach
    void close() {
        server.close();
        world.close();
    }

    private static String order(int count, String id) {
        return "{\"gtin\":\"6901234567892\",\"count\":%d,\"externalId\":\"%s\"}"
                .formatted(count, id);
    }

    @Test
    void ordersDownloadsAndActivates() {
        TestServer.Answer placed = key.json("/api/orders", order(2_500, "PO-1"));
        assertThat(placed.status()).isEqualTo(201);
        String id = placed.json().get("id").stringValue();
        assertThat(placed.headers().get("location")).isEqualTo("/api/orders/" + id);
        assertThat(placed.json().get("proof").stringValue())
                .isEqualTo("/log/proof/" + placed.json().get("statement").stringValue());
        assertThat(key.json("/api/orders", order(2_500, "PO-1")).status()).isEqualTo(200);

        TestServer.Answer csv = key.get("/api/orders/" + id + "/codes.csv");
        assertThat(csv.headers().get("content-disposition")).contains(id);
        String[] lines = csv.body().split("\r\n", -1);
        assertThat(lines).hasSize(2_502).endsWith("");
        assertThat(lines[0]).isEqualTo("index,code,link");
        for (int index : new int[] {1, 9, 10, 999, 1_000, 1_001, 2_500}) {
            String code = codes.code(product.gtin(), new MarkNumber(10, index - 1)).text();
            assertThat(lines[index])
                    .isEqualTo(
                            "%d,%s,https://marks.example/01/06901234567892/21/%s"
                                    .formatted(index, code, code));
        }

        TestServer.Answer active =
                key.json(
                        "/api/orders/" + id + "/activate",
                        "{\"from\":1,\"to\":2000,\"lot\":\"L1\"}");
        assertThat(active.status()).isEqualTo(201);
        assertThat(active.json().get("count").intValue()).isEqualTo(2_000);
        TestServer.Answer spoiled =
                key.json(
                        "/api/orders/" + id + "/void",
                        "{\"from\":2001,\"to\":2010,\"reason\":\"misprint\"}");
        assertThat(spoiled.status()).isEqualTo(201);
        TestServer.Answer shown = key.get("/api/orders/" + id);
        assertThat(shown.json().get("active").intValue()).isEqualTo(2_000);
        assertThat(shown.json().get("void").intValue()).isEqualTo(10);
        assertThat(shown.json().get("free").intValue()).isEqualTo(490);
        assertThat(shown.json().get("assignments")).hasSize(2);
        assertThat(key.get("/api/orders").json().get("orders")).hasSize(1);
    }

    @Test
    void namesTheFieldAndTheLimitOfEachMistake() {
        problem(order(20_000_001, "PO-1"), 400, "OUT_OF_RANGE", "count");
        problem(order(0, "PO-1"), 400, "OUT_OF_RANGE", "count");
        problem(order(1, "' or 1=1"), 400, "INVALID_VALUE", "externalId");
        problem(order(1, "x".repeat(61)), 400, "TOO_LONG", "externalId");
        problem("{\"gtin\":\"6901234567893\",\"count\":1}", 400, "INVALID_VALUE", "gtin");
        problem("{\"gtin\":\"6901234567892\",\"count\":\"1\"}", 400, "WRONG_TYPE", "count");
        problem("{\"gtin\":\"6901234567892\",\"count\":1}", 400, "MISSING_FIELD", "externalId");
        problem("{\"count\":1,\"price\":2}", 400, "UNKNOWN_FIELD", "price");
        problem(
                "{\"gtin\":\"6901234567908\",\"count\":1,\"externalId\":\"A\"}",
                404,
                "NOT_FOUND",
                "gtin");
        problem("{", 400, "MALFORMED_JSON", "");
        assertThat(key.get("/api/orders").json().get("orders")).isEmpty();
    }

    private void problem(String body, int status, String code, String field) {
        TestServer.Answer answer = key.json("/api/orders", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().get("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.json().get("code").stringValue()).isEqualTo(code);
        if (!field.isEmpty()) {
            assertThat(answer.json().get("field").stringValue()).isEqualTo(field);
        }
    }

    @Test
    void givesTheCodesToNobodyElse() {
        String id = key.json("/api/orders", order(10, "PO-1")).json().get("id").stringValue();
        TestServer.Client foreign = server.as(world.allRolesOf(world.maker().id()));
        assertThat(foreign.get("/api/orders/" + id + "/codes.csv").status()).isEqualTo(404);
        assertThat(foreign.get("/desk/orders/" + id + "/codes.csv").status()).isEqualTo(404);
        assertThat(server.anybody().get("/api/orders/" + id + "/codes.csv").status())
                .isEqualTo(401);
        TestServer.Client service = server.as(world.of(product.enterprise(), Role.SERVICE));
        assertThat(service.get("/api/orders/" + id + "/codes.csv").status()).isEqualTo(403);
    }

    @Test
    void worksFromTheDeskInBothLanguages() {
        TestServer.Answer empty = browser.page("/desk/orders");
        assertThat(empty.body()).contains("赋码订单", "还没有赋码订单");
        assertThat(browser.page("/desk/orders?lang=en").body()).contains("No codes have been");
        TestServer.Answer placed =
                browser.form(
                        "/desk/orders",
                        "_token=%s&gtin=6901234567892&count=100&externalId=PO-1"
                                .formatted(empty.token(0)));
        assertThat(placed.status()).isEqualTo(303);
        String there = placed.headers().get("location");
        TestServer.Answer page = browser.page(there);
        assertThat(page.body()).contains("PO-1", "06901234567892", "/log/statements/");
        assertThat(page.body()).doesNotContain("style=", "onclick");
        TestServer.Answer active =
                browser.form(
                        there + "/activate",
                        "_token=%s&from=1&to=50&lot=L1".formatted(page.token(0)));
        assertThat(active.status()).isEqualTo(303);
        TestServer.Answer spoiled =
                browser.form(
                        there + "/void",
                        "_token=%s&from=51&to=51&reason=%%3Cscript%%3E".formatted(page.token(0)));
        assertThat(spoiled.status()).isEqualTo(303);
        assertThat(browser.page(there).body())
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
        TestServer.Answer twice =
                browser.form(
                        there + "/activate",
                        "_token=%s&from=50&to=60&lot=L1".formatted(page.token(0)));
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.body()).contains("RANGE_NOT_FREE");
        assertThat(browser.form(there + "/activate", "from=60&to=60&lot=L1").status())
                .isEqualTo(403);
        assertThat(browser.get(there + "/codes.csv").body()).startsWith("index,code,link\r\n1,");
    }
}
