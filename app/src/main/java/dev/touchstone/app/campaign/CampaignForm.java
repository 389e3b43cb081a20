// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.campaign;

import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the form of a campaign shows: what was typed, what is wrong with it, and how its text will
/// look. Immutable.
///
/// @param action where it is posted to
/// @param typed by field
/// @param error a sentence in the page's language; empty when nothing is wrong
/// @param field which field is wrong
/// @param preview the text as signers will see it
public record CampaignForm(
        String action,
        Map<String, String> typed,
        String error,
        String field,
        Optional<PledgeText> preview) {
    private static final int TYPED_LENGTH_MAX = 200_000;

    public CampaignForm {
        typed = Map.copyOf(typed);
    }

    /// What is in a field.
    public String value(String name) {
        return typed.getOrDefault(name, "");
    }

    /// Where its preview is made.
    public String previewAction() {
        return action.endsWith("/edit")
                ? action.substring(0, action.length() - "edit".length()) + "preview"
                : action + "/preview";
    }

    static CampaignForm empty(String action) {
        return new CampaignForm(action, Map.of(), "", "", Optional.empty());
    }

    static CampaignForm of(String action, Campaign.Plan plan) {
        Map<String, String> typed = new HashMap<>();
        typed.put("year", String.valueOf(plan.year()));
        both(typed, "theme", plan.theme());
        typed.put("opensOn", plan.window().firstDay().toString());
        typed.put("closesOn", plan.window().lastDay().toString());
        both(typed, "organiser", plan.organiser());
        typed.put(
                "coOrganisers",
                plan.coOrganisers().stream()
                        .map(one -> one.zh() + " | " + one.en())
                        .collect(Collectors.joining("\n")));
        both(typed, "criteria", plan.criteria());
        typed.put("text", PledgeTextFormat.write(plan.text()));
        return new CampaignForm(action, typed, "", "", Optional.empty());
    }

    private static void both(Map<String, String> typed, String name, Bilingual text) {
        typed.put(name + "Zh", text.zh());
        typed.put(name + "En", text.en());
    }

    /// What was typed, to be shown again.
    static CampaignForm typed(String action, Request request) {
        Input input = request.input(CampaignInput.FIELDS);
        Map<String, String> typed = new HashMap<>();
        for (String field : CampaignInput.FIELDS) {
            if (input.has(field)) {
                typed.put(field, input.secret(field, TYPED_LENGTH_MAX));
            }
        }
        return new CampaignForm(action, typed, "", "", Optional.empty());
    }

    CampaignForm wrong(String sentence, String where) {
        return new CampaignForm(action, typed, sentence, where, preview);
    }

    CampaignForm showing(PledgeText text) {
        return new CampaignForm(action, typed, error, field, Optional.of(text));
    }
}
