// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.openday;

import dev.touchstone.app.campaign.Bilingual;
import dev.touchstone.app.classification.Region;
import dev.touchstone.app.notice.EmailAddress;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.Input;
import dev.touchstone.app.web.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads what is said about open days and visitors, from JSON or a form.
final class OpenDayInput {
    static final String[] FIELDS = {
        "campaign",
        "site",
        "province",
        "address",
        "date",
        "from",
        "to",
        "registerUntil",
        "topicZh",
        "topicEn",
        "aboutZh",
        "aboutEn",
        "capacity",
        "languages",
        "meetingPoint",
        "notes"
    };

    static final String[] VISITOR_FIELDS = {"name", "email", "phone", "party", "consent"};

    private OpenDayInput() {}

    /// Times of day are those of China; registration ends at the end of its last day, or when the
    /// open day begins.
    static OpenDay.Plan plan(Input input) {
        LocalDate date = input.date("date");
        Instant from = at(date, time(input, "from"));
        Instant to = at(date, time(input, "to"));
        LocalDate last = input.has("registerUntil") ? input.date("registerUntil") : date;
        Instant end = at(last.plusDays(1), LocalTime.MIDNIGHT).minusSeconds(1);
        try {
            return new OpenDay.Plan(
                    input.text("site", OpenDay.Plan.LINE_LENGTH_MAX),
                    input.parse("province", 60, Region::parse),
                    input.text("address", OpenDay.Plan.LINE_LENGTH_MAX),
                    from,
                    to,
                    end.isAfter(from) ? from : end,
                    both(input, "topic", OpenDay.Plan.LINE_LENGTH_MAX),
                    new Bilingual(
                            input.lines("aboutZh", OpenDay.Plan.TEXT_LENGTH_MAX),
                            input.has("aboutEn")
                                    ? input.lines("aboutEn", OpenDay.Plan.TEXT_LENGTH_MAX)
                                    : ""),
                    (int) input.integer("capacity", 1, OpenDay.Plan.CAPACITY_MAX),
                    input.parse("languages", 60, OpenDayInput::languages),
                    line(input, "meetingPoint"),
                    line(input, "notes"));
        } catch (IllegalArgumentException e) {
            throw new Refused(Code.INVALID_VALUE, String.valueOf(e.getMessage())).at("to");
        }
    }

    private static String line(Input input, String name) {
        return input.optionalText(name, OpenDay.Plan.TEXT_LENGTH_MAX).orElse("");
    }

    private static LocalTime time(Input input, String name) {
        return input.parse(
                name,
                8,
                text -> {
                    try {
                        return LocalTime.parse(text);
                    } catch (DateTimeParseException e) {
                        throw new IllegalArgumentException("a time of day as 09:30", e);
                    }
                });
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(Page.ZONE).toInstant();
    }

    private static Bilingual both(Input input, String name, int lengthMax) {
        return new Bilingual(
                input.text(name + "Zh", lengthMax),
                input.optionalText(name + "En", lengthMax).orElse(""));
    }

    /// `zh, en`.
    private static Set<String> languages(String text) {
        Set<String> languages = new TreeSet<>();
        for (String one : text.toLowerCase(Locale.ROOT).split("[,;\\s]+", -1)) {
            if (!one.isEmpty()) {
                languages.add(one);
            }
        }
        return languages;
    }

    /// A visitor leaves an e-mail address, a telephone number, or both.
    static Registration.Visitor visitor(Input input) {
        if (!input.flag("consent")) {
            throw new Refused(Code.CONSENT_NEEDED).at("consent");
        }
        Optional<EmailAddress> email =
                input.optional("email", EmailAddress.LENGTH_MAX, EmailAddress::parse);
        Optional<String> phone =
                input.optional("phone", Registration.Visitor.PHONE_LENGTH_MAX, OpenDayInput::phone);
        if (email.isEmpty() && phone.isEmpty()) {
            throw new Refused(Code.MISSING_FIELD).at("email");
        }
        return new Registration.Visitor(
                input.text("name", Registration.Visitor.NAME_LENGTH_MAX),
                email.map(EmailAddress::text).orElse(""),
                phone.orElse(""));
    }

    private static String phone(String text) {
        if (!text.matches("\\+?[0-9][0-9 ()-]{4,28}")) {
            throw new IllegalArgumentException("digits, spaces, brackets and dashes");
        }
        return text;
    }
}
