// SPDX-License-Identifier: Apache-2.0
/// Packing: items in cases, cases on pallets, each container under its SSCC.
///
/// Invariants: a thing is in at most one container; containers are nested at most five deep and
/// never in themselves; only activated codes are packed; what holds for a container holds for all
/// that is in it; nothing leaves or enters a container that is held or withdrawn; only who packed
/// something takes it back, and only for a while.
///
/// Tables owned: `packing_container`, `packing_run`, `packing_change`.
@NullMarked
package dev.touchstone.app.packing;

import org.jspecify.annotations.NullMarked;
