// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import java.time.Instant;
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
        pledge.state().why().ifPresent(why -> json.put("reasonCode", why.kind().name()));
        pledge.state().appeal().ifPresent(appeal -> json.put("appeal", of(appeal)));
        json.put("stateSince", pledge.stateSince().toString());
        json.put("expiresAt", pledge.expiresAt().toString());
        pledge.publishedAt().ifPresent(at -> json.put("publishedAt", at.toString()));
        json.put("statement", pledge.statement().toString());
        json.put("proof", "/log/proof/" + pledge.statement());
        return json;
    }

    private static Map<String, Object> of(PledgeState.Appeal appeal) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", appeal.code());
        switch (appeal) {
            case PledgeState.Appeal.Possible(Instant until) -> json.put("until", until.toString());
            case PledgeState.Appeal.Open open -> json.put("at", open.at().toString());
            case PledgeState.Appeal.Upheld upheld -> json.put("at", upheld.at().toString());
        }
        return json;
    }

    static Map<String, Object> of(OwnSignature own) {
        return Map.of(
                "algorithm", own.algorithm().name(),
                "publicKey", own.publicKey(),
                "signature", own.signature());
    }

    static Map<String, Object> of(AuthorityLetters.Letter letter) {
        return Map.of(
                "format", letter.format(),
                "bytes", letter.bytes(),
                "sha256", letter.sha256(),
                "uploadedAt", letter.at().toString());
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
