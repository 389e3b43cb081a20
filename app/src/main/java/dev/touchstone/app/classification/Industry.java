// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.classification;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A section of industries, GB/T 4754-2017, with the days its code is in force. Immutable.
///
/// @param code one letter, A to T
/// @param from the first day of the code
/// @param to the last day of the code; empty while it is in force
public record Industry(String code, String zh, String en, LocalDate from, Optional<LocalDate> to) {
    private static final List<Industry> ALL = load();
    private static final Map<String, Industry> BY_CODE =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Industry::code, Function.identity()));

    private static List<Industry> load() {
        List<String> columns = List.of("code", "zh", "en", "from", "to");
        return CodeTable.read("industries.csv", columns).stream()
                .map(
                        row ->
                                new Industry(
                                        row.input().text("code", 100),
                                        row.input().text("zh", 100),
                                        row.input().text("en", 100),
                                        row.input().date("from"),
                                        row.input().optional("to", 10, LocalDate::parse)))
                .toList();
    }

    /// Every section, A to T.
    public static List<Industry> all() {
        return ALL;
    }

    /// The section of a letter.
    ///
    /// @throws IllegalArgumentException when there is none
    public static Industry of(String code) {
        Industry industry = BY_CODE.get(code);
        if (industry == null) {
            throw new IllegalArgumentException("no section A to T of GB/T 4754-2017");
        }
        return industry;
    }

    /// Reads a section by its letter or its Chinese name.
    ///
    /// @throws IllegalArgumentException when there is none
    public static Industry parse(String text) {
        for (Industry industry : ALL) {
            if (industry.zh.equals(text)) {
                return industry;
            }
        }
        return of(text);
    }

    @Override
    public String toString() {
        return code;
    }
}
