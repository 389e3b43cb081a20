// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.classification;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A province-level unit, GB/T 2260-2007, with the days its code is in force. Immutable.
///
/// @param code six digits; 999999 is a region that does not exist, for examples and tests
/// @param zh its whole name
/// @param shortZh its name without the kind of unit
/// @param from the first day of the code
/// @param to the last day of the code; empty while it is in force
/// @param column where it stands in a grid of tiles, from 1 on the left; -1 when nowhere
/// @param row the same from the top, from 0
public record Region(
        String code,
        String zh,
        String shortZh,
        String en,
        LocalDate from,
        Optional<LocalDate> to,
        int column,
        int row) {
    /// The region of examples and tests.
    public static final String FIXTURE = "999999";

    private static final List<Region> ALL = load();
    private static final Map<String, Region> BY_CODE =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Region::code, Function.identity()));
    private static final Map<String, Region> BY_NAME =
            ALL.stream()
                    .flatMap(
                            region ->
                                    List.of(region.zh, region.shortZh, fold(region.en)).stream()
                                            .distinct()
                                            .map(name -> Map.entry(name, region)))
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static List<Region> load() {
        List<String> columns =
                List.of("code", "zh", "shortZh", "en", "from", "to", "column", "row");
        return CodeTable.read("regions.csv", columns).stream()
                .map(
                        row ->
                                new Region(
                                        row.input().text("code", 100),
                                        row.input().text("zh", 100),
                                        row.input().text("shortZh", 100),
                                        row.input().text("en", 100),
                                        row.input().date("from"),
                                        row.input().optional("to", 10, LocalDate::parse),
                                        (int) row.input().integer("column", -1, 12),
                                        (int) row.input().integer("row", -1, 12)))
                .toList();
    }

    /// Every region, in the order of their codes.
    public static List<Region> all() {
        return ALL;
    }

    /// The region of a code that was read before.
    ///
    /// @throws IllegalArgumentException when there is none
    public static Region of(String code) {
        Region region = BY_CODE.get(code);
        if (region == null) {
            throw new IllegalArgumentException("no province-level unit in GB/T 2260");
        }
        return region;
    }

    /// Reads a region by its code, its Chinese name, whole or short, or its English name.
    ///
    /// @throws IllegalArgumentException when there is none
    public static Region parse(String text) {
        Region named = BY_NAME.get(fold(text));
        return named == null ? of(text) : named;
    }

    private static String fold(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return code;
    }
}
