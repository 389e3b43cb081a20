// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.campaign;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.Input;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Reads a campaign from a JSON object, or from a form whose text is one typed field.
final class CampaignInput {
    static final String[] FIELDS = {
        "year",
        "themeZh",
        "themeEn",
        "opensOn",
        "closesOn",
        "organiserZh",
        "organiserEn",
        "coOrganisers",
        "criteriaZh",
        "criteriaEn",
        "text"
    };

    private static final int LINE_LENGTH_MAX = 200;
    private static final int CRITERIA_LENGTH_MAX = 2_000;
    private static final int TYPED_LENGTH_MAX = 100_000;

    private CampaignInput() {}

    static Campaign.Plan json(Input input) {
        List<Bilingual> co = new ArrayList<>();
        if (input.has("coOrganisers")) {
            int max = Campaign.Plan.CO_ORGANISERS_MAX;
            for (Input one : input.objects("coOrganisers", 0, max, "zh", "en")) {
                co.add(
                        new Bilingual(
                                one.text("zh", LINE_LENGTH_MAX), one.text("en", LINE_LENGTH_MAX)));
            }
        }
        return plan(input, co, text(input.object("text", "titleZh", "titleEn", "parts")));
    }

    static Campaign.Plan form(Input input) {
        return plan(input, coOrganisers(input), typed(input));
    }

    /// The text in the form's field.
    static PledgeText typed(Input input) {
        String lines = input.lines("text", TYPED_LENGTH_MAX);
        try {
            return PledgeTextFormat.read(lines);
        } catch (IllegalArgumentException e) {
            throw new Refused(Code.INVALID_VALUE, String.valueOf(e.getMessage())).at("text");
        }
    }

    /// One a line, Chinese and English on either side of a bar; English may be left out.
    private static List<Bilingual> coOrganisers(Input input) {
        List<Bilingual> co = new ArrayList<>();
        int max = Campaign.Plan.CO_ORGANISERS_MAX;
        String typed = input.optionalText("coOrganisers", max * 2 * LINE_LENGTH_MAX).orElse("");
        for (String line : typed.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
            String[] sides = line.split("\\|", -1);
            String zh = sides[0].strip();
            String en = sides.length > 1 ? sides[1].strip() : zh;
            if (sides.length > 2 || zh.isEmpty() || en.isEmpty()) {
                throw new Refused(Code.INVALID_VALUE, line).at("coOrganisers");
            }
            if (zh.length() > LINE_LENGTH_MAX || en.length() > LINE_LENGTH_MAX) {
                throw new Refused(Code.TOO_LONG, LINE_LENGTH_MAX).at("coOrganisers");
            }
            if (co.size() == max) {
                throw new Refused(Code.WRONG_COUNT, 0, max).at("coOrganisers");
            }
            co.add(new Bilingual(zh, en));
        }
        return co;
    }

    private static Campaign.Plan plan(Input input, List<Bilingual> co, PledgeText text) {
        return new Campaign.Plan(
                (int) input.integer("year", Campaign.Plan.YEAR_MIN, Campaign.Plan.YEAR_MAX),
                both(input, "theme", LINE_LENGTH_MAX),
                window(input),
                both(input, "organiser", LINE_LENGTH_MAX),
                co,
                both(input, "criteria", CRITERIA_LENGTH_MAX),
                text);
    }

    private static Window window(Input input) {
        LocalDate first = day(input, "opensOn");
        LocalDate last = day(input, "closesOn");
        if (last.isBefore(first)) {
            throw new Refused(Code.OUT_OF_RANGE, first, LocalDate.of(2200, 12, 31)).at("closesOn");
        }
        return Window.of(first, last);
    }

    private static LocalDate day(Input input, String name) {
        LocalDate day = input.date(name);
        if (day.getYear() < 1978 || day.getYear() > 2200) {
            throw new Refused(Code.OUT_OF_RANGE, 1978, 2200).at(name);
        }
        return day;
    }

    static PledgeText text(Input text) {
        List<PledgeText.Part> parts = new ArrayList<>();
        for (Input part :
                text.objects(
                        "parts", 1, PledgeText.PARTS_MAX, "titleZh", "titleEn", "commitments")) {
            List<PledgeText.Commitment> commitments = new ArrayList<>();
            for (Input one :
                    part.objects(
                            "commitments",
                            1,
                            PledgeText.COMMITMENTS_MAX,
                            "titleZh",
                            "titleEn",
                            "bodyZh",
                            "bodyEn")) {
                commitments.add(
                        new PledgeText.Commitment(
                                both(one, "title", PledgeText.TITLE_LENGTH_MAX),
                                both(one, "body", PledgeText.BODY_LENGTH_MAX)));
            }
            parts.add(
                    new PledgeText.Part(
                            both(part, "title", PledgeText.TITLE_LENGTH_MAX), commitments));
        }
        return new PledgeText(both(text, "title", PledgeText.TITLE_LENGTH_MAX), parts);
    }

    private static Bilingual both(Input input, String name, int lengthMax) {
        return new Bilingual(
                input.text(name + "Zh", lengthMax), input.text(name + "En", lengthMax));
    }
}
