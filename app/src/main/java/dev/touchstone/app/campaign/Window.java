// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.campaign;

import dev.touchstone.app.web.Page;
import java.time.Instant;
import java.time.LocalDate;

/// When signatures are taken: whole days in Chinese standard time. Immutable.
///
/// @param from the first instant
/// @param to the first instant that is too late
public record Window(Instant from, Instant to) {
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
                firstDay.atStartOfDay(Page.ZONE).toInstant(),
                lastDay.plusDays(1).atStartOfDay(Page.ZONE).toInstant());
    }

    /// Whether an instant lies inside.
    public boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    /// Whether a day lies inside.
    public boolean contains(LocalDate day) {
        return contains(day.atStartOfDay(Page.ZONE).toInstant());
    }

    /// The first day.
    public LocalDate firstDay() {
        return LocalDate.ofInstant(from, Page.ZONE);
    }

    /// The last day.
    public LocalDate lastDay() {
        return LocalDate.ofInstant(to.minusNanos(1), Page.ZONE);
    }

    /// The day an instant falls on.
    public static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, Page.ZONE);
    }
}
