// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import dev.touchstone.app.cli.Actor;
import dev.touchstone.app.cli.PlayedDemo;
import dev.touchstone.app.enterprise.CreditCode;
import dev.touchstone.app.picture.Photographs;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.gs1.CheckDigit;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What the demo makes, and besides it what is still waiting for somebody: an unverified
/// enterprise, a held lot, a signature to approve, a report to answer. Says at which address each
/// page route is looked at, and by whom.
final class PageWorld {
    private final PlayedDemo demo;
    private final String origin;
    private final Map<String, String> paths = new HashMap<>();
    private final String maker;

    PageWorld(App app) {
        demo = new PlayedDemo(app);
        origin = app.config().publicUrl();
        JsonNode product = demo.operator().get("/api/products/" + PlayedDemo.GTIN).json();
        maker = product.path("enterprise").asString();
        String statement = product.path("statement").asString();
        with(Role.OWNER)
                .post(
                        "/api/products/" + PlayedDemo.GTIN + "/photo",
                        "image/png",
                        Photographs.png(800, 600));
        String order = demo.made("activated");
        String item = demo.made("captured");
        paths.put("/enterprises/{id}", "/enterprises/" + maker);
        paths.put("/desk/enterprises/{id}", "/desk/enterprises/" + maker);
        paths.put("/desk/enterprises/{id}/contacts", "/desk/enterprises/" + maker + "/contacts");
        paths.put("/products/{gtin}", "/products/" + PlayedDemo.GTIN);
        paths.put("/desk/products/{gtin}", "/desk/products/" + PlayedDemo.GTIN);
        paths.put("/log/statements/{statement}", "/log/statements/" + statement);
        paths.put("/desk/orders/{id}", "/desk/orders/" + order);
        paths.put("/desk/products/{gtin}/keys", keys());
        paths.put("/licences/{id}", "/licences/" + demo.made("licence"));
        paths.put("/desk/licences/{id}", "/desk/licences/" + demo.made("licence"));
        paths.put("/desk/orders/{id}/deliveries", "/desk/orders/" + order + "/deliveries");
        paths.put("/deliveries/{secret}", delivery(order));
        paths.put("/desk/orders/{id}/verify-print", "/desk/orders/" + order + "/verify-print");
        paths.put("/desk/orders/{id}/print", "/desk/orders/" + order + "/print");
        paths.put("/desk/labels/{template}/calibration.pdf", "/desk/labels/A4_65/calibration.pdf");
        packed(order);
        LinkWorld.link(with(Role.OWNER), item);
        paths.put("/campaigns/{id}", "/campaigns/" + demo.made("campaign"));
        paths.put(
                "/campaigns/{id}/texts/{version}",
                "/campaigns/" + demo.made("campaign") + "/texts/1");
        paths.put("/desk/campaigns/{id}/edit", "/desk/campaigns/" + draft() + "/edit");
        paths.put("/desk/campaigns/{id}", "/desk/campaigns/" + demo.made("campaign"));
        paths.put(
                "/desk/campaigns/{id}/queue",
                "/desk/campaigns/" + demo.made("campaign") + "/queue");
        paths.put("/roll/{id}", "/roll/" + demo.made("signature"));
        paths.put("/commitments/{id}", "/commitments/" + demo.made("signature"));
        paths.put("/certificates/{number}", "/certificates/" + demo.made("certificate"));
        paths.put("/P/{number}/{serial}", NumberWorld.item(with(Role.OWNER)));
        paths.put("/01/{gtin}", "/01/" + PlayedDemo.GTIN);
        paths.put("/01/{gtin}/21/{serial}", item);
        paths.put("/01/{gtin}/10/{lot}/21/{serial}", item.replace("/21/", "/10/L20260901/21/"));
        paths.put(
                "/desk/campaigns/{id}/certificates",
                "/desk/campaigns/" + demo.made("campaign") + "/certificates");
        paths.put("/desk/certificate-batches/{id}", "/desk/certificate-batches/" + batch());
        paths.put(
                "/desk/campaigns/{id}/commitments",
                "/desk/campaigns/" + demo.made("campaign") + "/commitments");
        heldLot();
        reportOnThePledge();
        voidedCodes(order);
        leakedCode(order);
        signatureToApprove();
        openDay();
        reportToAnswer(item.substring(item.indexOf("/21/") + 4));
        invitation();
        application();
    }

