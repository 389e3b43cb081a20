// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import java.util.List;

/// A checkpoint that satisfied a [WitnessPolicy]; there is no other way to get one.
public final class VerifiedCheckpoint {
    private final Checkpoint checkpoint;
    private final SignedNote note;
    private final List<VerifiedSignature> signatures;

    VerifiedCheckpoint(Checkpoint checkpoint, SignedNote note, List<VerifiedSignature> signatures) {
        this.checkpoint = checkpoint;
        this.note = note;
        this.signatures = List.copyOf(signatures);
    }

    /// Returns what the log states.
    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /// Returns the note as it was read, with the signatures of unknown keys too.
    public SignedNote note() {
        return note;
    }

    /// Returns the signatures by keys of the policy: of the log first, then of its witnesses.
    public List<VerifiedSignature> signatures() {
        return signatures;
    }

    @Override
    public String toString() {
        return checkpoint.origin() + " " + checkpoint.head();
    }
}
