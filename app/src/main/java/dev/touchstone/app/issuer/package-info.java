// SPDX-License-Identifier: Apache-2.0
/// The keys with which the association signs credentials, and the DID document (did:web) that
/// publishes them.
///
/// Invariants: exactly one key is in use; what an older key signed while it was in use verifies
/// for ever, unless that key was revoked; a private key is derived from `master.key` and stands in
/// no database; whoever signs holds the key's row, so a change of keys waits for the transaction,
/// and every credential is signed by a key that was in use when it was signed; every version of
/// the document is kept byte for byte and is an open statement in the public log.
///
/// Tables owned: `issuer_key`, `issuer_document`.
@NullMarked
package dev.touchstone.app.issuer;

import org.jspecify.annotations.NullMarked;
