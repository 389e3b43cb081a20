// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// The issuing and printing of a campaign's certificates in the background, as far as it came.
/// Immutable.
///
/// @param total certificates that are to be there with their PDF
/// @param issued how many of them were issued by it
/// @param printed how many PDFs were made by it
/// @param failed how many it could not make, each with its reason in a [Failure]
/// @param allIssued whether only printing is left
/// @param afterPledge the last signature it looked at
/// @param afterNumber the last certificate it looked at for printing; empty before the first
public record Batch(
        UUID id,
        UUID campaign,
        State state,
        int total,
        int issued,
        int printed,
        int failed,
        boolean allIssued,
        Optional<UUID> afterPledge,
        String afterNumber,
        UUID startedBy,
        Instant startedAt,
        Optional<Instant> endedAt) {
    /// The most failures kept and shown of one batch; more are counted only.
    public static final int FAILURES_MAX = 1_000;

    /// Where a batch stands.
    public enum State {
        /// Taken up by a worker, again after a stop.
        RUNNING,
        /// Nothing is left to do.
        DONE,
        /// Stopped by somebody; what was issued stays.
        CANCELLED
    }

    /// A signature whose certificate could not be made.
    ///
    /// @param code why, as in problems
    /// @param detail what the code is about: the characters without a font
    public record Failure(UUID pledge, String code, String detail) {}

    /// How much is done, in percent.
    public int percent() {
        int done = Math.min(total, printed + failed);
        return total == 0 ? 100 : (int) (100L * done / total);
    }

    Batch issuedTo(Optional<UUID> pledge, int more, int moreFailed, boolean all) {
        return new Batch(
                id,
                campaign,
                state,
                total,
                issued + more,
                printed,
                failed + moreFailed,
                all,
                pledge.or(() -> afterPledge),
                afterNumber,
                startedBy,
                startedAt,
                endedAt);
    }

    Batch printedTo(String number, int more, int moreFailed) {
        return new Batch(
                id,
                campaign,
                state,
                total,
                issued,
                printed + more,
                failed + moreFailed,
                allIssued,
                afterPledge,
                number,
                startedBy,
                startedAt,
                endedAt);
    }

    Batch ended(State as, Instant at) {
        return new Batch(
                id,
                campaign,
                as,
                total,
                issued,
                printed,
                failed,
                allIssued,
                afterPledge,
                afterNumber,
                startedBy,
                startedAt,
                Optional.of(at));
    }
}
