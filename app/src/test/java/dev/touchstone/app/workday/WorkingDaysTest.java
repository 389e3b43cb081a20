// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.workday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.TestWorld;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WorkingDaysTest {
    private static final long SEED =
            Long.getLong("touchstone.seed", System.nanoTime() & 0xFFFF_FFFFL);

    @Test
    void countsExactlyTheWorkingDaysBetween() {
        System.out.println("WorkingDaysTest -Dtouchstone.seed=" + SEED);
        Random random = new Random(SEED);
        for (int run = 0; run < 500; run++) {
            LocalDate start = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(365));
            Map<LocalDate, Boolean> differing = new HashMap<>();
            for (int i = 0; i < 20; i++) {
                differing.put(start.plusDays(random.nextInt(60)), random.nextBoolean());
            }
            WorkingDays days = new WorkingDays(differing);
            int n = 1 + random.nextInt(20);
            LocalDate end = days.after(start, n);
            assertThat(days.isWorking(end)).isTrue();
            assertThat(start.plusDays(1).datesUntil(end.plusDays(1)).filter(days::isWorking))
                    .hasSize(n);
        }
        assertThatThrownBy(() -> new WorkingDays(Map.of()).after(LocalDate.of(2026, 1, 1), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsTheHolidaysOf2026AndGoesByTheWeekAfterwards() {
        try (TestWorld world = new TestWorld()) {
            LocalDate day = LocalDate.of(2026, 9, 18);
            WorkingDays days = world.db.read(tx -> new HolidayCalendar().from(tx, day));
            assertThat(days.isWorking(LocalDate.of(2026, 9, 20))).isTrue();
            assertThat(days.isWorking(LocalDate.of(2026, 10, 1))).isFalse();
            assertThat(days.after(day, 10)).isEqualTo(LocalDate.of(2026, 10, 9));
            LocalDate unlisted = LocalDate.of(2031, 10, 1);
            WorkingDays later = world.db.read(tx -> new HolidayCalendar().from(tx, unlisted));
            assertThat(later.isWorking(unlisted)).isTrue();
        }
    }
}
