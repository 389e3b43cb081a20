// SPDX-License-Identifier: Apache-2.0
/// Transparency logs as C2SP defines them: append, prove, sign, verify, audit. JDK only.
///
/// A log is a list of entries that can only grow. Its Merkle tree (RFC 6962, Section 2.1) is
/// stored as tiles of 256 hashes; a signed checkpoint states the size and the root of the tree.
/// From these, anybody can check that one entry is in the log, and that the log of today still
/// contains the log of yesterday.
///
/// | to do this | start here |
/// |---|---|
/// | grow a log | [TreeAppender], [Checkpoint], [NoteSigner], [LogFolder] |
/// | prove something | [Proofs], [InclusionProof], [ConsistencyProof], [TlogProof] |
/// | decide what to trust | [NoteVerifier], [WitnessPolicy] |
/// | follow or check a log | [LogClient], [LogAudit] over a [LogSource] |
/// | witness a log, or have one witnessed | [Witness], [WitnessClient] |
///
/// Standards: C2SP tlog-tiles, tlog-checkpoint, signed-note, tlog-cosignature, tlog-proof,
/// tlog-policy, tlog-witness; RFC 6962, RFC 9162.
///
/// **Failures.** Nothing here answers with a boolean that could be overlooked. Whatever does not
/// parse or does not verify throws a [TransparencyException], a sealed family whose message is the
/// exact reason. Misuse by the calling program is an [IllegalArgumentException].
///
/// **Threads.** Every public type is immutable unless its documentation says otherwise.
@NullMarked
package dev.touchstone.transparency;

import org.jspecify.annotations.NullMarked;