    /// The address at which a route is looked at, empty when nobody has said which.
    Optional<String> path(String template) {
        return template.contains("{")
                ? Optional.ofNullable(paths.get(template))
                : Optional.of(template);
    }

    /// The page of the enterprise that nobody has verified.
    String applicant() {
        return paths.get("applicant");
    }

    PlayedDemo demo() {
        return demo;
    }

    Actor with(Role role) {
        if (role == Role.OPERATOR) {
            return demo.operator();
        }
        Optional<String> enterprise = role.ofEnterprise() ? Optional.of(maker) : Optional.empty();
        return demo.invited(role.name().toLowerCase(Locale.ROOT), role.name(), enterprise);
    }

    private String batch() {
        String all = "/api/campaigns/" + demo.made("campaign") + "/certificates";
        String id = id(demo.operator().post(all, Map.of()));
        made(demo.operator().post("/api/certificate-batches/" + id + "/cancel", Map.of()));
        return id;
    }

    static Actor.Answer made(Actor.Answer answer) {
        if (answer.status() >= 300) {
            throw new IllegalStateException(answer.status() + " " + answer.text());
        }
        return answer;
    }

    static String id(Actor.Answer answer) {
        return made(answer).json().path("id").asString();
    }

    /// The campaign of next year, which is being prepared.
    private String draft() {
        return id(
                demo.operator()
                        .post("/api/campaigns/" + demo.made("campaign") + "/clone", Map.of()));
    }

    private void heldLot() {
        Actor quality = with(Role.QUALITY);
        String lots = "/api/products/" + PlayedDemo.GTIN + "/lots";
        made(quality.post(lots, Map.of("number", "L20260902", "producedOn", "2026-09-02")));
        made(quality.post(lots + "/L20260902/hold", Map.of("reason", "外观抽检不合格，待复检")));
    }

    private void reportOnThePledge() {
        String signature = demo.made("signature");
        String place = "/api/signatures/" + signature + "/commitments/1-1";
        Map<String, Object> said =
                Map.of(
                        "textZh",
                        "全年按明示标准组织生产，出厂检验 1,240 批，全部合格后放行。\n暂停 1 批，复检后放行。",
                        "textEn",
                        "All of the year we made to the standard we state, and checked 1,240 lots.",
                        "evidence",
                        List.of(
                                Map.of(
                                        "kind",
                                        "HELD_LOT",
                                        "reference",
                                        PlayedDemo.GTIN + "/L20260902"),
                                Map.of(
                                        "kind",
                                        "INSPECTION_REPORT",
                                        "reference",
                                        "https://inspection.example/reports/2026/00017")),
                        "seen",
                        0);
        Actor owner = with(Role.OWNER);
        made(owner.post(place + "/draft", said));
        made(owner.post(place + "/publish", Map.of("seen", 0)));
        Map<String, Object> corrected = new HashMap<>(said);
        corrected.put("textZh", "全年按明示标准组织生产，出厂检验 1,420 批，全部合格后放行。\n暂停 1 批，复检后放行。");
        corrected.put("seen", 1);
        made(owner.post(place + "/draft", corrected));
        made(owner.post(place + "/publish", Map.of("seen", 1)));
        corrected.put("seen", 2);
        made(owner.post(place + "/draft", corrected));
        paths.put(
                "/desk/signatures/{id}/commitments/{place}",
                "/desk/signatures/" + signature + "/commitments/1-1");
    }

