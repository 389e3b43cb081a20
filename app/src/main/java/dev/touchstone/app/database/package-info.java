// SPDX-License-Identifier: Apache-2.0
/// PostgreSQL, given by the operator or started by the program itself from the binaries it ships,
/// and everything that stands between it and the slices: pool, transactions, migrations and jobs.
///
/// Invariants: a row whose transaction was committed is still there after the program or the
/// database process was killed; one data folder serves one program at a time.
///
/// Tables owned: `scheduled_tasks`.
@NullMarked
package dev.touchstone.app.database;

import org.jspecify.annotations.NullMarked;
