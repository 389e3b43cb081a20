// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.commitment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestApp;
import dev.touchstone.app.cli.Actor;
import dev.touchstone.app.usecase.Role;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// From a signature to its reports, by the forms that people use and by the API.
class CommitmentPagesTest {
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private static final String TEXT =
            """
            # 质量诚信倡议 | Quality integrity pledge
            ## 我们的承诺 | What we promise
            ### 依标生产 | Keep to the standard
            按照明示的标准生产。 | We make to the standard we state.
            ### 如实标注 | Label truthfully
            产品信息真实。 | What we say is true.
            """;

    private static TestApp app;
    private static Actor owner;
    private static String campaign;
    private static String signature;

    @BeforeAll
    static void start() {
        app = TestApp.start();
        String enterprise = app.enterprise("91999999MA00000154");
        owner = app.of(enterprise, Role.OWNER);
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
        String hash =
                app.anybody().get("/api/campaigns/" + campaign).json().path("textHash").asString();
        Map<String, Object> signed =
                Map.of(
                        "textHash", hash,
                        "signerName", "不应公开的姓名",
                        "signerRole", "总经理",
                        "category", "BENCHMARK",
                        "consent", true);
        Actor.Answer answer = owner.post("/api/campaigns/" + campaign + "/signatures", signed);
        String id = answer.json().path("id").asString();
        for (Role role : List.of(Role.REVIEWER, Role.PUBLISHER)) {
            String step = role == Role.REVIEWER ? "/approve" : "/publish";
            assertThat(app.with(role).post("/api/signatures/" + id + step, Map.of()).status())
                    .isEqualTo(200);
        }
        return id;
    }

    @Test
    void reportsByTheFormsAndShowsItToEverybody() {
        String work = "/desk/signatures/" + signature + "/commitments/1-1";
        Map<String, String> form = new HashMap<>();
        form.put("textZh", "第一行\n<b>第二行</b>");
        form.put("textEn", "What we did");
        form.put("seen", "0");
        form.put("kind1", "OTHER");
        form.put("reference1", "https://maker.example/a?b=1&c=2");
        form.put("kind2", "OTHER");
        form.put("reference2", "");
        last(owner.form(work, work + "/draft", form));
        String open = "/commitments/" + signature;
        assertThat(app.anybody().page(open, "en").text()).contains("No report yet, due on");
        assertThat(app.anybody().page(open, "zh").text()).contains("尚无报告，应于");
        assertThat(owner.page(work, "en").text()).contains("What we did").contains("Publish the");
        last(owner.form(work, work + "/publish", Map.of("seen", "0")));
        String page = app.anybody().page(open, "zh").text();
        assertThat(page)
                .contains("&lt;b&gt;第二行&lt;/b&gt;")
                .contains("href=\"https://maker.example/a?b=1&amp;c=2\"")
                .contains("rel=\"nofollow noopener noreferrer\"")
                .contains("id=\"c1-1\"")
                .doesNotContain("不应公开的姓名");
        assertThat(app.anybody().page(open, "en").text()).contains("What we did");
        String json = app.anybody().get("/api/signatures/" + signature + "/commitments").text();
        assertThat(json).contains("What we did").doesNotContain("不应公开的姓名");
        assertThat(owner.page("/desk/commitments", "zh").text()).contains("已报告");
    }

    @Test
    void refusesBadReportsByName() {
        String draft = "/api/signatures/" + signature + "/commitments/1-2/draft";
        Map<String, Object> good = Map.of("textZh", "字".repeat(Said.LENGTH_MAX), "seen", 0);
        assertThat(owner.post(draft, good).status()).isEqualTo(200);
        refuses(draft, Map.of("textZh", "字".repeat(Said.LENGTH_MAX + 1)), "TOO_LONG", "textZh");
        refuses(draft, Map.of("textZh", " "), "MISSING_FIELD", "textZh");
        refuses(draft, Map.of("textZh", "好\u0007"), "BAD_CHARACTER", "textZh");
        Map<String, String> http = Map.of("kind", "OTHER", "reference", "http://maker.example/");
        refuses(
                draft,
                Map.of("textZh", "好", "evidence", List.of(http)),
                "INVALID_VALUE",
                "evidence[0].reference");
        Map<String, String> ok = Map.of("kind", "OTHER", "reference", "https://maker.example/");
        refuses(
                draft,
                Map.of("textZh", "好", "evidence", List.of(ok, ok, ok, ok, ok, ok)),
                "WRONG_COUNT",
                "evidence");
        Map<String, String> gold = Map.of("kind", "AWARD", "reference", "https://maker.example/");
        refuses(
                draft,
                Map.of("textZh", "好", "evidence", List.of(gold)),
                "UNKNOWN_VALUE",
                "evidence[0].kind");
        String nowhere = "/api/signatures/" + signature + "/commitments/9-9/draft";
        assertThat(owner.post(nowhere, good).code()).isEqualTo("NOT_FOUND");
        assertThat(app.anybody().get("/commitments/" + campaign).status()).isEqualTo(404);
    }

    private static void refuses(String path, Map<String, Object> said, String code, String field) {
        Map<String, Object> body = new HashMap<>(said);
        body.put("seen", 0);
        Actor.Answer answer = owner.post(path, body);
        assertThat(answer.code()).as(answer.text()).isEqualTo(code);
        assertThat(answer.json().path("field").asString()).isEqualTo(field);
    }

    @Test
    void showsTheAssociationTheCampaignAndItsFile() {
        Actor operator = app.operator();
        assertThat(operator.page("/desk/commitments", "zh").text()).contains(campaign);
        String path = "/desk/campaigns/" + campaign + "/commitments";
        assertThat(operator.page(path, "zh").text()).contains("/commitments/" + signature);
        assertThat(operator.page(path + "?which=reported", "en").status()).isEqualTo(200);
        assertThat(operator.get(path + "?which=best").status()).isEqualTo(400);
        String csv = operator.get(path + "/list.csv").text();
        assertThat(csv.lines().filter(line -> line.contains(signature))).hasSize(1);
        LocalDate due = TODAY.plusDays(200);
        last(operator.form(path, path + "/plan", Map.of("dueOn", due.toString(), "parts", "1")));
        assertThat(app.anybody().page("/commitments/" + signature, "en").text())
                .contains("Reports are due on " + due);
    }

    @Test
    void keepsTheAddressForLettersToTheOwner() {
        Map<String, String> form = Map.of("address", "q@maker.example", "language", "EN");
        last(owner.form("/desk/commitments", "/desk/commitments/letters", form));
        assertThat(owner.page("/desk/commitments", "en").text()).contains("q@maker.example");
        Map<String, String> none = Map.of("address", "", "language", "EN");
        last(owner.form("/desk/commitments", "/desk/commitments/letters", none));
        assertThat(owner.page("/desk/commitments", "en").text()).doesNotContain("q@maker.example");
    }
}
