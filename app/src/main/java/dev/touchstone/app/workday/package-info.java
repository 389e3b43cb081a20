// SPDX-License-Identifier: Apache-2.0
/// Which days are worked in China: what every clock that runs in working days is set by.
///
/// Invariants: days that the calendar does not list go by the week, Monday to Friday; a clock is
/// set once and does not move when the calendar changes later.
///
/// Tables owned: `holiday_calendar`.
@NullMarked
package dev.touchstone.app.workday;

import org.jspecify.annotations.NullMarked;
