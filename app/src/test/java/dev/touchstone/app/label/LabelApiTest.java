// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.label;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.line.Lines;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.order.NewOrder;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.order.OrderFixtures;
import dev.touchstone.app.order.Orders;
import dev.touchstone.app.order.Preparation;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.Scope;
import dev.touchstone.app.web.TestServer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LabelApiTest {
    private TestWorld world;
    private TestServer server;
    private Orders orders;
    private Lines lines;
    private Preparation preparation;
    private Product product;
    private Caller owner;
    private TestServer.Client key;
    private TestServer.Client browser;

    @BeforeEach
    void open() {
        world = new TestWorld();
        MarkCodes codes = OrderFixtures.codes();
        preparation = OrderFixtures.preparation(world, codes);
        orders = OrderFixtures.orders(world, codes, preparation);
        lines = OrderFixtures.lines(world, codes, orders);
        Labels labels =
                new Labels(world.db, orders, codes, TestServer.ORIGIN, world.ids, world.now::get);
        server =
                new TestServer(
                        world.now::get,
                        List.of("web", "order", "label"),
                        routes -> {
                            new LabelApi(labels).addTo(routes);
                            new LabelPages(labels).addTo(routes);
                        });
        product =
                OrderFixtures.licensed(world, world.product(world.maker().id(), "06901234567892"));
        owner = world.of(product.enterprise(), Role.OWNER);
        browser = server.as(owner);
        key = key(product.enterprise(), Role.QUALITY);
    }

    private TestServer.Client key(UUID enterprise, Role role) {
        return server.as(
                new Caller(
                        world.ids.next(),
                        "key",
                        Set.of(role),
                        Optional.of(enterprise),
                        Optional.of(Set.of(Scope.MARK))));
    }

    @AfterEach
    void close() {
        server.close();
        world.close();
    }

    private UUID order(int count) {
        return orders.order(
                        owner,
                        new NewOrder(
                                product.gtin(),
                                count,
                                Order.ROLL_SIZE,
                                "PO-" + count,
                                Optional.empty()))
                .order()
                .id();
    }

    private static String wanted(int from, int to, String format) {
        return "{\"from\":%d,\"to\":%d,\"format\":\"%s\"}".formatted(from, to, format);
    }

    @Test
    void printsEveryFormatAndKeepsWhatWasPrinted() {
        String labels = "/api/orders/" + order(300) + "/labels";
        for (LabelFormat format : LabelFormat.values()) {
            TestServer.Answer answer = key.json(labels, wanted(11, 90, format.name()));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().get("content-type")).isEqualTo(format.contentType());
            assertThat(answer.headers().get("content-disposition"))
                    .contains("-11-90." + format.suffix());
            assertThat(answer.headers().get("cache-control")).isEqualTo("no-store");
        }
        world.now.set(world.now.get().plusSeconds(1));
        String csv = key.json(labels, wanted(300, 300, "CSV")).body();
        assertThat(csv).startsWith("index,").contains("\r\n300,06901234567892,");
        assertThat(csv.lines()).hasSize(2);
        TestServer.Answer prints = key.get(labels);
        assertThat(prints.json().get("prints")).hasSize(6);
        assertThat(prints.json().get("prints").get(0).get("from").intValue()).isEqualTo(300);
        assertThat(prints.json().get("prints").get(1).get("count").intValue()).isEqualTo(80);
    }

    @Test
    void theSameCodesAreTheSameFile() {
        String labels = "/api/orders/" + order(70) + "/labels";
        for (String format : List.of("PDF", "ZPL", "SVG")) {
            String first = key.json(labels, wanted(1, 70, format)).body();
            assertThat(key.json(labels, wanted(1, 70, format)).body()).isEqualTo(first);
        }
    }

    @Test
    void namesTheFieldAndTheLimitOfEachMistake() {
        String labels = "/api/orders/" + order(300) + "/labels";
        problem(labels, wanted(0, 10, "PDF"), 400, "OUT_OF_RANGE", "from");
        problem(labels, wanted(10, 9, "PDF"), 409, "RANGE_OUTSIDE_ORDER", "to");
        problem(labels, wanted(1, 301, "PDF"), 409, "RANGE_OUTSIDE_ORDER", "to");
        problem(labels, wanted(1, 2, "EPS"), 400, "UNKNOWN_VALUE", "format");
        String start = "{\"from\":1,\"to\":2,\"format\":\"ZPL\",";
        problem(labels, start + "\"dotsAnInch\":204}", 400, "INVALID_VALUE", "dotsAnInch");
        problem(labels, start + "\"dotsAnInch\":601}", 400, "OUT_OF_RANGE", "dotsAnInch");
        problem(labels, start + "\"darkness\":31}", 400, "OUT_OF_RANGE", "darkness");
        problem(labels, start + "\"inchesASecond\":0}", 400, "INVALID_VALUE", "dotsAnInch");
        problem(labels, start + "\"template\":\"A3\"}", 400, "UNKNOWN_VALUE", "template");
        assertThat(key.get(labels).json().get("prints")).isEmpty();
    }

    @Test
    void oneFileHoldsSoManyCodesAndNotOneMore() {
        UUID order = order(100_001);
        String labels = "/api/orders/" + order + "/labels";
        problem(labels, wanted(1, 10, "SVG"), 409, "WRONG_STATE", "");
        OrderFixtures.prepare(preparation);
        problem(labels, wanted(1, 100_001, "SVG"), 400, "WRONG_COUNT", "to");
    }

    private void problem(String path, String body, int status, String code, String field) {
        TestServer.Answer answer = key.json(path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().get("code").stringValue()).isEqualTo(code);
        if (!field.isEmpty()) {
            assertThat(answer.json().get("field").stringValue()).isEqualTo(field);
        }
    }

    @Test
    void printsForNobodyElse() {
        UUID order = order(10);
        String labels = "/api/orders/" + order + "/labels";
        TestServer.Client foreign = key(world.maker().id(), Role.OWNER);
        assertThat(foreign.json(labels, wanted(1, 2, "PDF")).status()).isEqualTo(404);
        assertThat(foreign.get(labels).status()).isEqualTo(404);
        TestServer.Client desk = server.as(world.allRolesOf(world.maker().id()));
        assertThat(desk.get("/desk/orders/" + order + "/print").status()).isEqualTo(404);
        for (Role role : List.of(Role.LINE, Role.SERVICE)) {
            TestServer.Client other = key(product.enterprise(), role);
            assertThat(other.json(labels, wanted(1, 2, "PDF")).status()).isEqualTo(403);
        }
        assertThat(server.anybody().json(labels, wanted(1, 2, "PDF")).status()).isEqualTo(401);
        assertThat(key.get(labels).json().get("prints")).isEmpty();
    }

    @Test
    void aClosedOrderPrintsNothingMore() {
        UUID order = order(10);
        lines.close(owner, order, 10);
        problemState(order);
        assertThat(browser.get("/desk/orders/" + order + "/print").status()).isEqualTo(409);
    }

    private void problemState(UUID order) {
        TestServer.Answer answer =
                key.json("/api/orders/" + order + "/labels", wanted(1, 2, "PDF"));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("WRONG_STATE");
    }

    @Test
    void thePageShowsTheFirstLabelAndPrintsWhatItShows() {
        UUID order = order(300);
        String page = "/desk/orders/" + order + "/print";
        TestServer.Answer shown = browser.page(page);
        assertThat(shown.body())
                .contains("打印 300 个码", "HTTPS://MARKS.EXAMPLE/01/06901234567892/21/");
        TestServer.Answer zpl =
                browser.page(
                        page
                                + "?lang=en&format=zpl&template=ROLL_20X20&from=5&to=9&darkness=12"
                                + "&inchesASecond=4&dotsAnInch=203");
        assertThat(zpl.body())
                .contains("Print 5 codes", "version 4, 33 modules", "Nothing has been printed")
                .contains("name=\"darkness\" value=\"12\"", "name=\"inchesASecond\" value=\"4\"");
        TestServer.Answer printed =
                browser.form(
                        page,
                        "_token="
                                + shown.token(0)
                                + "&format=ZPL&template=ROLL_20X20&from=5&to=9"
                                + "&dotsAnInch=203&darkness=12&inchesASecond=4");
        assertThat(printed.status()).as(printed.body()).isEqualTo(200);
        assertThat(printed.body()).startsWith("~SD12\n^XA^CI28^PW160^LL160^PR4\n");
        assertThat(printed.body().split("\\^XZ", -1)).hasSize(6);
        assertThat(browser.page(page + "?lang=en&from=9&to=20").body())
                .contains("were written to be printed before", "5 – 9");
        assertThat(browser.page(page + "?lang=en&from=10&to=20").body())
                .doesNotContain("were written to be printed before");
        assertThat(browser.get(page + "?format=EPS").status()).isEqualTo(400);
        assertThat(browser.get(page + "?dotsAnInch=204").status()).isEqualTo(400);
        // What is not there is cut to what is.
        assertThat(browser.page(page + "?lang=en&from=400&to=2").body()).contains("Print 1 codes");
    }

    @Test
    void theCalibrationPageIsForTheSameTemplates() {
        TestServer.Answer pdf = browser.get("/desk/labels/A4_65/calibration.pdf");
        assertThat(pdf.headers().get("content-type")).isEqualTo("application/pdf");
        assertThat(pdf.body()).startsWith("%PDF-1.4");
        assertThat(browser.get("/desk/labels/A3/calibration.pdf").status()).isEqualTo(404);
    }
}
