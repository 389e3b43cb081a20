// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import java.util.List;

/// What a witness says to a new checkpoint.
///
/// Standard: C2SP tlog-witness, add-checkpoint; [#status] is the HTTP status it names.
public sealed interface WitnessAnswer {
    /// Returns the HTTP status.
    int status();

    /// The checkpoint follows from the last one, here are the cosignatures.
    ///
    /// @param cosignatures one line a key of the witness
    record Cosigned(List<NoteSignature> cosignatures) implements WitnessAnswer {
        @Override
        public int status() {
            return 200;
        }
    }

    /// The old size is not the one cosigned last.
    ///
    /// @param size the size that was cosigned last, to try again from
    record Conflict(long size) implements WitnessAnswer {
        @Override
        public int status() {
            return 409;
        }
    }

    /// The checkpoint is not cosigned.
    ///
    /// @param status 400 malformed, 403 not signed by the log, 404 unknown log, 422 not consistent
    /// @param reason why, for people
    record Refused(int status, String reason) implements WitnessAnswer {}
}
