// SPDX-License-Identifier: Apache-2.0
/// The commands on a public log from outside: verify it, mirror it, fetch and check proofs; on
/// credentials, which carry such proofs; and on mark codes, with a key that was exported.
///
/// Needs no server, no database and no configuration of its own. Invariants: nothing is written
/// before it is verified, except tiles under no checkpoint; standard output holds the result
/// alone; exit codes are 0 right, 1 wrong, 2 usage, 3 not to be had.
///
/// Tables owned: none.
@NullMarked
package dev.touchstone.app.audit;

import org.jspecify.annotations.NullMarked;
