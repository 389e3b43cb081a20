// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import dev.touchstone.app.cli.Actor;
import dev.touchstone.app.cli.PlayedDemo;
import java.util.List;
import java.util.Map;

/// Links of a product in two languages, and a link of one item.
final class LinkWorld {
    private LinkWorld() {}

    static void link(Actor owner, String item) {
        String home = "https://tea.example/products/6901234567892";
        Map<String, Object> chinese =
                Map.of(
                        "linkType",
                        "gs1:pip",
                        "href",
                        home,
                        "title",
                        "清泉山红茶：产品介绍",
                        "hreflang",
                        List.of("zh"));
        Map<String, Object> english =
                Map.of(
                        "linkType",
                        "gs1:pip",
                        "href",
                        home + "/en",
                        "title",
                        "About this tea",
                        "hreflang",
                        List.of("en"));
        put(owner, "/01/" + PlayedDemo.GTIN, List.of(chinese, english));
        Map<String, Object> leaflet =
                Map.of(
                        "linkType", "gs1:instructions",
                        "href", "https://tea.example/brewing/a-long-address/with-many-parts.pdf",
                        "title", "冲泡说明",
                        "type", "application/pdf");
        put(owner, item.substring(item.indexOf("/01/")), List.of(leaflet));
    }

    private static void put(Actor owner, String anchor, List<Map<String, Object>> links) {
        PageWorld.made(owner.post("/api/links", Map.of("anchor", anchor, "links", links)));
    }
}
