// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// When signatures are taken: whole days in Chinese standard time. Immutable.
///
/// @param from the first instant
/// @param to the first instant that is too late
public record Window(Instant from, Instant to) {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /// Refuses an empty window.
    ///
    /// @throws IllegalArgumentException when it ends before it begins
    public Window {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("the last day lies before the first");
        }
    }

    /// From the beginning of the first day to the end of the last.
    public static Window of(LocalDate firstDay, LocalDate lastDay) {
        return new Window(
                firstDay.atStartOfDay(ZONE).toInstant(),
                lastDay.plusDays(1).atStartOfDay(ZONE).toInstant());
    }

    /// Whether an instant lies inside.
    public boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    /// Whether a day lies inside.
    public boolean contains(LocalDate day) {
        return contains(day.atStartOfDay(ZONE).toInstant());
    }

    /// The first day.
    public LocalDate firstDay() {
        return LocalDate.ofInstant(from, ZONE);
    }

    /// The last day.
    public LocalDate lastDay() {
        return LocalDate.ofInstant(to.minusNanos(1), ZONE);
    }

    /// The day an instant falls on.
    public static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, ZONE);
    }
}
