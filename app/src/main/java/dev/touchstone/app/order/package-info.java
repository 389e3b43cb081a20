// SPDX-License-Identifier: Apache-2.0
/// Orders of codes, licences to use a mark, and what became of the codes of an order.
///
/// Invariants: an order is one row, whatever its size; codes of one order are free, activated or
/// void in ranges that never overlap.
///
/// Tables owned: `mark_licence`, `mark_order`, `mark_counter`, `mark_range`.
@NullMarked
package dev.touchstone.app.order;

import org.jspecify.annotations.NullMarked;
