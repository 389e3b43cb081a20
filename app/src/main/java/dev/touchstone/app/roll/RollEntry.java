// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.roll;

import dev.touchstone.app.campaign.Bilingual;
import dev.touchstone.app.classification.Industry;
import dev.touchstone.app.classification.Region;
import dev.touchstone.app.enterprise.CreditCode;
import dev.touchstone.app.pledge.Category;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What everybody may know of a signature that was published once. Immutable.
///
/// @param pledge the signature's id
/// @param name of the enterprise as it was when it signed, as are code, province and industry
/// @param state one of [RollFilter#STATES]
/// @param reason why it is in its state; empty when there is nothing to say
/// @param publishedAt when it first stood on the roll
/// @param statement the latest statement about it in the public log
public record RollEntry(
        UUID pledge,
        UUID campaign,
        UUID enterprise,
        int year,
        CreditCode creditCode,
        Bilingual name,
        Region province,
        Industry industry,
        Category category,
        String textHash,
        LocalDate signedOn,
        String state,
        String reason,
        Instant stateSince,
        Instant publishedAt,
        UUID statement) {
    /// Whether the enterprise stands by its signature and the association by its publication: it
    /// was neither withdrawn nor removed.
    public boolean stands() {
        return state.equals("PUBLISHED") || state.equals("EXPIRED");
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", pledge.toString());
        json.put("campaign", campaign.toString());
        json.put("year", year);
        json.put("enterprise", enterprise.toString());
        json.put("creditCode", creditCode.text());
        json.put("nameZh", name.zh());
        json.put("nameEn", name.en());
        json.put("province", province.code());
        json.put("industry", industry.code());
        json.put("category", category.name());
        json.put("textHash", textHash);
        json.put("signedOn", signedOn.toString());
        json.put("state", state);
        json.put("reason", reason);
        json.put("stateSince", stateSince.toString());
        json.put("publishedAt", publishedAt.toString());
        json.put("statement", statement.toString());
        json.put("proof", "/log/proof/" + statement);
        return json;
    }

    /// The columns of the roll as CSV.
    static final List<String> COLUMNS =
            List.of(
                    "id",
                    "year",
                    "creditCode",
                    "nameZh",
                    "nameEn",
                    "province",
                    "industry",
                    "category",
                    "state",
                    "stateSince",
                    "reason",
                    "publishedAt",
                    "statement");

    List<String> cells() {
        return List.of(
                pledge.toString(),
                String.valueOf(year),
                creditCode.text(),
                name.zh(),
                name.en(),
                province.code(),
                industry.code(),
                category.name(),
                state,
                stateSince.toString(),
                reason,
                publishedAt.toString(),
                statement.toString());
    }
}
