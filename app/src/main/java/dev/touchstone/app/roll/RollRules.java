// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.roll;

import dev.touchstone.app.pledge.Pledge;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the roll shows of what is known. Pure.
final class RollRules {
    private static final String PUBLISHED = "PUBLISHED";

    private RollRules() {}

    /// The same filter without its province and its industry.
    static RollFilter anywhere(RollFilter filter) {
        return new RollFilter(
                filter.year(),
                Optional.empty(),
                Optional.empty(),
                filter.category(),
                filter.state(),
                filter.text());
    }

    /// How many entries a filter has.
    ///
    /// @param cells the counts of the filter [#anywhere]
    static long count(List<RollStore.Cell> cells, RollFilter filter) {
        return cells.stream()
                .filter(cell -> inProvince(cell, filter) && inIndustry(cell, filter))
                .mapToLong(RollStore.Cell::count)
                .sum();
    }

    /// Counts by province code, whatever province the filter names.
    static Map<String, Long> byProvince(List<RollStore.Cell> cells, RollFilter filter) {
        return counts(
                cells.stream().filter(cell -> inIndustry(cell, filter)).toList(),
                RollStore.Cell::province);
    }

    /// Counts by industry letter, whatever industry the filter names.
    static Map<String, Long> byIndustry(List<RollStore.Cell> cells, RollFilter filter) {
        return counts(
                cells.stream().filter(cell -> inProvince(cell, filter)).toList(),
                RollStore.Cell::industry);
    }

    private static Map<String, Long> counts(
            List<RollStore.Cell> cells, Function<RollStore.Cell, String> by) {
        return cells.stream()
                .collect(Collectors.groupingBy(by, Collectors.summingLong(RollStore.Cell::count)));
    }

    private static boolean inProvince(RollStore.Cell cell, RollFilter filter) {
        return filter.province().isEmpty()
                || filter.province().get().code().equals(cell.province());
    }

    private static boolean inIndustry(RollStore.Cell cell, RollFilter filter) {
        return filter.industry().isEmpty()
                || filter.industry().get().code().equals(cell.industry());
    }

    /// What happened before a signature was published is not public; from then on everything is,
    /// an appeal and a second review as well.
    static List<Pledge.Step> shown(List<Pledge.Step> history) {
        return history.stream().dropWhile(step -> !step.state().equals(PUBLISHED)).toList();
    }
}
