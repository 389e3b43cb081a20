// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import dev.touchstone.app.web.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the demo sends: a neutral pledge text, a product, the events of one item.
final class DemoTexts {
    static final String GTIN = "06901234567892";
    static final String LOT = "L20260901";

    private DemoTexts() {}

    static Map<String, Object> campaign(LocalDate today) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("year", today.getYear());
        body.put("themeZh", "质量为先 诚信为本");
        body.put("themeEn", "Quality first, honestly kept");
        body.put("opensOn", today.minusDays(30).toString());
        body.put("closesOn", today.plusDays(30).toString());
        body.put("organiserZh", "示例质量协会");
        body.put("organiserEn", "Sample Quality Association");
        body.put("coOrganisers", List.of(Map.of("zh", "示例行业联合会", "en", "Example federation")));
        body.put("criteriaZh", "依法登记并经核实的企业均可参加；不收费，不排名。");
        body.put(
                "criteriaEn",
                "Any lawfully registered and verified enterprise may take part; no fee, no order.");
        body.put(
                "text",
                Map.of(
                        "titleZh", "企业质量诚信倡议书",
                        "titleEn", "Pledge of quality and integrity",
                        "parts", List.of(ownPart(), sharedPart())));
        return body;
    }

    private static Map<String, Object> ownPart() {
        return part(
                "我们承诺",
                "We pledge",
                List.of(
                        commitment(
                                "落实主体责任",
                                "Take responsibility",
                                "明确各岗位的质量责任，由负责人签字，并每年公开履行情况。",
                                "Every post knows its duty for quality; a named person signs,"
                                        + " and we report in public every year."),
                        commitment(
                                "按标准生产",
                                "Produce to the standard",
                                "公开所执行的标准，过程受控，不合格品不出厂。",
                                "We publish the standards we follow, keep the process in"
                                        + " control, and let nothing leave that does not conform."),
                        commitment(
                                "可追溯可召回",
                                "Trace and recall",
                                "每件产品可查来源与去向，发现隐患立即停售并召回。",
                                "Each item's origin and path can be found; when a hazard"
                                        + " shows, sale stops and the product is called back."),
                        commitment(
                                "回应消费者",
                                "Answer consumers",
                                "在规定时限内如实答复每一条反馈。",
                                "Every report gets a truthful answer in due time.")));
    }

    private static Map<String, Object> sharedPart() {
        return part(
                "我们倡议",
                "We call on others",
                List.of(
                        commitment(
                                "共同守信",
                                "Keep faith together",
                                "上下游企业共享质量信息，不以次充好。",
                                "Suppliers and customers share what they know of quality and pass"
                                        + " nothing off as better than it is."),
                        commitment(
                                "共同监督",
                                "Watch together",
                                "欢迎消费者查验、反馈与参观。",
                                "Consumers are welcome to check, to report and to visit.")));
    }

    private static Map<String, Object> part(
            String zh, String en, List<Map<String, Object>> commitments) {
        return Map.of("titleZh", zh, "titleEn", en, "commitments", commitments);
    }

    private static Map<String, Object> commitment(
            String titleZh, String titleEn, String bodyZh, String bodyEn) {
        return Map.of("titleZh", titleZh, "titleEn", titleEn, "bodyZh", bodyZh, "bodyEn", bodyEn);
    }

    static Map<String, Object> maker() {
        return Map.of(
                "creditCode", DemoRoll.makersCode(),
                "nameZh", "示例清泉茶业有限公司",
                "nameEn", "Sample Clearspring Tea Co. Ltd.",
                "province", "350000",
                "industry", "C");
    }

    static Map<String, Object> product() {
        return Map.of(
                "gtin", GTIN,
                "nameZh", "清泉绿茶 250 克",
                "nameEn", "Clearspring green tea 250 g",
                "brand", "清泉",
                "category", "tea");
    }

    /// An EPCIS 2.0 document: the item is packed, shipped and received.
    ///
    /// @param link the item's Digital Link
    /// @param now when it begins
    static String events(String link, Instant now) {
        String document =
                """
        {
          "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
          "type": "EPCISDocument",
          "schemaVersion": "2.0",
          "creationDate": "TIME2",
          "epcisBody": {
            "eventList": [
              {
                "type": "ObjectEvent",
                "eventID": "urn:uuid:6a1f4c1e-7f0a-4c53-9d0b-0d6f6d3b0001",
                "eventTime": "TIME0",
                "eventTimeZoneOffset": "+08:00",
                "epcList": ["ITEM"],
                "action": "OBSERVE",
                "bizStep": "packing",
                "disposition": "in_progress",
                "readPoint": {"id": "https://id.gs1.org/414/6901234500009"}
              },
              {
                "type": "ObjectEvent",
                "eventID": "urn:uuid:6a1f4c1e-7f0a-4c53-9d0b-0d6f6d3b0002",
                "eventTime": "TIME1",
                "eventTimeZoneOffset": "+08:00",
                "epcList": ["ITEM"],
                "action": "OBSERVE",
                "bizStep": "shipping",
                "disposition": "in_transit",
                "readPoint": {"id": "https://id.gs1.org/414/6901234500009"}
              },
              {
                "type": "ObjectEvent",
                "eventID": "urn:uuid:6a1f4c1e-7f0a-4c53-9d0b-0d6f6d3b0003",
                "eventTime": "TIME2",
                "eventTimeZoneOffset": "+08:00",
                "epcList": ["ITEM"],
                "action": "OBSERVE",
                "bizStep": "receiving",
                "disposition": "in_progress",
                "readPoint": {"id": "https://id.gs1.org/414/6901234500016"}
              }
            ]
          }
        }
        """;
        for (int i = 0; i < 3; i++) {
            String time =
                    now.truncatedTo(ChronoUnit.SECONDS)
                            .plusSeconds(i + 1L)
                            .atZone(Page.ZONE)
                            .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
            document = document.replace("TIME" + i, time);
        }
        return document.replace("ITEM", link);
    }
}