    /// A product with a key that an inspector has and another that is about to be revoked.
    private String keys() {
        String keys = "/products/" + PlayedDemo.GTIN + "/keys";
        Actor owner = with(Role.OWNER);
        Map<String, Object> given =
                Map.of("keyId", 10, "grade", "CHECK", "holder", "市监所抽检组", "days", 30);
        made(owner.post("/api" + keys + "/export", given));
        Map<String, Object> lost = Map.of("keyId", 2, "reason", "U 盘遗失", "sure", true);
        made(owner.post("/api" + keys + "/revoke", lost));
        return "/desk" + keys;
    }

    private String delivery(String order) {
        return with(Role.OWNER)
                .post("/api/orders/" + order + "/deliveries", Map.of("recipient", "某印刷厂"))
                .json()
                .path("link")
                .asString("")
                .replaceFirst("https?://[^/]+", "");
    }

    private void packed(String order) {
        Actor line = with(Role.LINE);
        String box = CheckDigit.append("09999990000000001");
        String pallet = CheckDigit.append("09999990000000009");
        Map<String, Object> codes = Map.of("order", order, "from", 101, "to", 124);
        made(line.post("/api/packing/" + box + "/pack", codes));
        Map<String, Object> boxes = Map.of("containers", List.of(box));
        made(line.post("/api/packing/" + pallet + "/pack", boxes));
        paths.put("/00/{sscc}", "/00/" + box);
        paths.put("/desk/packing/{sscc}", "/desk/packing/" + box);
    }

    private void voidedCodes(String order) {
        made(
                with(Role.OWNER)
                        .post(
                                "/api/orders/" + order + "/void",
                                Map.of("from", 5_001, "to", 5_010, "reason", "印刷污损")));
    }

    /// A code that is on no item yet, and was checked.
    private void leakedCode(String order) {
        Actor owner = with(Role.OWNER);
        String line =
                owner.get("/api/orders/" + order + "/codes.csv")
                        .text()
                        .lines()
                        .skip(6_000)
                        .findFirst()
                        .orElseThrow();
        String path = line.substring(line.indexOf("/01/")).strip();
        Actor finder = demo.anybody();
        String token = finder.get(path).json().path("pageToken").asString();
        made(finder.withToken(token).post(path, Map.of()));
    }

    private static String code(String start) {
        return CreditCode.completed(start).text();
    }

    private String enterprise(String code, String nameZh, String nameEn) {
        return id(
                demo.operator()
                        .post(
                                "/api/enterprises",
                                Map.of(
                                        "creditCode", code,
                                        "nameZh", nameZh,
                                        "nameEn", nameEn,
                                        "province", "330000",
                                        "industry", "C")));
    }

    private void signatureToApprove() {
        String other = enterprise(code("91999999MC000001"), "示例恒信仪表有限公司", "Sample Meters Ltd.");
        made(with(Role.REVIEWER).post("/api/enterprises/" + other + "/verify", Map.of()));
        String campaign = "/api/campaigns/" + demo.made("campaign");
        Actor owner = demo.invited("other.owner", "OWNER", Optional.of(other));
        String hash = owner.get(campaign).json().path("textHash").asString();
        String signature =
                id(
                        owner.post(
                                campaign + "/signatures",
                                Map.of(
                                        "textHash", hash,
                                        "signerName", "示例签署人",
                                        "signerRole", "质量负责人",
                                        "category", "IMPROVEMENT",
                                        "consent", true)));
        paths.put("/desk/signatures/{id}", "/desk/signatures/" + signature);
        String applicant =
                enterprise(
                        code("91999999MC000002"),
                        "示例远山饮品制造股份有限公司",
                        "Sample Farhill Beverage Manufacturing Company Limited");
        paths.put("applicant", "/enterprises/" + applicant);
    }

