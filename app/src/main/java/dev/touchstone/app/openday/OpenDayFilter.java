// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.openday;

import dev.touchstone.app.classification.Region;
import dev.touchstone.app.web.Request;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Which open days are asked for. Immutable.
///
/// @param month in Chinese standard time
/// @param language in which visitors are guided
/// @param free whether only those with a free place
public record OpenDayFilter(
        Optional<YearMonth> month,
        Optional<Region> province,
        Optional<String> language,
        Optional<UUID> enterprise,
        Optional<UUID> campaign,
        boolean free) {
    /// Every open day.
    public static final OpenDayFilter ALL =
            new OpenDayFilter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false);

    /// Reads `month`, `province`, `guided`, `enterprise`, `campaign` and `free` of a query.
    static OpenDayFilter of(Request request) {
        return new OpenDayFilter(
                request.query("month", OpenDayFilter::month),
                request.query("province", Region::parse),
                request.query("guided", OpenDayFilter::language),
                request.query("enterprise", UUID::fromString),
                request.query("campaign", UUID::fromString),
                request.query("free").equals(Optional.of("true")));
    }

    /// The same in another month.
    OpenDayFilter in(YearMonth other) {
        return new OpenDayFilter(
                Optional.of(other), province, language, enterprise, campaign, free);
    }

    private static YearMonth month(String text) {
        YearMonth month;
        try {
            month = YearMonth.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("a month as 2026-09", e);
        }
        if (month.getYear() < 2000 || month.getYear() > 2200) {
            throw new IllegalArgumentException("2000 to 2200");
        }
        return month;
    }

    private static String language(String text) {
        if (!text.matches("[a-zA-Z]{2}")) {
            throw new IllegalArgumentException("zh, en, ...");
        }
        return text.toLowerCase(Locale.ROOT);
    }
}
