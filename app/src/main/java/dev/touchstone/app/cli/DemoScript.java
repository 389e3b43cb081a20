// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import dev.touchstone.app.web.Page;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The eight steps of one item's way, from pledge to scan, through HTTP alone; each request's
/// outcome and link are printed. Confined to one thread.
final class DemoScript {
    private static final int CODES = 10_000;
    private static final int ACTIVATED = 5_000;
    private static final String ORDER = "DEMO-0001";

    private final DemoPeople people;
    private final DemoState state;
    private final PrintWriter out;
    private final String origin;
    private final Instant now;
    private final LocalDate today;
    private final Actor operator;
    private final Actor reviewer;
    private final Actor publisher;

    DemoScript(
            DemoPeople people,
            DemoState state,
            Optional<String> setUpLink,
            PrintWriter out,
            String origin,
            Instant now) {
        this.people = people;
        this.state = state;
        this.out = out;
        this.origin = origin;
        this.now = now;
        this.today = LocalDate.ofInstant(now, Page.ZONE);
        this.operator = people.operator(setUpLink);
        this.reviewer = people.invited(operator, "reviewer", "REVIEWER", Optional.empty());
        this.publisher = people.invited(operator, "publisher", "PUBLISHER", Optional.empty());
    }

    /// Plays everything.
    void run() {
        importRoll();
        String maker = registerMaker();
        Actor owner = people.invited(operator, "owner", "OWNER", Optional.of(maker));
        Actor quality = people.invited(operator, "quality", "QUALITY", Optional.of(maker));
        Actor service = people.invited(operator, "service", "SERVICE", Optional.of(maker));
        registerProduct(owner, quality);
        String signature = pledge(owner);
        certificate(signature);
        String item = codes(owner);
        trace(quality, item);
        check(item);
        report(service, item);
    }

    private void importRoll() {
        heading("0", "the roll of " + DemoRoll.ENTERPRISES + " synthetic enterprises");
        byte[] csv = DemoRoll.csv().getBytes(StandardCharsets.UTF_8);
        String path = "/api/enterprises/import";
        JsonNode dry = done("dry run", operator.post(path + "?dryRun=true", "text/csv", csv), "");
        counts(dry);
        JsonNode real = done("import", operator.post(path, "text/csv", csv), "/desk/enterprises");
        counts(real);
        done("verify all", reviewer.post("/api/enterprises/verify-all", Map.of()), "");
    }

    private String registerMaker() {
        heading("1", "an enterprise, its product and a lot");
        String code = DemoRoll.makersCode();
        JsonNode found =
                operator.get("/api/enterprises?q=" + code).json().path("enterprises").path(0);
        String id = found.path("id").asString("");
        if (id.isEmpty()) {
            Actor.Answer made = operator.post("/api/enterprises", DemoTexts.maker());
            id = made.json().path("id").asString("");
            done("register", made, "/enterprises/" + id);
            done("verify", reviewer.post("/api/enterprises/" + id + "/verify", Map.of()), "");
        } else {
            there("registered", "/enterprises/" + id);
        }
        return id;
    }

    private void registerProduct(Actor owner, Actor quality) {
        String path = "/api/products/" + DemoTexts.GTIN;
        if (owner.get(path).status() == 200) {
            there("product and lot", "/products/" + DemoTexts.GTIN);
            return;
        }
        String page = "/products/" + DemoTexts.GTIN;
        done("product", owner.post("/api/products", DemoTexts.product()), page);
        done(
                "lot",
                quality.post(
                        path + "/lots",
                        Map.of(
                                "number",
                                DemoTexts.LOT,
                                "producedOn",
                                today.minusDays(60).toString())),
                page);
    }

    private String pledge(Actor owner) {
        heading("2", "a campaign, its pledge, the public roll");
        String campaign = campaign();
        String path = "/api/campaigns/" + campaign;
        byte[] csv =
                DemoRoll.signaturesCsv(today.minusDays(1).toString())
                        .getBytes(StandardCharsets.UTF_8);
        String bulk = path + "/signatures/import";
        counts(done("2,000 paper signatures", operator.post(bulk, "text/csv", csv), ""));
        if (state.get("signature").isEmpty()) {
            String hash = owner.get(path).json().path("textHash").asString("");
            Actor.Answer signed =
                    owner.post(
                            path + "/signatures",
                            Map.of(
                                    "textHash", hash,
                                    "signerName", "示例负责人",
                                    "signerRole", "总经理",
                                    "category", "BENCHMARK",
                                    "consent", true));
            String id = signed.json().path("id").asString("");
            done("the enterprise signs", signed, "/campaigns/" + campaign);
            state.put("signature", id);
        } else {
            there("the enterprise signed", "/campaigns/" + campaign);
        }
        done("a reviewer approves", reviewer.post(path + "/approve-all", Map.of()), "");
        done("a publisher publishes", publisher.post(path + "/publish-all", Map.of()), "/roll");
        return state.get("signature").orElseThrow();
    }

    private String campaign() {
        Optional<String> known = state.get("campaign");
        if (known.isPresent()) {
            there("campaign " + today.getYear(), "/campaigns/" + known.get());
            return known.get();
        }
        Actor.Answer made = operator.post("/api/campaigns", DemoTexts.campaign(today));
        String id = made.json().path("id").asString("");
        done("campaign " + today.getYear(), made, "/campaigns/" + id);
        done("open it", operator.post("/api/campaigns/" + id + "/open", Map.of()), "");
        state.put("campaign", id);
        return id;
    }

