// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestApp;
import dev.touchstone.app.cli.Actor;
import dev.touchstone.app.usecase.Role;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A campaign from its draft to its archive, and an entry through an appeal, by forms and pages.
class CampaignWayTest {
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private static final String TEXT =
            """
            # 质量诚信倡议 | Quality integrity pledge
            ## 我们的承诺 | What we promise
            ### 依标生产 | Keep to the standard
            按照明示的标准生产。 | We make to the standard we state.
            """;

    private static TestApp app;
    private static Actor operator;

    @BeforeAll
    static void start() {
        app = TestApp.start();
        operator = app.operator();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("year", String.valueOf(TODAY.getYear()));
        fields.put("themeZh", "示例主题");
        fields.put("themeEn", "Example theme");
        fields.put("opensOn", TODAY.minusDays(5).toString());
        fields.put("closesOn", TODAY.plusDays(5).toString());
        fields.put("organiserZh", "示例协会");
        fields.put("organiserEn", "Example association");
        fields.put("coOrganisers", "示例学会 | Institute, Example\n示例研究院");
        fields.put("criteriaZh", "依法登记的企业");
        fields.put("criteriaEn", "Enterprises registered by law");
        fields.put("text", TEXT);
        return fields;
    }

    private static String last(Actor.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(303);
        return answer.location();
    }

    private static String draft() {
        return last(operator.form("/desk/campaigns/new", "/desk/campaigns", fields()));
    }

    private static String opened() {
        String path = draft();
        last(operator.form(path, path + "/open", Map.of()));
        return path;
    }

    @Test
    void previewsATextAndKeepsWhatWasTypedWhenItIsWrong() {
        Actor.Answer preview =
                operator.form("/desk/campaigns/new", "/desk/campaigns/preview?lang=en", fields());
        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.text())
                .contains("This is how signers will see the text")
                .contains("<strong>Keep to the standard</strong>")
                .contains("Institute, Example");
        Map<String, String> wrong = fields();
        wrong.put("text", "# only | a title");
        Actor.Answer refused =
                operator.form("/desk/campaigns/new", "/desk/campaigns?lang=en", wrong);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text())
                .contains("role=\"alert\"")
                .contains("Pledge text")
                .contains("# only | a title")
                .contains("Example association");
    }

    @Test
    void editsADraftAndPreparesTheNextYearFromAClosedCampaign() {
        String path = draft();
        Map<String, String> changed = fields();
        changed.put("themeEn", "Changed theme");
        last(operator.form(path + "/edit", path + "/edit", changed));
        assertThat(operator.page(path, "en").text()).contains("Changed theme");
        last(operator.form(path, path + "/open", Map.of()));
        assertThat(operator.form(path, path + "/edit", changed).status()).isEqualTo(409);
        last(operator.form(path, path + "/close", Map.of()));
        String next = last(operator.form(path, path + "/clone", Map.of()));
        assertThat(operator.page(next, "en").text())
                .contains(TODAY.plusDays(5).plusYears(1).toString())
                .contains("示例研究院 | 示例研究院");
        last(operator.form(path, path + "/archive", Map.of()));
        assertThat(operator.page(path, "en").text()).contains("Archived");
    }

    @Test
    void showsAnOwnKeyAndAnAppealOnTheRoll() {
        String enterprise = app.enterprise("91999999MA00000154");
        Actor owner = app.of(enterprise, Role.OWNER);
        String path = opened().replace("/desk/", "/api/");
        String toSign = owner.get(path + "/to-sign").text();
        OwnSignature.Given own = PledgeKeys.sm2(new Random(6)).given(toSign);
        Map<String, Object> body = new HashMap<>();
        body.put("textHash", owner.get(path).json().path("textHash").asString());
        body.put("signerName", "示例人");
        body.put("signerRole", "总经理");
        body.put("category", "BENCHMARK");
        body.put("consent", true);
        body.put("consentVersion", 2);
        assertThat(owner.post(path + "/signatures", body).code()).isEqualTo("TEXT_CHANGED");
        body.put("consentVersion", 1);
        body.put("ownKey", own.publicKey());
        body.put("ownSignature", "AAAA");
        assertThat(owner.post(path + "/signatures", body).code()).isEqualTo("OWN_SIGNATURE_WRONG");
        body.put("ownSignature", own.signature());
        String id = owner.post(path + "/signatures", body).json().path("id").asString();
        String signature = "/api/signatures/" + id;
        Actor reviewer = app.with(Role.REVIEWER);
        Actor publisher = app.with(Role.PUBLISHER);
        reviewer.post(signature + "/approve", Map.of());
        publisher.post(signature + "/publish", Map.of());
        assertThat(app.anybody().page("/roll/" + id, "en").text())
                .contains("Own key, SM2")
                .contains(own.signature().substring(0, 4))
                .contains("enterprise 91999999MA00000154");
        Map<String, String> wrongCode = Map.of("reason", "x", "reasonCode", "CANNOT_KEEP");
        assertThat(publisher.post(signature + "/remove", wrongCode).code())
                .isEqualTo("UNKNOWN_VALUE");
        publisher.post(signature + "/remove", Map.of("reason", "名称有误", "reasonCode", "DATA_WRONG"));
        owner.post(signature + "/appeal", Map.of("text", "名称无误，见营业执照"));
        assertThat(publisher.post(signature + "/overturn", Map.of("reason", "x")).code())
                .isEqualTo("SAME_PERSON");
        assertThat(reviewer.post(signature + "/overturn", Map.of("reason", "x")).code())
                .isEqualTo("SAME_PERSON");
        String shown = app.anybody().page("/roll/" + id, "en").text();
        assertThat(shown).contains("Appealed").contains("名称有误").doesNotContain("见营业执照");
        assertThat(app.anybody().get("/roll/" + id + "/badge.svg").status()).isEqualTo(200);
        assertThat(reviewer.get(signature).json().at("/appeal/state").asString()).isEqualTo("OPEN");
    }
}
