// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// How long GS1 company prefixes are, as data that can be replaced. Immutable.
///
/// A key alone does not tell where its company prefix ends; EPC URNs need to know. Nothing is ever
/// refused for a prefix that is not in the table: {@link #warning(Element)} is what there is.
public final class CompanyPrefixes implements PrefixSource {
    /// The most rows of a table.
    public static final int ROWS_MAX = 100_000;

    private static final int DIGITS_MAX = 12;
    private static final CompanyPrefixes BUNDLED = of(Resources.lines("company-prefixes.txt"));

    private final Map<String, Integer> lengths;

    private CompanyPrefixes(Map<String, Integer> lengths) {
        this.lengths = Map.copyOf(lengths);
    }

    /// The short table that comes with the library: China, and numbers set aside for examples.
    public static CompanyPrefixes bundled() {
        return BUNDLED;
    }

    /// Reads a table: a row each of `first[-last] length`, both with the same number of digits;
    /// `#` starts a comment line.
    ///
    /// @throws Gs1Exception naming the first row that is not of this form, by its number from 0
    public static CompanyPrefixes parse(String table) {
        return of(
                table.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .limit(ROWS_MAX + 1L)
                        .toList());
    }

    private static CompanyPrefixes of(List<String> rows) {
        Map<String, Integer> lengths = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            String row = rows.get(i);
            if (i == ROWS_MAX || !row.matches("[0-9]{1,12}(-[0-9]{1,12})? ([4-9]|1[0-2])( .*)?")) {
                throw new Gs1Exception(
                        "",
                        i,
                        Gs1Exception.Rule.STRUCTURE,
                        "not a row of company prefixes: " + Gs1Exception.excerpt(row));
            }
            String[] cells = row.split(" ", 3);
            String[] range = cells[0].split("-", 2);
            String first = range[0];
            long from = Long.parseLong(first);
            long to = Long.parseLong(range[range.length - 1]);
            if (range[range.length - 1].length() != first.length() || to - from > ROWS_MAX) {
                throw new Gs1Exception(
                        "",
                        i,
                        Gs1Exception.Rule.STRUCTURE,
                        "not a range of company prefixes: " + Gs1Exception.excerpt(row));
            }
            for (long prefix = from; prefix <= to; prefix++) {
                String digits = Long.toString(prefix);
                lengths.put(
                        "0".repeat(first.length() - digits.length()) + digits,
                        Integer.valueOf(cells[1]));
            }
        }
        return new CompanyPrefixes(lengths);
    }

    /// The length of the company prefix that `digits` start with, when the table knows it.
    public OptionalInt length(String digits) {
        for (int i = Math.min(digits.length(), DIGITS_MAX); i > 0; i--) {
            Integer length = lengths.get(digits.substring(0, i));
            if (length != null && length <= digits.length()) {
                return OptionalInt.of(length);
            }
        }
        return OptionalInt.empty();
    }

    /// The length of the company prefix in the value of `key`, when it holds one and the table
    /// knows it.
    public OptionalInt length(Element key) {
        int at = start(key);
        return at < 0 ? OptionalInt.empty() : length(key.value().substring(at));
    }

    /// The company prefix in the value of `key`, when it holds one whose length the table knows.
    public Optional<String> prefix(Element key) {
        OptionalInt length = length(key);
        int at = start(key);
        return length.isEmpty()
                ? Optional.empty()
                : Optional.of(key.value().substring(at, at + length.getAsInt()));
    }

    /// Where the company prefix starts in the value of `key`, or -1 when it has none.
    private static int start(Element key) {
        int at = 0;
        for (ApplicationIdentifier.Component component :
                AiTable.require(key.ai(), 0).components()) {
            if (component.prefixAt() >= 0) {
                return at + component.prefixAt();
            }
            at += component.lengthMax();
        }
        return -1;
    }

    /// Says that the company prefix in `key` is not in the table; empty when it is, or when such a
    /// key holds none.
    public Optional<String> warning(Element key) {
        return start(key) < 0 || length(key).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "AI %s starts with a company prefix of unknown length: %s"
                                .formatted(key.ai(), Gs1Exception.excerpt(key.value())));
    }

    @Override
    public Answer ask(String number) {
        return length(number).isPresent() ? Answer.KNOWN : Answer.UNKNOWN;
    }
}
