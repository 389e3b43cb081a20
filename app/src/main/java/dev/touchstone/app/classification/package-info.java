// SPDX-License-Identifier: Apache-2.0
/// National classifications as dated data: regions (GB/T 2260) and industries (GB/T 4754-2017).
///
/// Invariants: a code once in a table stays readable, with the day it ended; names come from the
/// tables alone; a table is read once, at its first use, and never changes afterwards.
@NullMarked
package dev.touchstone.app.classification;

import org.jspecify.annotations.NullMarked;
