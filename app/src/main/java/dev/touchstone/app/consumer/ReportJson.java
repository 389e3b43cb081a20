// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.consumer;

import java.util.LinkedHashMap;
import java.util.Map;

/// Reports as JSON. Stateless.
final class ReportJson {
    private ReportJson() {}

    /// What the consumer gets, with the link only the consumer has.
    static Map<String, Object> receipt(Reports.Receipt receipt) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", receipt.report().id().toString());
        json.put("number", receipt.report().number());
        json.put("follow", receipt.address());
        json.put("state", receipt.report().state().name());
        json.put("acknowledgeDue", receipt.report().acknowledgeDue().toString());
        json.put("replyDue", receipt.report().replyDue().toString());
        json.put("statement", receipt.report().statement().toString());
        json.put("proof", "/log/proof/" + receipt.report().statement());
        return json;
    }

    static Map<String, Object> of(Report report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", report.id().toString());
        json.put("number", report.number());
        json.put("kind", report.kind().name());
        report.gtin().ifPresent(gtin -> json.put("gtin", gtin.digits()));
        report.serial().ifPresent(serial -> json.put("serial", serial.text()));
        json.put("text", report.text());
        json.put("anonymous", report.anonymous());
        json.put("state", report.state().name());
        json.put("receivedAt", report.receivedAt().toString());
        json.put("acknowledgeDue", report.acknowledgeDue().toString());
        json.put("triageDue", report.triageDue().toString());
        json.put("replyDue", report.replyDue().toString());
        report.answer()
                .ifPresent(
                        answer -> {
                            json.put("answer", answer.text());
                            json.put("answeredAt", answer.at().toString());
                            json.put("answerStatement", answer.statement().toString());
                        });
        json.put("statement", report.statement().toString());
        json.put("proof", "/log/proof/" + report.statement());
        return json;
    }
}
