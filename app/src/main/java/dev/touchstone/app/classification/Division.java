// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.classification;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A division of industries below a section, GB/T 4754-2017, with the days its code is in force.
/// Immutable.
///
/// @param code two digits, 01 to 97
/// @param section the section it belongs to
/// @param from the first day of the code
/// @param to the last day of the code; empty while it is in force
public record Division(
        String code,
        Industry section,
        String zh,
        String en,
        LocalDate from,
        Optional<LocalDate> to) {

    /// Loaded when first asked for.
    private static final class Table {
        private static final List<Division> ALL = load();
        private static final Map<String, Division> BY_CODE =
                ALL.stream()
                        .collect(Collectors.toUnmodifiableMap(Division::code, Function.identity()));
        private static final Map<String, Division> BY_NAME =
                ALL.stream()
                        .flatMap(one -> List.of(Map.entry(one.zh, one), named(one)).stream())
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, Map.Entry::getValue));

        private static Map.Entry<String, Division> named(Division one) {
            return Map.entry(one.en.toLowerCase(Locale.ROOT), one);
        }

        private static List<Division> load() {
            List<String> columns = List.of("code", "section", "zh", "en", "from", "to");
            return CodeTable.read("divisions.csv", columns).stream()
                    .map(
                            row ->
                                    new Division(
                                            row.input().text("code", 2),
                                            row.input().parse("section", 1, Industry::of),
                                            row.input().text("zh", 100),
                                            row.input().text("en", 100),
                                            row.input().date("from"),
                                            row.input().optional("to", 10, LocalDate::parse)))
                    .toList();
        }
    }

    /// Every division, 01 to 97.
    public static List<Division> all() {
        return Table.ALL;
    }

    /// The division of two digits.
    ///
    /// @throws IllegalArgumentException when there is none
    public static Division of(String code) {
        Division division = Table.BY_CODE.get(code);
        if (division == null) {
            throw new IllegalArgumentException("no division 01 to 97 of GB/T 4754-2017");
        }
        return division;
    }

    /// Reads a division by its two digits, with or without the letter of its section in front, or
    /// by its Chinese or English name.
    ///
    /// @throws IllegalArgumentException when there is none, or not in that section
    public static Division parse(String text) {
        String folded = text.strip().toLowerCase(Locale.ROOT);
        Division named = Table.BY_NAME.get(folded);
        if (named != null) {
            return named;
        }
        if (folded.length() == 3 && Character.isLetter(folded.charAt(0))) {
            Division division = of(folded.substring(1));
            if (!division.section.code().equalsIgnoreCase(folded.substring(0, 1))) {
                throw new IllegalArgumentException(
                        "division " + division.code + " is of section " + division.section);
            }
            return division;
        }
        return of(folded);
    }

    @Override
    public String toString() {
        return code;
    }
}
