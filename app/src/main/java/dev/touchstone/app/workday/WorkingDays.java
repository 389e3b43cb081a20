// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.workday;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;

/// Which days are working days: Monday to Friday, except where the calendar says otherwise.
/// Immutable.
///
/// @param differing holidays (false) and weekend days that are worked (true)
public record WorkingDays(Map<LocalDate, Boolean> differing) {
    private static final int DAYS_MAX = 1_000;

    public WorkingDays {
        differing = Map.copyOf(differing);
    }

    /// Whether people work on a day.
    public boolean isWorking(LocalDate day) {
        Boolean said = differing.get(day);
        DayOfWeek week = day.getDayOfWeek();
        return said != null ? said : week != DayOfWeek.SATURDAY && week != DayOfWeek.SUNDAY;
    }

    /// The n-th working day after a day.
    ///
    /// @param n 1 to 1,000
    /// @throws IllegalArgumentException for another number
    public LocalDate after(LocalDate day, int n) {
        if (n < 1 || n > DAYS_MAX) {
            throw new IllegalArgumentException(n + " working days");
        }
        LocalDate at = day;
        int left = n;
        while (left > 0) {
            at = at.plusDays(1);
            if (isWorking(at)) {
                left--;
            }
        }
        return at;
    }
}
