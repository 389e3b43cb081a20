// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.openday;

import dev.touchstone.app.campaign.Window;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A month as weeks of days, Monday first. Immutable.
///
/// @param weeks four to six weeks of seven days
public record CalendarMonth(YearMonth month, List<List<Day>> weeks) {
    /// A day, with what begins on it.
    ///
    /// @param inside whether it belongs to the month
    public record Day(LocalDate date, boolean inside, List<OpenDay> days) {}

    static CalendarMonth of(YearMonth month, List<OpenDay> days) {
        Map<LocalDate, List<OpenDay>> byDay =
                days.stream()
                        .collect(Collectors.groupingBy(day -> Window.dayOf(day.plan().from())));
        LocalDate first = month.atDay(1);
        LocalDate date = first.minusDays(first.getDayOfWeek().getValue() - 1L);
        List<List<Day>> weeks = new ArrayList<>();
        while (weeks.isEmpty() || !date.isAfter(month.atEndOfMonth())) {
            List<Day> week = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                boolean inside = YearMonth.from(date).equals(month);
                List<OpenDay> begins = inside ? byDay.getOrDefault(date, List.of()) : List.of();
                week.add(new Day(date, inside, begins));
                date = date.plusDays(1);
            }
            weeks.add(List.copyOf(week));
        }
        return new CalendarMonth(month, List.copyOf(weeks));
    }
}
