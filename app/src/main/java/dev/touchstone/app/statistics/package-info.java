// SPDX-License-Identifier: Apache-2.0
/// Figures about everything, beginning with the front page.
///
/// Invariants: reads other slices only through the views `facts_*` that they publish, and changes
/// nothing. A figure says what it counts; figures are facts, and nothing is ranked.
///
/// Tables owned: none.
@NullMarked
package dev.touchstone.app.statistics;

import org.jspecify.annotations.NullMarked;
