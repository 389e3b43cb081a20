// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import java.util.LinkedHashMap;
import java.util.Map;

/// Signatures as they go over the wire.
final class PledgeJson {
    private PledgeJson() {}

    static Map<String, Object> of(Pledge pledge) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", pledge.id().toString());
        json.put("campaign", pledge.campaign().toString());
        json.put("year", pledge.year());
        json.put("enterprise", pledge.enterprise().toString());
        json.put("creditCode", pledge.creditCode().text());
        json.put("nameZh", pledge.enterpriseName().zh());
        json.put("nameEn", pledge.enterpriseName().en());
        json.put("province", pledge.province().code());
        json.put("industry", pledge.industry().code());
        json.put("category", pledge.category().name());
        json.put("textHash", pledge.textHash());
        json.put("signedOn", pledge.signedOn().toString());
        json.put("state", pledge.state().code());
        json.put("reason", pledge.reason());
        json.put("stateSince", pledge.stateSince().toString());
        pledge.publishedAt().ifPresent(at -> json.put("publishedAt", at.toString()));
        json.put("statement", pledge.statement().toString());
        json.put("proof", "/log/proof/" + pledge.statement());
        return json;
    }

    static Map<String, Object> of(Pledge.Step step) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", step.at().toString());
        json.put("state", step.state());
        json.put("reason", step.reason());
        json.put("statement", step.statement().toString());
        json.put("proof", "/log/proof/" + step.statement());
        return json;
    }
}
