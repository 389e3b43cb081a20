// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import dev.touchstone.app.copies.Suspicion;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.licence.Licence;
import dev.touchstone.app.number.ItemAddress;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.trace.LifeStep;
import dev.touchstone.gs1.Gtin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Verdicts as JSON. Stateless.
final class VerifyJson {
    private VerifyJson() {}

    static Map<String, Object> unknown(Gtin gtin) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("verdict", Reason.NOT_ISSUED.name());
        json.put(ItemAddress.word(gtin), ItemAddress.digits(gtin));
        return json;
    }

    static Map<String, Object> of(Sight sight, String pageToken, Optional<String> receipt) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("verdict", sight.verdict().reason().name());
        json.put(ItemAddress.word(sight.gtin()), ItemAddress.digits(sight.gtin()));
        json.put("serial", sight.serial().text());
        json.put("counted", sight.counts());
        json.put("countable", sight.countable());
        json.put("count", sight.counted().map(c -> c.count()).orElse(0L));
        json.put("checksSent", sight.counted().map(c -> c.sent()).orElse(0L));
        if (!sight.suspicion().findings().isEmpty()) {
            json.put("copy", copy(sight.suspicion()));
        }
        sight.counted().ifPresent(c -> json.put("firstAt", c.firstAt().toString()));
        sight.product().ifPresent(product -> json.put("product", product(product)));
        sight.maker().ifPresent(maker -> json.put("enterprise", enterprise(maker)));
        sight.certificate().ifPresent(c -> json.put("certificate", "/certificates/" + c.number()));
        sight.licence().ifPresent(licence -> json.put("licence", licence(licence)));
        sight.revoked().ifPresent(why -> json.put("revokedBecause", why));
        sight.lot()
                .ifPresent(
                        lot -> {
                            Map<String, Object> of = new LinkedHashMap<>();
                            of.put("number", lot.number().text());
                            of.put("state", lot.state().name());
                            of.put("producedOn", lot.producedOn().toString());
                            lot.expiresOn().ifPresent(day -> of.put("expiresOn", day.toString()));
                            json.put("lot", of);
                        });
        json.put("life", sight.life().stream().map(step -> step(sight, step)).toList());
        sight.statement()
                .ifPresent(
                        id -> {
                            json.put("statement", id.toString());
                            json.put("proof", "/log/proof/" + id);
                        });
        json.put("report", sight.reportAddress());
        if (sight.hidden()) {
            json.put("hiddenCode", true);
        }
        receipt.ifPresent(address -> json.put("receipt", address));
        json.put("pageToken", pageToken);
        return json;
    }

    /// The answer to a text that names no item.
    static Map<String, Object> unread(String text) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", text);
        json.put("unread", true);
        return json;
    }

    /// What a shop or inspector is answered, without the life of the item.
    ///
    /// @param text what was sent
    static Map<String, Object> brief(String text, Sight sight) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", text);
        json.put("verdict", sight.verdict().reason().name());
        json.put(ItemAddress.word(sight.gtin()), ItemAddress.digits(sight.gtin()));
        json.put("serial", sight.serial().text());
        json.put("counted", sight.counts());
        json.put("count", sight.counted().map(c -> c.count()).orElse(0L));
        sight.counted().ifPresent(c -> json.put("firstAt", c.firstAt().toString()));
        sight.product().ifPresent(product -> json.put("product", product(product)));
        sight.maker().ifPresent(maker -> json.put("enterprise", maker.id().toString()));
        sight.lot().ifPresent(lot -> json.put("lot", lot.number().text()));
        sight.revoked().ifPresent(why -> json.put("revokedBecause", why));
        if (sight.suspicion().suspect()) {
            json.put("copy", copy(sight.suspicion()));
        }
        return json;
    }

    private static Map<String, Object> copy(Suspicion suspicion) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("suspect", suspicion.suspect());
        json.put("points", suspicion.points());
        json.put(
                "reasons",
                suspicion.findings().stream()
                        .map(
                                finding ->
                                        Map.of(
                                                "reason", finding.reason().name(),
                                                "value", finding.value(),
                                                "points", finding.points()))
                        .toList());
        return json;
    }

    private static Map<String, Object> product(Product product) {
        return Map.of("nameZh", product.nameZh(), "nameEn", product.nameEn());
    }

    private static Map<String, Object> enterprise(Enterprise maker) {
        return Map.of(
                "id", maker.id().toString(), "nameZh", maker.nameZh(), "nameEn", maker.nameEn());
    }

    private static Map<String, Object> licence(Licence licence) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", licence.id().toString());
        json.put("mark", licence.terms().kind().name());
        json.put("state", licence.state().name());
        json.put("from", licence.terms().from().toString());
        json.put("until", licence.terms().until().toString());
        return json;
    }

    private static Map<String, Object> step(Sight sight, LifeStep step) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("time", step.at().toString());
        json.put("offset", step.offset());
        json.put("type", step.type());
        List.of(
                        Map.entry("action", step.action()),
                        Map.entry("bizStep", step.bizStep()),
                        Map.entry("disposition", step.disposition()),
                        Map.entry("place", step.place()))
                .forEach(
                        word -> {
                            if (!word.getValue().isEmpty()) {
                                json.put(word.getKey(), word.getValue());
                            }
                        });
        json.put("item", step.item());
        json.put("hop", step.hop());
        Enterprise captured = sight.names().get(step.enterprise());
        if (captured != null) {
            json.put("capturedBy", enterprise(captured));
        }
        return json;
    }
}
