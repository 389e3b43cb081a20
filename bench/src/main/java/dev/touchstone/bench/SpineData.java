// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What the spine's requests are asked about, made through the public interface of a fresh server:
/// accounts, a roll, a maker with product, lot, pledge, certificate and codes.
///
/// A part of the interface that answers 404 is left out, with what depends on it.
final class SpineData {
    static final String GTIN = "09520000000004";
    static final String LOT = "L1";
    private static final int ROLL = 500;
    private static final int CODES = 10_000;
    private static final int ACTIVATED = 5_000;
    private static final int TRIES_MAX = 600;
    private static final Pattern SET_UP = Pattern.compile("https?://[^/\\s]+(/setup/\\S+)");
    private static final List<String> PROVINCES = List.of("110000", "310000", "440000", "500000");

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI origin;
    private final Figures figures;
    private final LocalDate today;
    private final String password = UUID.randomUUID().toString();
    private final Visitor operator;
    private final Visitor reviewer;
    private final Visitor publisher;
    private final Visitor owner;
    private final Visitor quality;

    private Optional<String> certificate = Optional.empty();
    private List<String> items = List.of();

    SpineData(ServerChild server, Figures figures, LocalDate today) {
        this.origin = server.address();
        this.figures = figures;
        this.today = today;
        this.operator = setUp(server.lines());
        this.reviewer = invited("reviewer", "REVIEWER", "");
        this.publisher = invited("publisher", "PUBLISHER", "");
        roll();
        String maker = maker();
        this.owner = invited("owner", "OWNER", maker);
        this.quality = invited("quality", "QUALITY", maker);
        product();
        pledge();
        codes();
    }

    Visitor anybody() {
        return new Visitor(client, origin);
    }

    Visitor operator() {
        return operator;
    }

    Visitor owner() {
        return owner;
    }

    Visitor quality() {
        return quality;
    }

    /// The certificate's number, where there are certificates.
    Optional<String> certificate() {
        return certificate;
    }

