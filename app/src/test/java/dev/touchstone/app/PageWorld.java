// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import dev.touchstone.app.cli.Actor;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Page;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One item's way through the program, made through its API, so that every page has something to
/// show: which page route is opened at which address, and by whom.
final class PageWorld {
    static final String GTIN = "06901234567892";

    private final TestApp app;
    private final Map<String, String> paths = new HashMap<>();
    private final String enterprise;
    private final String applicant;
    private String item = "";

    PageWorld(TestApp app) {
        this.app = app;
        this.enterprise = app.enterprise("91999999MA00000154");
        this.applicant = applicant();
        paths.put("/enterprises/{id}", "/enterprises/" + enterprise);
        product();
        order();
        pledge();
        events();
        report();
        invitations();
    }

    /// The address at which a route is looked at, empty when nobody has said which.
    Optional<String> path(String template) {
        return template.contains("{")
                ? Optional.ofNullable(paths.get(template))
                : Optional.of(template);
    }

    /// An enterprise that nobody has verified yet.
    String applicantPath() {
        return "/enterprises/" + applicant;
    }

    Actor with(Role role) {
        return role.ofEnterprise() ? app.of(enterprise, role) : app.with(role);
    }

    private static Actor.Answer made(Actor.Answer answer) {
        if (answer.status() >= 300) {
            throw new IllegalStateException(answer.status() + " " + answer.text());
        }
        return answer;
    }

    private static String id(Actor.Answer answer) {
        return made(answer).json().path("id").asString();
    }

    private String applicant() {
        return id(
                app.operator()
                        .post(
                                "/api/enterprises",
                                Map.of(
                                        "creditCode", "91999999MA0000023Y",
                                        "nameZh", "示例清泉饮品制造股份有限公司",
                                        "nameEn", "Sample Clear Spring Beverage Manufacturing Co.",
                                        "province", "330000",
                                        "industry", "C")));
    }

    private void product() {
        Actor owner = with(Role.OWNER);
        Actor.Answer product =
                made(
                        owner.post(
                                "/api/products",
                                Map.of(
                                        "gtin", GTIN,
                                        "nameZh", "示例无线温湿度记录仪",
                                        "nameEn", "Sample wireless temperature recorder",
                                        "brand", "示例牌",
                                        "category", "instrument")));
        String lots = "/api/products/" + GTIN + "/lots";
        made(owner.post(lots, Map.of("number", "L2609-01", "producedOn", "2026-09-01")));
        made(owner.post(lots, Map.of("number", "L2609-02", "producedOn", "2026-09-02")));
        made(owner.post(lots + "/L2609-02/hold", Map.of("reason", "外观抽检不合格，待复检")));
        paths.put("/products/{gtin}", "/products/" + GTIN);
        paths.put("/desk/products/{gtin}", "/desk/products/" + GTIN);
        String statement = product.json().path("statement").asString();
        paths.put("/log/statements/{statement}", "/log/statements/" + statement);
    }

    private void order() {
        Actor owner = with(Role.OWNER);
        String id =
                id(
                        owner.post(
                                "/api/mark/orders",
                                Map.of("gtin", GTIN, "count", 10_000, "externalId", "PO-2609")));
        made(
                owner.post(
                        "/api/mark/orders/" + id + "/activate",
                        Map.of("from", 1, "to", 5_000, "lot", "L2609-01")));
        made(
                owner.post(
                        "/api/mark/orders/" + id + "/void",
                        Map.of("from", 5_001, "to", 5_010, "reason", "印刷污损")));
        paths.put("/desk/mark/{id}", "/desk/mark/" + id);
        String first =
                owner.get("/api/mark/orders/" + id + "/codes.csv")
                        .text()
                        .lines()
                        .skip(1)
                        .findFirst()
                        .orElseThrow();
        item = first.substring(first.indexOf("/01/")).replace("\"", "").strip();
    }

