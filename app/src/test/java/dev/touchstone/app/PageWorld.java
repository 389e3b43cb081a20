// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import dev.touchstone.app.cli.Actor;
import dev.touchstone.app.web.Role;
import java.util.HashMap;
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

    PageWorld(TestApp app) {
        this.app = app;
        this.enterprise = app.enterprise("91999999MA00000154");
        this.applicant = applicant();
        paths.put("/enterprises/{id}", "/enterprises/" + enterprise);
        product();
        order();
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
                                        "brand", "示例牌")));
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
    }

    private void invitations() {
        Actor.Answer invited =
                made(
                        app.operator()
                                .post(
                                        "/api/accounts",
                                        Map.of(
                                                "login",
                                                "newcomer",
                                                "roles",
                                                java.util.List.of("AUDITOR"))));
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
