// SPDX-License-Identifier: Apache-2.0
/// Our transparency log: statements in, checkpoints and proofs out.
///
/// Invariants: a statement is stored in the transaction of what it states; it gets exactly one
/// entry; entries, tiles and the checkpoint over them are stored in one transaction; a checkpoint
/// is shown only after that transaction ended. The log proves, it never publishes: an entry is a
/// salted digest.
///
/// Tables owned: `log_statement`, `log_waiting`, `log_entry`, `log_tile`, `log_checkpoint`,
/// `log_facts`.
@NullMarked
package dev.touchstone.app.publiclog;

import org.jspecify.annotations.NullMarked;
