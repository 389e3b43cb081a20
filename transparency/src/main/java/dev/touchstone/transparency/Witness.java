// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import dev.touchstone.transparency.TransparencyException.Malformed;
import dev.touchstone.transparency.TransparencyException.Unverified;
import dev.touchstone.transparency.WitnessAnswer.Conflict;
import dev.touchstone.transparency.WitnessAnswer.Cosigned;
import dev.touchstone.transparency.WitnessAnswer.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Decides whether a checkpoint deserves a cosignature: it must grow out of the last one cosigned.
///
/// Keeps nothing. Whoever calls keeps, for each origin, the head cosigned last, and does all of
/// this in one transaction: read that head, ask, store the new head when the answer is [Cosigned],
/// commit, and only then give the answer out. Two requests at once could otherwise roll a log
/// back.
///
/// Standard: C2SP tlog-witness, add-checkpoint. As thread-safe as its signers.
public final class Witness {
    private final WitnessPolicy logs;
    private final List<NoteSigner> signers;

    /// Cosigns for these logs with these keys, which are of cosigning types.
    public Witness(WitnessPolicy logs, List<NoteSigner> signers) {
        this.logs = logs;
        this.signers = List.copyOf(signers);
        if (signers.isEmpty()
                || !signers.stream().allMatch(s -> s.verifier().type().isCosignature())) {
            throw new IllegalArgumentException("a witness needs keys, all for cosigning");
        }
    }

    /// Answers one request, given the head cosigned last, [TreeHead#EMPTY] for none.
    public WitnessAnswer answer(AddCheckpoint request, TreeHead last, Instant now) {
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.parse(request.checkpoint().text());
        } catch (Malformed e) {
            return new Refused(400, e.getMessage());
        } catch (Unverified e) { // size 0 with another root than that of the empty tree
            return new Refused(422, e.getMessage());
        }
        List<NoteVerifier> keys = logs.keysOf(checkpoint.origin());
        if (keys.isEmpty()) {
            return new Refused(404, "unknown log " + Text.quote(checkpoint.origin()));
        }
        try {
            request.checkpoint().verify(keys);
        } catch (Malformed | Unverified e) {
            return new Refused(403, e.getMessage());
        }
        return decide(request, checkpoint, last, now);
    }

    /// Returns the keys it cosigns with.
    public List<NoteVerifier> keys() {
        return signers.stream().map(NoteSigner::verifier).toList();
    }

    /// Returns the origins of the logs it cosigns, each once.
    public List<String> origins() {
        return logs.logs().stream().map(log -> log.key().name()).distinct().toList();
    }

    /// Returns the note to keep after a request was answered with cosignatures: the checkpoint
    /// with the signatures that count, those of the log and the new ones. It is what the read side
    /// of a witness serves, and the next request builds on it.
    public SignedNote kept(AddCheckpoint request, Cosigned answer) {
        List<NoteSignature> lines = new ArrayList<>();
        for (NoteVerifier key : logs.keysOf(request.origin())) {
            request.checkpoint().signatures().stream()
                    .filter(key::claims)
                    .findFirst()
                    .ifPresent(lines::add);
        }
        lines.addAll(answer.cosignatures());
        return new SignedNote(request.checkpoint().text(), lines);
    }

    /// Returns the checkpoint of a kept note, after checking that a key of this witness cosigned
    /// it. Throws [Malformed] or [Unverified] when the note was damaged or belongs to another
    /// witness.
    public Checkpoint recall(SignedNote kept) {
        kept.verify(keys());
        return Checkpoint.parse(kept.text());
    }

    private WitnessAnswer decide(
            AddCheckpoint request, Checkpoint checkpoint, TreeHead last, Instant now) {
        if (request.oldSize() > checkpoint.size()) {
            return new Refused(
                    400,
                    "old size %d is above the size %d"
                            .formatted(request.oldSize(), checkpoint.size()));
        }
        if (request.oldSize() != last.size()) {
            return new Conflict(last.size());
        }
        try {
            new ConsistencyProof(last.size(), checkpoint.size(), request.proof())
                    .verify(last.root(), checkpoint.root());
        } catch (Unverified e) {
            return new Refused(422, e.getMessage());
        }
        return new Cosigned(
                signers.stream().map(signer -> signer.cosign(checkpoint, now)).toList());
    }
}
