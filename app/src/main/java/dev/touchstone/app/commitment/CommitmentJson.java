// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.commitment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reports as they go over the wire.
final class CommitmentJson {
    private CommitmentJson() {}

    static Map<String, Object> of(Commitments.Shown shown) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pledge", shown.pledge().id().toString());
        json.put("campaign", shown.campaign().id().toString());
        json.put("enterprise", shown.pledge().enterprise().toString());
        json.put("textHash", shown.campaign().textHash());
        json.put("stands", shown.stands());
        json.put("dueOn", shown.plan().dueOn().toString());
        json.put("overdue", shown.overdue());
        json.put("missing", shown.missing());
        json.put("commitments", shown.lines().stream().map(CommitmentJson::of).toList());
        return json;
    }

    private static Map<String, Object> of(Commitments.Line line) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("place", line.place().toString());
        json.put("titleZh", line.commitment().title().zh());
        json.put("titleEn", line.commitment().title().en());
        json.put("awaited", line.awaited());
        line.report().ifPresent(report -> json.put("report", of(report)));
        return json;
    }

    static Map<String, Object> of(CommitmentReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", report.id().toString());
        json.put("pledge", report.pledge().toString());
        json.put("place", report.place().toString());
        json.put("versions", report.versions().stream().map(CommitmentJson::of).toList());
        return json;
    }

    private static Map<String, Object> of(CommitmentReport.Version version) {
        Map<String, Object> json = new LinkedHashMap<>(of(version.said()));
        json.put("version", version.number());
        json.put("at", version.at().toString());
        json.put("statement", version.statement().toString());
        json.put("proof", "/log/proof/" + version.statement());
        return json;
    }

    static Map<String, Object> of(Said said) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("textZh", said.zh());
        json.put("textEn", said.en());
        List<Map<String, String>> evidence =
                said.evidence().stream()
                        .map(one -> Map.of("kind", one.kind().name(), "reference", one.reference()))
                        .toList();
        json.put("evidence", evidence);
        return json;
    }

    static Map<String, Object> of(CommitmentPlan plan) {
        return Map.of("dueOn", plan.dueOn().toString(), "parts", plan.parts());
    }
}
