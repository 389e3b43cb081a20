// SPDX-License-Identifier: Apache-2.0
/// Public test vectors, run against the libraries of this program.
///
/// Whoever doubts an installation points it at the vectors that others publish. Start at
/// `Conformance`. Invariants: a set that cannot be run never reads as passed; nothing under the
/// folder is written; no name of a vector is known in advance, all are found by walking.
///
/// Tables owned: none.
@NullMarked
package dev.touchstone.app.conformance;

import org.jspecify.annotations.NullMarked;
