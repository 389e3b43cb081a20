// SPDX-License-Identifier: Apache-2.0
/// Orders of codes, and where the codes of an order went.
///
/// Invariants: an order is one row, whatever its size; its codes can be had once the root over all
/// of them is anchored; a code of an order is free, activated, void or returned; where a code went
/// takes at most an eighth of a byte for each way.
///
/// Tables owned: `mark_order`, `mark_counter`, `order_assignment`, `order_piece`, `order_change`.
@NullMarked
package dev.touchstone.app.order;

import org.jspecify.annotations.NullMarked;
