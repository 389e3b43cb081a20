// SPDX-License-Identifier: Apache-2.0
/// Counts how often an item was checked, keeps what tells copies, and tells the enterprise.
///
/// Invariants: a code needs no row until it is first checked; a count that was answered is
/// durable; the same device counts once within 30 minutes; a device is known by a hash whose salt
/// is dropped daily; a place is a prefecture at the most; only items checked again have a trail,
/// of at most 32 checks.
///
/// Tables owned: `mark_scan`, `mark_device_salt`, `scan_trail`, `scan_alarm`.
@NullMarked
package dev.touchstone.app.scan;

import org.jspecify.annotations.NullMarked;
