// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.workday.HolidayCalendar;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportClockTest {
    @ParameterizedTest
    @CsvSource({
        // Tuesday: Wednesday, Thursday next week, Tuesday in two weeks.
        "2026-09-01, 2026-09-02, 2026-09-10, 2026-09-15",
        // Friday: the Sunday 20 September is worked, Mid-Autumn is not.
        "2026-09-18, 2026-09-20, 2026-09-29, 2026-10-09",
        // The day before the National Day holiday: Thursday 8 October is the first, Saturday 10
        // October is worked.
        "2026-09-30, 2026-10-08, 2026-10-15, 2026-10-20",
        // Into the Spring Festival: Saturdays 14 and 28 February are worked.
        "2026-02-13, 2026-02-14, 2026-03-02, 2026-03-05",
        // A year without a calendar goes by the week.
        "2027-10-01, 2027-10-04, 2027-10-12, 2027-10-15"
    })
    void setsTheClocksByTheCalendarOf2026(
            LocalDate received, LocalDate acknowledge, LocalDate triage, LocalDate reply) {
        try (TestWorld world = new TestWorld()) {
            ReportStore store = new ReportStore();
            ReportRules.Due due =
                    world.db.read(
                            tx ->
                                    ReportRules.due(
                                            store.clock(tx, received),
                                            new HolidayCalendar().from(tx, received),
                                            received));
            assertThat(due).isEqualTo(new ReportRules.Due(acknowledge, triage, reply));
        }
    }
}
