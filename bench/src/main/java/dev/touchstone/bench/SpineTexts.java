// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Bodies that the spine's requests carry.
final class SpineTexts {
    private SpineTexts() {}

    static Map<String, Object> campaign(LocalDate today) {
        Map<String, Object> commitment =
                Map.of(
                        "titleZh", "按标准生产",
                        "titleEn", "Produce to the standard",
                        "bodyZh", "过程受控，不合格品不出厂。",
                        "bodyEn",
                                "The process is in control; nothing leaves that does not conform.");
        Map<String, Object> part =
                Map.of(
                        "titleZh", "我们承诺",
                        "titleEn", "We pledge",
                        "commitments", List.of(commitment));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("year", today.getYear());
        body.put("themeZh", "质量为先");
        body.put("themeEn", "Quality first");
        body.put("opensOn", today.minusDays(30).toString());
        body.put("closesOn", today.plusDays(30).toString());
        body.put("organiserZh", "示例质量协会");
        body.put("organiserEn", "Sample Quality Association");
        body.put("coOrganisers", List.of());
        body.put("criteriaZh", "依法登记并经核实的企业均可参加。");
        body.put("criteriaEn", "Any verified enterprise may take part.");
        body.put("text", Map.of("titleZh", "倡议书", "titleEn", "Pledge", "parts", List.of(part)));
        return body;
    }

    static Map<String, Object> signature(String textHash) {
        return Map.of(
                "textHash", textHash,
                "signerName", "示例负责人",
                "signerRole", "总经理",
                "category", "BENCHMARK",
                "consent", true);
    }

    static Map<String, Object> licence(String gtin, String rules) {
        return Map.of(
                "kind",
                "OWN",
                "products",
                List.of(gtin),
                "quantity",
                10_000_000_000L,
                "from",
                "2026-01-01",
                "until",
                "2030-12-31",
                "rules",
                rules);
    }

    static Map<String, Object> order(String externalId, int count) {
        return Map.of("gtin", SpineData.GTIN, "count", count, "externalId", externalId);
    }

    /// A capture document of one event about an item.
    ///
    /// @param item the path of the item's Digital Link
    static String capture(int number, String item) {
        return String.format(
                Locale.ROOT,
                """
                {"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
                 "type": "EPCISDocument", "schemaVersion": "2.0",
                 "creationDate": "2026-03-04T00:00:00Z", "epcisBody": {"eventList": [
                 {"type": "ObjectEvent", "eventTime": "2026-03-01T08:00:00Z",
                  "eventID": "urn:uuid:374d95fc-9457-4a51-bd6a-%012d",
                  "eventTimeZoneOffset": "+08:00", "action": "OBSERVE", "bizStep": "shipping",
                  "epcList": ["https://id.gs1.org%s"]}]}}""",
                number,
                item);
    }
}
