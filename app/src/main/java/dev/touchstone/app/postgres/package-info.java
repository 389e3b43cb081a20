// SPDX-License-Identifier: Apache-2.0
/// PostgreSQL started by the program itself from the binaries it ships, for those who bring none.
///
/// Invariants: a row whose transaction was committed is still there after the program or the
/// database process was killed; one data folder serves one program at a time.
@NullMarked
package dev.touchstone.app.postgres;

import org.jspecify.annotations.NullMarked;
