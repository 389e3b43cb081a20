// SPDX-License-Identifier: Apache-2.0
/// Benchmarks of the libraries and of the running program.
///
/// Invariants: a ratio compares two things measured by turns in one run on one machine; a figure
/// without a peer is this machine's and no other's; whatever is started or written is gone when a
/// benchmark ends. Start at `Bench`.
@NullMarked
package dev.touchstone.bench;

import org.jspecify.annotations.NullMarked;
