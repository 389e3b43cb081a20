// SPDX-License-Identifier: Apache-2.0
/// The command line: one class a subcommand.
///
/// Invariants: results go to standard output, progress and errors to standard error; the exit code
/// is 0 for done, 1 when the input is refused or a check failed, 2 for wrong usage, 3 for an
/// outage.
///
/// Tables owned: none.
@NullMarked
package dev.touchstone.app.cli;

import org.jspecify.annotations.NullMarked;