    private void pledge() {
        Map<String, Object> commitment =
                Map.of(
                        "titleZh", "按标准生产",
                        "titleEn", "Produce to the standard",
                        "bodyZh", "公开所执行的标准，不合格品不出厂。",
                        "bodyEn",
                                "We publish our standards and let nothing leave that fails them.");
        Map<String, Object> part =
                Map.of(
                        "titleZh", "我们承诺",
                        "titleEn", "We pledge",
                        "commitments", List.of(commitment));
        LocalDate today = LocalDate.now(Page.ZONE);
        Map<String, Object> plan = new HashMap<>();
        plan.put("year", today.getYear());
        plan.put("themeZh", "质量为先 诚信为本");
        plan.put("themeEn", "Quality first, honestly kept");
        plan.put("opensOn", today.minusDays(3).toString());
        plan.put("closesOn", today.plusDays(3).toString());
        plan.put("organiserZh", "示例质量协会");
        plan.put("organiserEn", "Sample Quality Association");
        plan.put("criteriaZh", "依法登记并经核实的企业均可参加。");
        plan.put("criteriaEn", "Any verified enterprise may take part.");
        plan.put("text", Map.of("titleZh", "倡议书", "titleEn", "Pledge", "parts", List.of(part)));
        Actor operator = app.operator();
        String campaign = id(operator.post("/api/campaigns", plan));
        String path = "/api/campaigns/" + campaign;
        made(operator.post(path + "/open", Map.of()));
        String hash = operator.get(path).json().path("textHash").asString();
        Map<String, Object> signing =
                Map.of(
                        "textHash", hash,
                        "signerName", "示例负责人",
                        "signerRole", "总经理",
                        "category", "BENCHMARK",
                        "consent", true);
        String signature = id(with(Role.OWNER).post(path + "/signatures", signing));
        made(app.with(Role.REVIEWER).post(path + "/approve-all", Map.of()));
        Actor publisher = app.with(Role.PUBLISHER);
        made(publisher.post(path + "/publish-all", Map.of()));
        String number =
                made(publisher.post("/api/certificates", Map.of("signature", signature)))
                        .json()
                        .path("number")
                        .asString();
        paths.put("/campaigns/{id}", "/campaigns/" + campaign);
        paths.put("/desk/campaigns/{id}", "/desk/campaigns/" + campaign);
        paths.put("/desk/campaigns/{id}/queue", "/desk/campaigns/" + campaign + "/queue");
        paths.put("/desk/signatures/{id}", "/desk/signatures/" + signature);
        paths.put("/roll/{id}", "/roll/" + signature);
        paths.put("/certificates/{number}", "/certificates/" + number);
        paths.put("/certificates/{number}/credential", "/certificates/" + number + "/credential");
        paths.put("/status/{purpose}/{list}", "/status/revocation/1");
    }

    private void events() {
        String link = "https://id.gs1.org" + item;
        String document =
                """
                {"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
                 "type": "EPCISDocument", "schemaVersion": "2.0",
                 "creationDate": "2026-09-05T02:00:00Z",
                 "epcisBody": {"eventList": [
                  {"type": "ObjectEvent",
                   "eventID": "urn:uuid:6a1f4c1e-7f0a-4c53-9d0b-0d6f6d3b0009",
                   "eventTime": "2026-09-05T10:00:00+08:00", "eventTimeZoneOffset": "+08:00",
                   "epcList": ["ITEM"], "action": "OBSERVE", "bizStep": "shipping",
                   "disposition": "in_transit",
                   "readPoint": {"id": "https://id.gs1.org/414/6901234500009"}}]}}
                """
                        .replace("ITEM", link);
        Actor.Answer captured =
                made(
                        with(Role.QUALITY)
                                .post(
                                        "/epcis/capture",
                                        "application/json",
                                        document.getBytes(StandardCharsets.UTF_8)));
        paths.put("/epcis/capture/{id}", captured.location());
        paths.put(
                "/epcis/events/{eventId}",
                "/epcis/events/urn:uuid:6a1f4c1e-7f0a-4c53-9d0b-0d6f6d3b0009");
        paths.put("/01/{gtin}", "/01/" + GTIN);
        paths.put("/01/{gtin}/21/{serial}", item);
        paths.put("/01/{gtin}/10/{lot}/21/{serial}", item.replace("/21/", "/10/L2609-01/21/"));
    }

    private void report() {
        Actor consumer = app.anybody();
        String token = consumer.get("/report").json().path("pageToken").asString();
        Actor.Answer filed =
                made(
                        consumer.withToken(token)
                                .post(
                                        "/api/reports",
                                        Map.of(
                                                "gtin", GTIN,
                                                "kind", "QUALITY",
                                                "text", "包装封口处有轻微破损，请核实。")));
        String follow = filed.json().path("follow").asString();
        paths.put("/report/{receipt}", follow.replace(app.origin(), ""));
        paths.put("/desk/reports/{id}", "/desk/reports/" + id(filed));
    }

    private void invitations() {
        Actor.Answer invited =
                made(
                        app.operator()
                                .post(
                                        "/api/accounts",
                                        Map.of("login", "newcomer", "roles", List.of("AUDITOR"))));
        String link = invited.json().path("link").asString();
        paths.put("/invitation/{token}", link.substring(app.origin().length()));
    }

    /// Waits until every statement made so far stands in the log.
    void waitForTheLog() {
        String proof = paths.get("/log/statements/{statement}").replace("/statements/", "/proof/");
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (app.anybody().get(proof).status() != 200) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not in the log after 30 s: " + proof);
            }
            Thread.onSpinWait();
        }
    }
}
