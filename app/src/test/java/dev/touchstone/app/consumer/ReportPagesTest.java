// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Callers;
import dev.touchstone.app.web.RateLimit;
import dev.touchstone.app.web.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportPagesTest {
    private static final int PER_HOUR = 5;

    private TestWorld world;
    private TestServer server;
    private Product product;

    @BeforeEach
    void open() {
        world = new TestWorld();
        Reports reports =
                new Reports(
                        world.db,
                        world.publicLog,
                        world.enterprises,
                        world.products,
                        new byte[32],
                        world.ids,
                        world.now::get,
                        world.random);
        RateLimit limit = new RateLimit(PER_HOUR, Duration.ofHours(1));
        server =
                new TestServer(
                        world.now::get,
                        List.of("web", "consumer"),
                        routes -> {
                            new ReportApi(reports, limit).addTo(routes);
                            new ReportPages(reports, limit).addTo(routes);
                        });
        product = world.product(world.maker().id(), "06901234567892");
    }

    @AfterEach
    void close() {
        server.close();
        world.close();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void goesFromTheFormToTheReceiptAndTheAnswer() {
        TestServer.Client consumer = server.anybody();
        TestServer.Answer form = consumer.page("/report?gtin=06901234567892&serial=A1");
        assertThat(form.body()).contains("反映疑问或问题", "value=\"06901234567892\"", "value=\"A1\"");
        TestServer.Answer sent =
                consumer.form(
                        "/report",
                        "_token=%s&kind=GENUINENESS&text=%s&gtin=06901234567892&serial=A1&contact="
                                .formatted(form.token(0), encode("<script>alert(1)</script>")));
        assertThat(sent.status()).isEqualTo(303);
        String receipt = sent.headers().get("location");
        TestServer.Answer page = consumer.page(receipt);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("R-20260901-", "已收到", "暂无答复", "&lt;script&gt;")
                .doesNotContain("<script>alert");
        assertThat(page.headers().get("x-robots-tag")).isEqualTo("noindex");

        TestServer.Client service = server.as(world.of(product.enterprise(), Role.SERVICE));
        String desk = service.page("/desk/reports").body();
        String id = desk.replaceAll("(?s).*/desk/reports/([0-9a-f-]{36}).*", "$1");
        TestServer.Answer shown = service.page("/desk/reports/" + id);
        assertThat(
                        service.form(
                                        "/desk/reports/" + id + "/acknowledge",
                                        "_token=" + shown.token(0))
                                .status())
                .isEqualTo(303);
        assertThat(consumer.page(receipt).body()).contains("企业已受理");
        TestServer.Answer answered =
                service.form(
                        "/desk/reports/" + id + "/answer",
                        "_token=%s&text=%s".formatted(shown.token(1), encode("已核实")));
        assertThat(answered.status()).isEqualTo(303);
        assertThat(consumer.page(receipt + "?lang=en").body()).contains("已核实", "answered");
        TestServer.Client operator = server.as(world.caller(Role.OPERATOR));
        TestServer.Answer triage = operator.page("/desk/reports/" + id);
        assertThat(
                        operator.form("/desk/reports/" + id + "/close", "_token=" + triage.token(0))
                                .status())
                .isEqualTo(303);
        assertThat(consumer.page(receipt + "?lang=zh").body()).contains("已办结");
    }

    private TestServer.Answer send(TestServer.Client client, String body) {
        String token = client.get("/report").json().get("pageToken").stringValue();
        return client.with("x-page-token", token).json("/api/reports", body);
    }

    private TestServer.Client program() {
        return server.anybody().with("accept", "application/json");
    }

    @Test
    void worksForProgramsWithoutAnAccount() {
        TestServer.Answer sent =
                send(
                        program(),
                        """
                        {"kind": "QUALITY", "text": "裂纹", "gtin": "6901234567892",
                         "contact": "a@b.cn", "contactConsent": true}
                        """);
        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.json().get("number").stringValue()).startsWith("R-20260901-");
        assertThat(sent.json().get("proof").stringValue()).startsWith("/log/proof/");
        assertThat(server.anybody().page(sent.json().get("follow").stringValue()).status())
                .isEqualTo(200);
        TestServer.Client key =
                server.as(Callers.withKey(world.of(product.enterprise(), Role.SERVICE)));
        String id = key.get("/api/reports").json().get("reports").get(0).get("id").stringValue();
        assertThat(key.get("/api/reports").body()).doesNotContain("a@b.cn");
        assertThat(key.json("/api/reports/" + id + "/acknowledge", "{}").status()).isEqualTo(200);
        TestServer.Answer answered =
                key.json("/api/reports/" + id + "/answer", "{\"text\": \"已更换\"}");
        assertThat(answered.status()).isEqualTo(201);
        assertThat(answered.json().get("state").stringValue()).isEqualTo("ANSWERED");
        assertThat(key.json("/api/reports/" + id + "/answer", "{\"text\": \"x\"}").status())
                .isEqualTo(409);
        TestServer.Client foreign =
                server.as(Callers.withKey(world.allRolesOf(world.maker().id())));
        assertThat(foreign.get("/api/reports/" + id).status()).isEqualTo(404);
    }

    @Test
    void needsATokenOfOurs() {
        assertThat(program().json("/api/reports", "{}").status()).isEqualTo(403);
        assertThat(server.anybody().form("/report", "kind=OTHER&text=x").status()).isEqualTo(403);
    }

    @Test
    void namesTheFieldAndTheLimitOfEachMistake() {
        problem("{\"kind\": \"PRICE\", \"text\": \"x\"}", "UNKNOWN_VALUE", "kind");
        problem("{\"kind\": \"OTHER\"}", "MISSING_FIELD", "text");
        problem("{\"kind\": \"OTHER\", \"text\": \"  \"}", "MISSING_FIELD", "text");
        String longest = "汉".repeat(Report.TEXT_LENGTH_MAX);
        problem("{\"kind\": \"OTHER\", \"text\": \"" + longest + "x\"}", "TOO_LONG", "text");
        problem("{\"kind\": \"OTHER\", \"text\": \"x\", \"gtin\": \"1\"}", "INVALID_VALUE", "gtin");
        problem(
                "{\"kind\": \"OTHER\", \"text\": \"x\", \"contact\": \"a\"}",
                "MISSING_FIELD",
                "contactConsent");
        problem("{\"kind\": \"OTHER\", \"text\": \"a\\u0000b\"}", "BAD_CHARACTER", "text");
        problem("{\"kind\": \"OTHER\", \"text\": \"x\", \"stars\": 5}", "UNKNOWN_FIELD", "stars");
        assertThat(send(program(), "{\"kind\": \"OTHER\", \"text\": \"" + longest + "\"}").status())
                .isEqualTo(201);
    }

    private void problem(String body, String code, String field) {
        TestServer.Answer answer = send(program(), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().get("code").stringValue()).isEqualTo(code);
        assertThat(answer.json().get("field").stringValue()).isEqualTo(field);
    }

    @Test
    void limitsHowOftenOneNetworkReports() {
        String body = "{\"kind\": \"OTHER\", \"text\": \"x\"}";
        TestServer.Client one = program().with("x-forwarded-for", "192.0.2.1");
        TestServer.Client near = program().with("x-forwarded-for", "192.0.2.200");
        for (int i = 0; i < PER_HOUR; i++) {
            assertThat(send(i % 2 == 0 ? one : near, body).status()).isEqualTo(201);
        }
        TestServer.Answer refused = send(near, body);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.headers().get("retry-after"))).isPositive();
        TestServer.Client far = program().with("x-forwarded-for", "198.51.100.1");
        assertThat(send(far, body).status()).isEqualTo(201);
    }

    @Test
    void showsNothingAtAWrongReceipt() {
        assertThat(server.anybody().page("/report/" + "A".repeat(43)).status()).isEqualTo(404);
        assertThat(server.anybody().page("/report/x").status()).isEqualTo(404);
        assertThat(server.anybody().get("/api/reports").status()).isEqualTo(401);
        TestServer.Client auditor = server.as(world.caller(Role.AUDITOR));
        assertThat(auditor.page("/desk/reports").status()).isEqualTo(403);
    }
}
