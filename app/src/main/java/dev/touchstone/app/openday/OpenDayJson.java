// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.openday;

import java.util.LinkedHashMap;
import java.util.Map;

/// Open days as they go over the wire. Nothing about visitors but how many they are.
final class OpenDayJson {
    private OpenDayJson() {}

    static Map<String, Object> of(OpenDay day) {
        OpenDay.Plan plan = day.plan();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", day.id().toString());
        json.put("enterprise", day.enterprise().toString());
        json.put("enterpriseNameZh", day.enterpriseName().zh());
        json.put("enterpriseNameEn", day.enterpriseName().en());
        json.put("campaign", day.campaign().toString());
        json.put("state", day.state().name());
        json.put("reason", day.reason());
        json.put("site", plan.site());
        json.put("province", plan.province().code());
        json.put("address", plan.address());
        json.put("from", plan.from().toString());
        json.put("to", plan.to().toString());
        json.put("registerUntil", plan.registerUntil().toString());
        json.put("topicZh", plan.topic().zh());
        json.put("topicEn", plan.topic().en());
        json.put("aboutZh", plan.about().zh());
        json.put("aboutEn", plan.about().en());
        json.put("capacity", plan.capacity());
        json.put("free", day.free());
        json.put("waiting", day.waiting());
        json.put("languages", plan.languageCodes());
        json.put("meetingPoint", plan.meetingPoint());
        json.put("notes", plan.notes());
        day.statement()
                .ifPresent(
                        statement -> {
                            json.put("statement", statement.toString());
                            json.put("proof", "/log/proof/" + statement);
                        });
        return json;
    }

    static Map<String, Object> of(Visits.Ticket ticket) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("openDay", ticket.day().id().toString());
        json.put("number", ticket.registration().number());
        json.put("party", ticket.registration().party());
        json.put("state", ticket.registration().state().name());
        json.put("admission", ticket.admission().name());
        json.put("ahead", ticket.ahead());
        ticket.registration().checkedInAt().ifPresent(at -> json.put("checkedInAt", at.toString()));
        return json;
    }
}
