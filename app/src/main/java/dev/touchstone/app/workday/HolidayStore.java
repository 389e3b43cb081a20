// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.workday;

import dev.touchstone.app.database.Tx;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/// The rows of the calendar.
final class HolidayStore {
    WorkingDays between(Tx tx, LocalDate from, LocalDate to) {
        Map<LocalDate, Boolean> days = new HashMap<>();
        tx.sql()
                .createQuery(
                        """
                        select day, working from holiday_calendar where day between :from and :to
                        """)
                .bind("from", from)
                .bind("to", to)
                .map(
                        (row, context) ->
                                Map.entry(
                                        row.getObject("day", LocalDate.class),
                                        row.getBoolean("working")))
                .forEach(day -> days.put(day.getKey(), day.getValue()));
        return new WorkingDays(days);
    }
}