    /// The paths of more activated items.
    List<String> more(int count) {
        Visitor.Answer order = owner.post("/api/orders", SpineTexts.order("MORE", count));
        String path = "/api/orders/" + need(order, "order").path("id").asString();
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            if (!owner.get(path).json().path("state").asString("").equals("PREPARING")) {
                break;
            }
            pause();
        }
        need(
                owner.post(path + "/activate", Map.of("from", 1, "to", count, "lot", LOT)),
                "activate");
        return paths(path, count);
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Bench.Outage("interrupted");
        }
    }

    private List<String> paths(String order, int count) {
        return owner.get(order + "/codes.csv")
                .text()
                .lines()
                .skip(1)
                .limit(count)
                .map(line -> line.substring(line.indexOf("/01/")).strip())
                .toList();
    }

    /// The paths of activated items' Digital Links; none where there are no codes.
    List<String> items() {
        return items;
    }

    private Visitor setUp(List<String> printed) {
        for (String line : printed) {
            Matcher matcher = SET_UP.matcher(line);
            if (matcher.find()) {
                anybody().form(matcher.group(1), Map.of("login", "operator", "password", password));
                return signedIn("operator");
            }
        }
        throw new Bench.Broken("a fresh server printed no set-up link");
    }

    private Visitor signedIn(String login) {
        Visitor visitor = anybody();
        visitor.signIn(login, password);
        return visitor;
    }

    private Visitor invited(String login, String role, String enterprise) {
        Map<String, Object> body =
                enterprise.isEmpty()
                        ? Map.of("login", login, "roles", List.of(role))
                        : Map.of("login", login, "roles", List.of(role), "enterprise", enterprise);
        String link = need(operator.post("/api/accounts", body), "invite").path("link").asString();
        anybody().form(URI.create(link).getPath(), Map.of("password", password));
        return signedIn(login);
    }

    private void roll() {
        StringBuilder csv =
                new StringBuilder("creditCode,nameZh,nameEn,province,industry,siteName\n");
        for (int n = 1; n <= ROLL; n++) {
            csv.append(SyntheticCodes.code("MA", n)).append(",示例企业").append(n);
            csv.append("有限公司,Sample ").append(n).append(" Co. Ltd.,");
            csv.append(PROVINCES.get(n % PROVINCES.size())).append(',');
            csv.append((char) ('A' + n % 20)).append(",第一厂\n");
        }
        need(operator.post("/api/enterprises/import", "text/csv", csv.toString()), "import");
        need(reviewer.post("/api/enterprises/verify-all", Map.of()), "verify all");
    }

    /// The fields of an enterprise that registers.
    static Map<String, String> enterprise(String series, int number) {
        return Map.of(
                "creditCode",
                SyntheticCodes.code(series, number),
                "nameZh",
                "示例制造" + series + number + "有限公司",
                "nameEn",
                "Sample Maker " + series + number + " Co. Ltd.",
                "province",
                "350000",
                "industry",
                "C");
    }

    private String maker() {
        Visitor.Answer made = operator.post("/api/enterprises", enterprise("MB", 1));
        String id = need(made, "register").path("id").asString();
        need(reviewer.post("/api/enterprises/" + id + "/verify", Map.of()), "verify");
        return id;
    }

    private void product() {
        need(
                owner.post(
                        "/api/products",
                        Map.of(
                                "gtin", GTIN,
                                "nameZh", "示例绿茶 250 克",
                                "nameEn", "Sample green tea 250 g",
                                "brand", "示例",
                                "category", "tea")),
                "product");
        need(quality.post("/api/products/" + GTIN + "/lots", lot(LOT, today)), "lot");
    }

    /// The fields of a lot.
    static Map<String, String> lot(String number, LocalDate producedOn) {
        return Map.of("number", number, "producedOn", producedOn.toString());
    }

    private void pledge() {
        Optional<JsonNode> made =
                maybe(operator.post("/api/campaigns", SpineTexts.campaign(today)), "campaign");
        if (made.isEmpty()) {
            return;
        }
        String path = "/api/campaigns/" + made.get().path("id").asString();
        need(operator.post(path + "/open", Map.of()), "open the campaign");
        maybe(operator.post(path + "/signatures/import", "text/csv", signatures()), "signatures");
        String hash = owner.get(path).json().path("textHash").asString("");
        String signature =
                need(owner.post(path + "/signatures", SpineTexts.signature(hash)), "sign")
                        .path("id")
                        .asString();
        need(reviewer.post(path + "/approve-all", Map.of()), "approve all");
        need(publisher.post(path + "/publish-all", Map.of()), "publish all");
        certificate =
                maybe(
                                publisher.post("/api/certificates", Map.of("signature", signature)),
                                "certificate")
                        .map(json -> json.path("number").asString());
    }

    private String signatures() {
        StringBuilder csv =
                new StringBuilder("creditCode,signerName,signerRole,category,signedOn\n");
        for (int n = 1; n <= ROLL; n++) {
            csv.append(SyntheticCodes.code("MA", n)).append(",示例签署人,质量负责人,IMPROVEMENT,");
            csv.append(today.minusDays(1)).append('\n');
        }
        return csv.toString();
    }

    private void codes() {
        String rules = owner.get("/api/licences/rules").json().path("digest").asString("");
        need(owner.post("/api/licences", SpineTexts.licence(GTIN, rules)), "licence");
        Optional<JsonNode> order =
                maybe(owner.post("/api/orders", SpineTexts.order("BENCH", CODES)), "codes");
        if (order.isEmpty()) {
            return;
        }
        String path = "/api/orders/" + order.get().path("id").asString();
        need(
                owner.post(path + "/activate", Map.of("from", 1, "to", ACTIVATED, "lot", LOT)),
                "activate");
        items =
                owner.get(path + "/codes.csv")
                        .text()
                        .lines()
                        .skip(1)
                        .limit(ACTIVATED)
                        .map(line -> line.substring(line.indexOf("/01/")).strip())
                        .toList();
    }

    private Optional<JsonNode> maybe(Visitor.Answer answer, String what) {
        if (answer.status() == 404) {
            figures.note(what + " left out: its address answers 404");
            return Optional.empty();
        }
        return Optional.of(need(answer, what));
    }

    private static JsonNode need(Visitor.Answer answer, String what) {
        if (!answer.fine()) {
            throw new Bench.Broken(what + ": HTTP " + answer.status() + " " + answer.text());
        }
        return answer.json();
    }
}
