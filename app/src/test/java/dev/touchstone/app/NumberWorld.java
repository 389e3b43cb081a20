// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import dev.touchstone.app.cli.Actor;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/// What pages show of products without a GTIN.
final class NumberWorld {
    private NumberWorld() {}

    /// An item of a product without a GTIN.
    static String item(Actor owner) {
        Map<String, Object> said =
                Map.of("nameZh", "土蜂蜜", "nameEn", "Honey", "platformNumber", true);
        String number =
                PageWorld.made(owner.post("/api/products", said))
                        .json()
                        .path("platformNumber")
                        .asString();
        String today = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
        Map<String, Object> wanted =
                Map.of(
                        "kind",
                        "OWN",
                        "products",
                        List.of(number),
                        "quantity",
                        1_000,
                        "from",
                        today,
                        "until",
                        today,
                        "rules",
                        owner.get("/api/licences/rules").json().path("digest").asString());
        PageWorld.made(owner.post("/api/licences", wanted));
        Map<String, Object> order = Map.of("gtin", number, "count", 10, "externalId", "honey");
        String id = PageWorld.id(owner.post("/api/orders", order));
        String codes = owner.get("/api/orders/" + id + "/codes.csv").text();
        Map<String, Object> lot = Map.of("number", "H1", "producedOn", today);
        PageWorld.made(owner.post("/api/products/" + number + "/lots", lot));
        Map<String, Object> items = Map.of("from", 1, "to", 5, "lot", "H1");
        PageWorld.made(owner.post("/api/orders/" + id + "/activate", items));
        return codes.substring(codes.indexOf("/P/"), codes.indexOf("\r\n", codes.indexOf("/P/")));
    }
}
