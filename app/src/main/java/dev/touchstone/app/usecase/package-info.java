// SPDX-License-Identifier: Apache-2.0
/// The words every use case shares with its callers, whatever way they come: who calls and what
/// they may do ([Caller], [Role], [Scope]), why they are refused ([Refused], [Code]), what is
/// wrong in a line of a file ([LineError]), the digest by which things are recognised ([Sha256]),
/// and the seal on what only some may read ([SealedText]).
///
/// Invariants: nothing here knows of HTTP, pages or the database; a refusal carries a code and the
/// values its sentence needs, never a sentence.
///
/// Tables owned: none.
@NullMarked
package dev.touchstone.app.usecase;

import org.jspecify.annotations.NullMarked;
