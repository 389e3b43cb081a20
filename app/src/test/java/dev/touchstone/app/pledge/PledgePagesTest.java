// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestApp;
import dev.touchstone.app.cli.Actor;
import dev.touchstone.app.enterprise.EnterpriseFixtures;
import dev.touchstone.app.usecase.Role;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The way from the desks to the roll and the certificate, by the forms that people use.
class PledgePagesTest {
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private static final String TEXT =
            """
            # 质量诚信倡议 | Quality integrity pledge
            ## 我们的承诺 | What we promise
            ### 依标生产 | Keep to the standard
            按照明示的标准生产。 | We make to the standard we state.
            """;

    private static TestApp app;
    private static String enterprise;
    private static String campaign;
    private static String signature;

    @BeforeAll
    static void start() {
        app = TestApp.start();
        enterprise = app.enterprise("91999999MA00000154");
        campaign = campaign();
        signature = signature();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static String last(Actor.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(303);
        return answer.location().substring(answer.location().lastIndexOf('/') + 1);
    }

    private static String campaign() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("year", String.valueOf(TODAY.getYear()));
        fields.put("themeZh", "示例主题");
        fields.put("themeEn", "Example theme");
        fields.put("opensOn", TODAY.minusDays(5).toString());
        fields.put("closesOn", TODAY.plusDays(5).toString());
        fields.put("organiserZh", "示例协会");
        fields.put("organiserEn", "Example association");
        fields.put("coOrganisers", "示例学会\n示例研究院");
        fields.put("criteriaZh", "依法登记的企业");
        fields.put("criteriaEn", "Enterprises registered by law");
        fields.put("text", TEXT);
        Actor operator = app.operator();
        String id = last(operator.form("/desk/campaigns/new", "/desk/campaigns", fields));
        String path = "/desk/campaigns/" + id;
        last(operator.form(path, path + "/open", Map.of()));
        return id;
    }

    private static String signature() {
        Actor owner = app.of(enterprise, Role.OWNER);
        String path = "/desk/campaigns/" + campaign;
        String hash =
                app.anybody().get("/api/campaigns/" + campaign).json().path("textHash").asString();
        String id =
                last(
                        owner.form(
                                path,
                                path + "/sign",
                                Map.of(
                                        "textHash", hash,
                                        "signerName", "不应公开的姓名",
                                        "signerRole", "总经理",
                                        "category", "BENCHMARK",
                                        "consent", "true")));
        String signed = "/desk/signatures/" + id;
        last(app.with(Role.REVIEWER).form(signed, signed + "/approve", Map.of()));
        last(app.with(Role.PUBLISHER).form(signed, signed + "/publish", Map.of()));
        return id;
    }

    @Test
    void showsTheRollInBothLanguagesAndAsFiles() {
        Actor anybody = app.anybody();
        for (String language : List.of("zh", "en")) {
            String roll = anybody.page("/roll?q=91999999MA00000154", language).text();
            assertThat(roll).contains("/roll/" + signature).contains("<svg class=\"grid\"");
            String entry = anybody.page("/roll/" + signature, language).text();
            assertThat(entry).contains("91999999MA00000154").doesNotContain("不应公开的姓名");
            assertThat(anybody.page("/campaigns/" + campaign, language).status()).isEqualTo(200);
            assertThat(anybody.page("/enterprises/" + enterprise, language).status())
                    .isEqualTo(200);
        }
        String csv = anybody.get("/roll.csv?industry=C&province=110000").text();
        assertThat(csv.lines().filter(line -> line.contains(signature))).hasSize(1);
        assertThat(csv).doesNotContain("不应公开的姓名");
        assertThat(anybody.get("/roll.json?year=" + TODAY.getYear()).json().path("pledges"))
                .anySatisfy(one -> assertThat(one.path("id").asString()).isEqualTo(signature));
        assertThat(anybody.get("/roll.json?province=440000&q=%25").json().path("pledges"))
                .isEmpty();
        assertThat(anybody.get("/roll?state=SUBMITTED").status()).isEqualTo(400);
    }

    @Test
    void showsTheCertificateAndWhatAVerifierNeeds() {
        Actor publisher = app.with(Role.PUBLISHER);
        assertThat(app.anybody().page("/certificates?pledge=" + enterprise, "en").text())
                .contains("no certificate");
        last(
                publisher.form(
                        "/desk/certificates", "/desk/certificates", Map.of("campaign", campaign)));
        Actor.Answer found = app.anybody().get("/certificates?pledge=" + signature);
        long end = System.nanoTime() + 60_000_000_000L;
        while (found.status() != 303 && System.nanoTime() < end) {
            LockSupport.parkNanos(20_000_000);
            found = app.anybody().get("/certificates?pledge=" + signature);
        }
        String number = last(found);
        String path = "/certificates/" + number;
        assertThat(app.anybody().page(path, "en").text())
                .contains("not a certification of product or system");
        assertThat(app.anybody().page(path, "zh").text()).contains("不构成对产品或体系的认证");
        Actor.Answer credential = app.anybody().get(path + "/credential");
        assertThat(credential.json().path("type").toString()).contains("QualityPledgeAnnouncement");
        String did = app.anybody().get("/.well-known/did.json").json().path("id").asString();
        assertThat(credential.json().path("issuer").path("id").asString()).isEqualTo(did);
        assertThat(app.anybody().get("/contexts/announcement/v1").text())
                .contains(app.origin() + "/contexts/announcement/v1#creditCode");
        assertThat(app.anybody().get("/status/revocation/0").text()).contains("encodedList");
        assertThat(app.anybody().get("/status/other/0").status()).isEqualTo(404);
        assertThat(app.anybody().get("/status/revocation/x").status()).isEqualTo(404);
    }

    @Test
    void showsTheDesks() {
        Actor operator = app.operator();
        for (String page :
                List.of(
                        "/desk/enterprises",
                        "/desk/enterprises/import",
                        "/desk/products",
                        "/desk/campaigns",
                        "/desk/campaigns/" + campaign,
                        "/desk/campaigns/" + campaign + "/queue?state=APPROVED",
                        "/desk/signatures/" + signature,
                        "/desk/certificates")) {
            Actor.Answer shown = operator.page(page, "zh");
            assertThat(shown.status()).as(page).isEqualTo(200);
            assertThat(shown.text()).as(page).startsWith("<!DOCTYPE html>");
        }
    }

    @Test
    void importsByTheFormAndNamesTheWrongLine() {
        Actor operator = app.operator();
        String page = "/desk/enterprises/import";
        String roll = new String(EnterpriseFixtures.roll(500, 502), StandardCharsets.UTF_8);
        String bad = roll + "91999999MA00000155,名,,广东,C,\n";
        Actor.Answer refused = operator.form(page, page, Map.of("csv", bad, "dryRun", "true"));
        assertThat(refused.text()).contains("creditCode").contains("<td>5</td>");
        Actor.Answer stored = operator.form(page, page, Map.of("csv", roll));
        assertThat(stored.status()).isEqualTo(200);
        Actor.Answer problem =
                operator.post(
                        "/api/enterprises/import",
                        "text/csv",
                        bad.getBytes(StandardCharsets.UTF_8));
        assertThat(problem.code()).isEqualTo("CSV_INVALID");
        assertThat(problem.json().path("errors").path(0).path("line").asInt()).isEqualTo(5);
    }
}
