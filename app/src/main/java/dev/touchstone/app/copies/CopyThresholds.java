// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.copies;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/// What the copy rule weighs by: figures of practice, so data with a date and a source, not
/// constants. Immutable.
///
/// Each reason has a list of points: the first entry is worth what one says, the second what two
/// say, and so on; past its end the last entry holds.
///
/// @param from the day the figures are in force from
/// @param source who says so
/// @param suspectFrom the points from which a code is suspected
/// @param occasion checks in one city within this time are one occasion: a family with several
///     phones
/// @param familyPhones so many of them; each one more is an occasion of its own
/// @param rapidWithin the window within which occasions are rapid
/// @param speedKmPerHour nobody travels faster, the way to the airport left out
/// @param groundMinutes the time any long journey takes besides
/// @param quietAfterSale checks elsewhere within this time after the first are a gift, not a copy
/// @param points the points of each reason by its value, from 1
public record CopyThresholds(
        LocalDate from,
        String source,
        int suspectFrom,
        Duration occasion,
        int familyPhones,
        Duration rapidWithin,
        int speedKmPerHour,
        int groundMinutes,
        Duration quietAfterSale,
        Map<CopyReason, List<Integer>> points) {
    /// The figures that come with the program.
    public static final CopyThresholds DEFAULT = shipped();

    private static final int VALUES_MAX = 64;
    private static final int POINTS_MAX = 1_000;

    public CopyThresholds {
        points = Map.copyOf(new EnumMap<>(points));
        if (!points.keySet().containsAll(Set.of(CopyReason.values()))) {
            throw new IllegalArgumentException("points of a reason are missing");
        }
    }

    /// What a value of a reason weighs.
    int pointsOf(CopyReason reason, int value) {
        List<Integer> steps = points.getOrDefault(reason, List.of());
        return value <= 0 || steps.isEmpty() ? 0 : steps.get(Math.min(value, steps.size()) - 1);
    }

    private static CopyThresholds shipped() {
        try (InputStream in = CopyThresholds.class.getResourceAsStream("thresholds.properties")) {
            if (in == null) {
                throw new IllegalStateException("no thresholds.properties");
            }
            return read(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("reading thresholds.properties", e);
        }
    }

    /// Reads figures.
    ///
    /// @throws IllegalArgumentException naming the key at fault: missing, unknown or no number
    public static CopyThresholds read(Reader reader) throws IOException {
        Properties values = new Properties();
        values.load(reader);
        Set<String> unread = new TreeSet<>(values.stringPropertyNames());
        Map<CopyReason, List<Integer>> points = new EnumMap<>(CopyReason.class);
        for (CopyReason reason : CopyReason.values()) {
            points.put(reason, steps(text(values, unread, "points." + reason.name())));
        }
        CopyThresholds read =
                new CopyThresholds(
                        day(text(values, unread, "from")),
                        text(values, unread, "source"),
                        number(values, unread, "suspect.from", POINTS_MAX),
                        Duration.ofMinutes(number(values, unread, "occasion.minutes", 10_080)),
                        number(values, unread, "occasion.phones", 100),
                        Duration.ofHours(number(values, unread, "rapid.within.hours", 8_760)),
                        number(values, unread, "travel.km-per-hour", 10_000),
                        number(values, unread, "travel.ground.minutes", 10_080),
                        Duration.ofDays(number(values, unread, "sale.quiet.days", 3_650)),
                        points);
        if (!unread.isEmpty()) {
            throw new IllegalArgumentException("unknown keys " + unread);
        }
        return read;
    }

    private static String text(Properties values, Set<String> unread, String key) {
        String text = values.getProperty(key);
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("no value for " + key);
        }
        unread.remove(key);
        return text.strip();
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("from is a date like 2026-09-01, not " + text, e);
        }
    }

    private static int number(Properties values, Set<String> unread, String key, int max) {
        String text = text(values, unread, key);
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > max) {
            throw new IllegalArgumentException(key + " is 0 to " + max + ", not " + text);
        }
        return Integer.parseInt(text);
    }

    private static List<Integer> steps(String text) {
        List<Integer> steps =
                List.of(text.split("\\s*,\\s*")).stream()
                        .filter(step -> step.matches("[0-9]{1,4}"))
                        .map(Integer::valueOf)
                        .filter(step -> step <= POINTS_MAX)
                        .toList();
        if (steps.size() != text.split(",", -1).length || steps.size() > VALUES_MAX) {
            throw new IllegalArgumentException("points are at most 64 numbers, not " + text);
        }
        return steps;
    }
}
