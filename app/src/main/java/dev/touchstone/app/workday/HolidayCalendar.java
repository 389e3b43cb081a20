// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.workday;

import dev.touchstone.app.database.Tx;
import java.time.LocalDate;

/// The calendar of the days that differ from Monday to Friday: holidays, and weekend days that are
/// worked instead. It is published each year, so it is data. Thread-safe.
public final class HolidayCalendar {
    /// How far a clock that is set today may run.
    static final int DAYS_AHEAD_MAX = 200;

    private final HolidayStore store = new HolidayStore();

    /// The working days of the time from a day on, for 200 days; later days go by the week.
    public WorkingDays from(Tx tx, LocalDate day) {
        return store.between(tx, day, day.plusDays(DAYS_AHEAD_MAX));
    }
}
