// SPDX-License-Identifier: Apache-2.0
/// Licences to use a mark, orders of codes, activation, the check of a code, and scan counts.
///
/// Invariants: an order is one row, whatever its size; a code needs no row until it is first
/// checked; codes of one order are free, activated or void in ranges that never overlap; a count
/// that was answered is durable; a forged code is refused without touching the database.
///
/// Tables owned: `mark_licence`, `mark_order`, `mark_counter`, `mark_range`, `mark_scan`,
/// `mark_device_salt`.
@NullMarked
package dev.touchstone.app.mark;

import org.jspecify.annotations.NullMarked;
