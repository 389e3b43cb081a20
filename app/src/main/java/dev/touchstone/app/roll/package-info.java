// SPDX-License-Identifier: Apache-2.0
/// The public roll: every signature that was published once, whatever became of it.
///
/// Invariants: nothing ever leaves the roll; what was withdrawn, removed or is over is shown as
/// such with date and reason; the order says nothing about anybody; only what is public is read.
///
/// Tables owned: none. Reads the views `facts_pledge` and `facts_campaign`.
@NullMarked
package dev.touchstone.app.roll;

import org.jspecify.annotations.NullMarked;
