// SPDX-License-Identifier: Apache-2.0
/// What stands between PostgreSQL and the slices: pool, transactions, migrations and jobs, groups
/// of small questions that are answered together, and what was read a moment ago.
///
/// Invariants: a row whose transaction was committed is still there after the program was killed.
///
/// Tables owned: `scheduled_tasks`.
@NullMarked
package dev.touchstone.app.database;

import org.jspecify.annotations.NullMarked;
