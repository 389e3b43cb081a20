// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.campaign;

import java.util.LinkedHashMap;
import java.util.Map;

/// Campaigns as they go over the wire.
final class CampaignJson {
    private CampaignJson() {}

    static Map<String, Object> of(Campaign campaign) {
        Campaign.Plan plan = campaign.plan();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", campaign.id().toString());
        json.put("year", plan.year());
        json.put("theme", plan.theme().json());
        json.put("opensAt", plan.window().from().toString());
        json.put("closesAt", plan.window().to().toString());
        json.put("organiser", plan.organiser().json());
        json.put("coOrganisers", plan.coOrganisers().stream().map(Bilingual::json).toList());
        json.put("criteria", plan.criteria().json());
        json.put("state", campaign.state().name());
        json.put("textVersion", campaign.textVersion());
        json.put("textHash", campaign.textHash());
        json.put("textFrozen", campaign.frozen());
        json.put("text", plan.text().json());
        campaign.statement()
                .ifPresent(
                        statement -> {
                            json.put("statement", statement.toString());
                            json.put("proof", "/log/proof/" + statement);
                        });
        return json;
    }

    /// A version of the text, without and with the text itself.
    static Map<String, Object> of(TextVersion version, boolean whole) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", version.version());
        json.put("hash", version.hash());
        json.put("writtenAt", version.writtenAt().toString());
        version.frozenAt().ifPresent(at -> json.put("frozenAt", at.toString()));
        if (whole) {
            json.put("text", version.text().json());
        }
        return json;
    }
}