    private void openDay() {
        Actor owner = with(Role.OWNER);
        LocalDate date = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(5);
        Map<String, Object> plan = new HashMap<>();
        String sites = "/api/enterprises/" + maker + "/sites";
        made(owner.post(sites, Map.of("name", "清泉山茶厂", "province", "350000")));
        plan.put("campaign", demo.made("campaign"));
        plan.put("site", "清泉山茶厂");
        plan.put("province", "350000");
        plan.put("address", "武夷山市示例路1号");
        plan.put("date", date.toString());
        plan.put("from", "09:30");
        plan.put("to", "11:30");
        plan.put("topicZh", "看一片茶叶怎样变成一罐茶");
        plan.put("topicEn", "From leaf to tin");
        plan.put("aboutZh", "参观采摘、萎凋、揉捻和检验，全程讲解。");
        plan.put("aboutEn", "Picking, withering, rolling and testing, with a guide.");
        plan.put("capacity", 4);
        plan.put("languages", "zh, en");
        plan.put("meetingPoint", "东门");
        plan.put("notes", "请穿平底鞋，10岁以上");
        String id = id(owner.post("/api/open-days", plan));
        String api = "/api/open-days/" + id;
        made(owner.post(api + "/publish", Map.of()));
        Actor visitor = demo.anybody();
        for (int party : new int[] {4, 2}) {
            String token = visitor.get(api).json().path("register").path("pageToken").asString();
            JsonNode registered =
                    made(visitor.withToken(token)
                                    .post(
                                            api + "/registrations",
                                            Map.of(
                                                    "name",
                                                    "示例访客",
                                                    "phone",
                                                    "010 5550 0100",
                                                    "party",
                                                    party,
                                                    "consent",
                                                    true)))
                            .json();
            paths.putIfAbsent("/open-days/tickets/{ticket}", registered.path("ticket").asString());
            paths.put("ticket-waiting", registered.path("ticket").asString());
        }
        paths.put("/open-days/{id}", "/open-days/" + id);
        paths.put("/desk/open-days/{id}", "/desk/open-days/" + id);
        paths.put("/desk/open-days/{id}/gate", "/desk/open-days/" + id + "/gate");
    }

    /// A ticket of a party that waits for places.
    String waitingTicket() {
        return paths.get("ticket-waiting");
    }

    private void reportToAnswer(String serial) {
        Actor consumer = demo.anybody();
        String token = consumer.get("/report").json().path("pageToken").asString();
        JsonNode filed =
                made(consumer.withToken(token)
                                .post(
                                        "/api/reports",
                                        Map.of(
                                                "gtin",
                                                PlayedDemo.GTIN,
                                                "serial",
                                                serial,
                                                "kind",
                                                "QUALITY",
                                                "text",
                                                "开封后发现茶叶受潮，请核实。")))
                        .json();
        paths.put("/desk/reports/{id}", "/desk/reports/" + filed.path("id").asString());
        String follow = filed.path("follow").asString();
        paths.put("/report/{receipt}", follow.substring(follow.indexOf("/report/")));
    }

    private void application() {
        Actor.Answer sent =
                demo.anybody()
                        .form(
                                "/apply",
                                "/apply",
                                Map.of(
                                        "creditCode",
                                                CreditCode.completed("91999999MA700001").text(),
                                        "nameZh", "示例申请企业有限公司",
                                        "province", "江苏省苏州市姑苏区",
                                        "industry", "14",
                                        "contactName", "示例联系人",
                                        "contactEmail", "apply@example.org",
                                        "consent", "true"));
        paths.put("/apply/{secret}", sent.location());
    }

    private void invitation() {
        Actor.Answer invited =
                demo.operator()
                        .post(
                                "/api/accounts",
                                Map.of("login", "newcomer", "roles", List.of("AUDITOR")));
        String link = made(invited).json().path("link").asString();
        paths.put("/invitation/{token}", link.substring(origin.length()));
    }

    /// Waits until the log has what was stated so far.
    void waitForTheLog() {
        String proof = paths.get("/log/statements/{statement}").replace("/statements/", "/proof/");
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (demo.anybody().get(proof).status() != 200) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not in the log after 30 s: " + proof);
            }
            Thread.onSpinWait();
        }
    }
}
