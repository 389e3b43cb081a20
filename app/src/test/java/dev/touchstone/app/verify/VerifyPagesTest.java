// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.campaign.CampaignFixtures;
import dev.touchstone.app.certificate.Certificate;
import dev.touchstone.app.certificate.CertificateState;
import dev.touchstone.app.certificate.Certificates;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.line.Chosen;
import dev.touchstone.app.line.Lines;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.pledge.Pledge;
import dev.touchstone.app.pledge.PledgeFixtures;
import dev.touchstone.app.pledge.Pledges;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.scan.ScanCounter;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.TestServer;
import dev.touchstone.gs1.LotNumber;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class VerifyPagesTest {
    private static final int PAGE_BYTES_MAX = 14 * 1024;

    private TestWorld world;
    private VerifySetting setting;
    private TestServer server;
    private ScanCounter counter;
    private MarkCodes codes;
    private Product product;
    private Caller quality;
    private Order order;
    private Campaign campaign;
    private Pledges pledges;
    private Certificates certificates;

    @BeforeEach
    void open() {
        world = new TestWorld();
        setting = new VerifySetting(world, VerifySetting.FREELY);
        server = setting.server;
        counter = setting.counter;
        codes = setting.codes;
        Lines lines = setting.lines;
        campaign = CampaignFixtures.open(setting.campaigns);
        pledges = setting.pledges;
        certificates = setting.certificates;
        product = setting.product();
        quality = world.of(product.enterprise(), Role.QUALITY);
        order = setting.order(product, 100);
        setting.activate(order, 1, 50);
        lines.spoil(quality, order.id(), new Chosen.Range(60, 69), "", "misprint");
    }

    @AfterEach
    void close() {
        setting.close();
        world.close();
    }

    private String code(int index) {
        return codes.code(product.gtin(), order.number(index)).text();
    }

    private static String path(String serial) {
        return "/01/06901234567892/21/" + serial;
    }

    private TestServer.Client phone() {
        return server.anybody();
    }

    private JsonNode json(TestServer.Client client, String path) {
        return client.with("accept", "application/json").get(path).json();
    }

    private TestServer.Answer check(TestServer.Client client, String path) {
        TestServer.Answer page = client.page(path);
        return client.form(path, "_token=" + page.token(0));
    }

    private int rows(String table) {
        return world.db.read(
                tx ->
                        tx.sql()
                                .createQuery("select count(*) from " + table)
                                .mapTo(Integer.class)
                                .one());
    }

    @Test
    void showsTheVerdictWithoutCounting() {
        for (int i = 0; i < 3; i++) {
            TestServer.Answer page = phone().page(path(code(1)));
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body())
                    .contains(
                            "verdict good",
                            "有记录，首次查询",
                            "此码由 合成企业1 为 试验茶 申领",
                            "此前无人查询",
                            "data-post-once",
                            "/enterprises/" + product.enterprise(),
                            "/report?gtin=06901234567892&amp;serial=" + code(1),
                            "/log/statements/",
                            "12315");
        }
        assertThat(rows("mark_scan")).isZero();
    }

    @Test
    void countsThePostOfEachDeviceOnce() {
        TestServer.Client first = phone();
        TestServer.Answer counted = check(first, path(code(1)));
        assertThat(counted.status()).isEqualTo(200);
        assertThat(counted.body())
                .contains("有记录，首次查询", "共查询 1 次", "首次查询于 2026-09-01 10:00")
                .doesNotContain("data-post-once");
        assertThat(check(first, path(code(1))).body()).contains("共查询 1 次");
        TestServer.Answer second = check(phone(), path(code(1)));
        assertThat(second.body()).contains("有记录，曾被查询", "共查询 2 次");
        world.now.set(TestWorld.START.plus(Duration.ofMinutes(30)));
        assertThat(check(first, path(code(1))).body()).contains("共查询 3 次");
        JsonNode json = json(phone(), path(code(1)));
        assertThat(json.get("count").intValue()).isEqualTo(3);
        assertThat(json.get("checksSent").intValue()).isEqualTo(4);
        assertThat(json.get("verdict").stringValue()).isEqualTo("OK_REPEAT");
        assertThat(json.get("counted").booleanValue()).isFalse();
    }

    @Test
    void countsForProgramsWithTheTokenOfTheAnswer() {
        TestServer.Client program = phone().with("accept", "application/json");
        TestServer.Answer look = program.get(path(code(2)));
        assertThat(look.json().get("verdict").stringValue()).isEqualTo("OK_FIRST");
        assertThat(look.json().get("enterprise").get("nameEn").stringValue())
                .isEqualTo("Synthetic maker 1");
        assertThat(look.json().get("lot").get("number").stringValue()).isEqualTo("L1");
        TestServer.Answer counted =
                program.with("x-page-token", look.json().get("pageToken").stringValue())
                        .json(path(code(2)), "{}");
        assertThat(counted.status()).isEqualTo(200);
        assertThat(counted.json().get("counted").booleanValue()).isTrue();
        assertThat(counted.json().get("count").intValue()).isEqualTo(1);
        assertThat(program.json(path(code(2)), "{}").status()).isEqualTo(403);
        // The token of one item is not good for another.
        assertThat(
                        program.with("x-page-token", look.json().get("pageToken").stringValue())
                                .json(path(code(3)), "{}")
                                .status())
                .isEqualTo(403);
    }

    @Test
    void refusesAForgedCodeWithoutTheDatabase() {
        String forged = code(1).substring(0, 19) + (code(1).endsWith("A") ? "B" : "A");
        world.db.change(tx -> tx.sql().execute("alter table product rename to away"));
        TestServer.Answer page = phone().page(path(forged));
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.body()).contains("不是本平台的码").doesNotContain("假", "data-post-once");
        assertThat(json(phone(), path(forged)).get("verdict").stringValue())
                .isEqualTo("INVALID_TAG");
        world.db.change(tx -> tx.sql().execute("alter table away rename to product"));
    }

    @Test
    void neverCallsAnUnknownCodeAFakeNorAKnownOneGenuine() {
        for (String serial : List.of(code(1), code(55), code(60), "A1", "2".repeat(20))) {
            for (String language : List.of("zh", "en")) {
                String body = phone().page(path(serial) + "?lang=" + language).body();
                assertThat(body.toLowerCase(Locale.ROOT))
                        .doesNotContain("genuine", "authentic", "fake", "counterfeit")
                        .doesNotContain("正品", "假货", "假冒");
            }
        }
    }

    @Test
    void tellsEachStateOfACode() {
        assertThat(json(phone(), path(code(50))).get("verdict").stringValue())
                .isEqualTo("OK_FIRST");
        assertThat(json(phone(), path(code(51))).get("verdict").stringValue())
                .isEqualTo("NOT_ACTIVATED");
        assertThat(json(phone(), path(code(60))).get("verdict").stringValue())
                .isEqualTo("WITHDRAWN");
        String beyond = codes.code(product.gtin(), new MarkNumber(10, 100)).text();
        assertThat(json(phone(), path(beyond)).get("verdict").stringValue())
                .isEqualTo("NOT_ISSUED");
        assertThat(json(phone(), path("A1")).get("verdict").stringValue()).isEqualTo("NOT_ISSUED");
        String inLot = "/01/06901234567892/10/L1/21/" + code(1);
        assertThat(json(phone(), inLot).get("verdict").stringValue()).isEqualTo("OK_FIRST");
        assertThat(check(phone(), inLot).body()).contains("共查询 1 次");
        assertThat(
                        json(phone(), "/01/06901234567892/10/L2/21/" + code(1))
                                .get("verdict")
                                .stringValue())
                .isEqualTo("WRONG_PRODUCT");
        world.products.hold(quality, product.gtin(), new LotNumber("L1"), "weight");
        assertThat(json(phone(), path(code(1))).get("verdict").stringValue()).isEqualTo("ON_HOLD");
        assertThat(check(phone(), path(code(1))).body()).contains("暂停放行", "共查询 2 次");
        assertThat(check(phone(), path(code(51))).body()).contains("尚未启用", "共查询 1 次");
    }

    @Test
    void answers404ForWhatIsNotRegistered() {
        assertThat(phone().page("/01/06901234567908/21/A1").status()).isEqualTo(404);
        assertThat(phone().page("/01/06901234567908").status()).isEqualTo(404);
        assertThat(phone().page("/01/06901234567908").body()).contains("产品未登记");
        assertThat(phone().page("/01/06901234567893/21/A1").status()).isEqualTo(404);
        TestServer.Answer product = phone().page("/01/06901234567892");
        assertThat(product.status()).isEqualTo(307);
        assertThat(product.headers().get("location")).isEqualTo("/products/06901234567892");
    }

    @Test
    void showsTheLifeOfTheItem() {
        String item = "https://id.gs1.org" + path(code(1));
        String document =
                """
                {"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
                 "type": "EPCISDocument", "schemaVersion": "2.0",
                 "creationDate": "2026-09-01T00:00:00Z", "epcisBody": {"eventList": [
                 {"type": "ObjectEvent", "eventTime": "2026-09-02T08:00:00Z",
                  "eventTimeZoneOffset": "+08:00", "epcList": ["%s"], "action": "OBSERVE",
                  "bizStep": "shipping", "readPoint": {"id": "urn:x:<script>"}}]}}
                """
                        .formatted(item);
        world.trace.capture(quality, document.replace("<script>", "dock").getBytes(UTF_8));
        String body = phone().page(path(code(1))).body();
        assertThat(body.indexOf("发货")).isPositive().isLessThan(body.indexOf("赋码"));
        assertThat(body).contains("urn:x:dock", "2026-09-02 16:00");
        JsonNode life = json(phone(), path(code(1))).get("life");
        assertThat(life).hasSize(2);
        assertThat(life.get(1).get("bizStep").stringValue()).isEqualTo("shipping");
        assertThat(life.get(1).get("capturedBy").get("nameZh").stringValue()).isEqualTo("合成企业1");
    }

    @Test
    void linksTheMakersCertificateWhileItHolds() {
        Enterprise maker = world.db.read(tx -> world.enterprises.get(tx, product.enterprise()));
        assertThat(phone().page(path(code(1))).body()).doesNotContain("/certificates/");
        Pledge pledge = PledgeFixtures.published(pledges, campaign, maker);
        Certificate one = certificates.issue(world.caller(Role.PUBLISHER), pledge.id());
        assertThat(phone().page(path(code(1))).body())
                .contains("/certificates/" + one.number(), "已签署 2026 年质量诚信倡议");
        certificates.change(
                world.caller(Role.PUBLISHER),
                one.number(),
                CertificateState.SUSPENDED,
                "under review");
        assertThat(phone().page(path(code(1))).body()).doesNotContain("/certificates/");
    }

    @Test
    void readsWithoutScriptsAndStaysSmall() {
        TestServer.Answer page = phone().page(path(code(1)) + "?lang=en");
        assertThat(page.body().getBytes(UTF_8).length).isLessThan(PAGE_BYTES_MAX);
        assertThat(page.body())
                .startsWith("<!DOCTYPE html>")
                .contains("Count this check", "On record, first check", "lang=\"en\"")
                .doesNotContain("style=", "onload", "<script>");
        assertThat(page.headers().get("cache-control")).isEqualTo("no-store");
        assertThat(page.headers().get("set-cookie"))
                .contains("Path=/01", "HttpOnly", "SameSite=Lax", "Secure", "Max-Age=86400");
    }

    @Test
    void escapesWhateverStandsInTheAddress() {
        TestServer.Answer page = phone().page(path("%22%3E%3Cb%3E'"));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("<b>").contains("&lt;b&gt;");
        assertThat(phone().page(path("%00")).status()).isEqualTo(404);
        assertThat(phone().page(path("A".repeat(21))).status()).isEqualTo(404);
        assertThat(phone().page(path("%E6%A0%87")).status()).isEqualTo(404);
    }
}
