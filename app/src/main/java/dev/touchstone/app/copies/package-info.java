// SPDX-License-Identifier: Apache-2.0
/// Copies of codes: the rule that tells from the checks of one code whether it was copied, and the
/// simulator that measures the rule.
///
/// Invariants: the rule is pure, so the same checks give the same answer on every node and in
/// every year; each suspicion names its reasons with their points; a place is a prefecture at the
/// most, and may be unknown; the thresholds are data with a date and a source.
///
/// Tables owned: none.
@NullMarked
package dev.touchstone.app.copies;

import org.jspecify.annotations.NullMarked;
