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
/// | witness a log, or have one witnessed | [WitnessFolder], [Witness], [WitnessClient] |
///
/// From the first entry to a proof that anybody can check offline:
///
/// ```java
/// SignerKey key =
///         SignerKey.generate(SignatureType.ED25519, "log.example/2026", new SecureRandom());
/// LogFolder log = new LogFolder(folder);
///
/// List<byte[]> entries = List.of("first".getBytes(UTF_8), "second".getBytes(UTF_8));
/// TreeAppender.Appended grown = TreeAppender.append(TreeHead.EMPTY, log, entries);
/// log.write(grown.files());
/// log.publish(new Checkpoint("log.example/2026", grown.head()).sign(key.signer()));
///
/// WitnessPolicy policy = WitnessPolicy.ofLog(NoteVerifier.parse(key.verifier().vkey()));
/// LogClient client = new LogClient(log, policy);
/// client.update();
/// byte[] file = client.prove(1, Rfc6962.leafHash(entries.get(1))).toBytes();
///
/// TlogProof.parse(file).verify(Rfc6962.leafHash("second".getBytes(UTF_8)), policy);
/// LogAudit.run(log, policy);
/// ```
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
