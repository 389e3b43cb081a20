// SPDX-License-Identifier: Apache-2.0
/// The keys of mark codes as their owners see them: which there are, who was given one to check
/// codes with, and which are revoked.
///
/// Invariants: keys themselves are never stored; revoking one takes two persons, is said in public
/// with its reason and cannot be undone; nobody gets a key without a row and a statement of it.
///
/// Tables owned: `mark_key_revocation`, `mark_key_export`.
@NullMarked
package dev.touchstone.app.keyring;

import org.jspecify.annotations.NullMarked;