    private void certificate(String signature) {
        heading("3", "the certificate of announcement");
        Optional<String> known = state.get("certificate");
        if (known.isEmpty()) {
            Actor.Answer made = publisher.post("/api/certificates", Map.of("signature", signature));
            String number = made.json().path("number").asString("");
            done("issue", made, "/certificates/" + number);
            state.put("certificate", number);
        } else {
            there("issued", "/certificates/" + known.get());
        }
        String credential = "/certificates/" + state.get("certificate").orElseThrow();
        done("credential", people.anybody().get(credential + "/credential"), credential);
    }

    private String codes(Actor owner) {
        heading("4", "ten thousand codes, one row");
        licence(owner);
        Actor.Answer ordered =
                owner.post(
                        "/api/orders",
                        Map.of("gtin", DemoTexts.GTIN, "count", CODES, "externalId", ORDER));
        String id = ordered.json().path("id").asString("");
        done("order", ordered, "/desk/orders");
        Actor.Answer csv = owner.get("/api/orders/" + id + "/codes.csv");
        done("download the CSV", csv, "");
        if (state.get("activated").isEmpty()) {
            done(
                    "activate 1 to " + ACTIVATED,
                    owner.post(
                            "/api/orders/" + id + "/activate",
                            Map.of("from", 1, "to", ACTIVATED, "lot", DemoTexts.LOT)),
                    "");
            state.put("activated", id);
        } else {
            there("activated 1 to " + ACTIVATED, "/desk/orders");
        }
        String first = csv.text().lines().skip(1).findFirst().orElse("");
        String link = first.substring(first.lastIndexOf(',') + 1).replace("\"", "").strip();
        return link.substring(link.indexOf("/01/"));
    }

    private void licence(Actor owner) {
        Optional<String> known = state.get("licence");
        if (known.isPresent()) {
            there("licence", "/licences/" + known.get());
            return;
        }
        String rules = owner.get("/api/licences/rules").json().path("digest").asString("");
        Actor.Answer granted =
                owner.post(
                        "/api/licences",
                        Map.of(
                                "kind",
                                "OWN",
                                "products",
                                List.of(DemoTexts.GTIN),
                                "quantity",
                                1_000_000,
                                "from",
                                today.toString(),
                                "until",
                                today.plusYears(1).toString(),
                                "rules",
                                rules));
        String id = granted.json().path("id").asString("");
        done("licence for the maker's own mark", granted, "/licences/" + id);
        state.put("licence", id);
    }

    private void trace(Actor quality, String item) {
        heading("5", "events of the item's life");
        if (state.get("captured").isEmpty()) {
            byte[] document =
                    DemoTexts.events("https://id.gs1.org" + item, now)
                            .getBytes(StandardCharsets.UTF_8);
            done("capture", quality.post("/epcis/capture", "application/json", document), "");
            state.put("captured", item);
        } else {
            there("captured", item);
        }
        done("query", quality.get("/epcis/events?perPage=10"), "");
    }

    private void check(String item) {
        heading("6", "a phone scans the item");
        Actor consumer = people.anybody();
        done("the page, in Chinese", consumer.page(item, "zh-CN"), item);
        Actor.Answer seen = consumer.get(item);
        JsonNode verdict = done("the verdict", seen, item + "?lang=en");
        String token = verdict.path("pageToken").asString("");
        JsonNode counted =
                done("the counted check", consumer.withToken(token).post(item, Map.of()), "");
        out.printf(
                "      %s, checked %s times%n",
                counted.path("verdict").asString("?"), counted.path("count").asString("?"));
    }

    private void report(Actor service, String item) {
        heading("7", "a consumer reports, the enterprise answers");
        if (state.get("report").isPresent()) {
            there("reported and answered", "/desk/reports");
            return;
        }
        Actor consumer = people.anybody();
        String token = consumer.get("/report").json().path("pageToken").asString("");
        String serial = item.substring(item.indexOf("/21/") + 4);
        Actor.Answer filed =
                consumer.withToken(token)
                        .post(
                                "/api/reports",
                                Map.of(
                                        "gtin",
                                        DemoTexts.GTIN,
                                        "serial",
                                        serial,
                                        "kind",
                                        "QUALITY",
                                        "text",
                                        "包装封口处有轻微破损，请核实。"));
        done("report", filed, filed.json().path("follow").asString("/report"));
        String id = filed.json().path("id").asString("");
        done(
                "answer",
                service.post(
                        "/api/reports/" + id + "/answer",
                        Map.of("text", "已核实：该批次封口温度偏低，已调整，并为您更换。")),
                "/desk/reports");
        state.put("report", id);
    }

    private void heading(String number, String what) {
        out.println(number + "  " + what);
        out.flush();
    }

    private void there(String what, String link) {
        line(what, "there already", link);
    }

    private JsonNode done(String what, Actor.Answer answer, String link) {
        if (answer.status() >= 400) {
            throw new Actor.Unexpected(what + ": HTTP " + answer.status() + " " + answer.text());
        }
        line(what, "HTTP " + answer.status(), link);
        return answer.text().startsWith("{") ? answer.json() : Actor.Answer.NOTHING.json();
    }

    private void line(String what, String outcome, String link) {
        String address = link.isEmpty() || link.startsWith("http") ? link : origin + link;
        out.printf(Locale.ROOT, "   %-28s %-14s %s%n", what, outcome, address);
        out.flush();
    }

    private void counts(JsonNode report) {
        out.printf("      %s%n", report.toString());
    }
}
