// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Where a signature stands, with the persons that brought it there. Immutable.
public sealed interface PledgeState {
    /// The name in tables, addresses and JSON.
    default String code() {
        return switch (this) {
            case Submitted() -> "SUBMITTED";
            case Approved _ -> "APPROVED";
            case Published _ -> "PUBLISHED";
            case Refused _ -> "REFUSED";
            case Withdrawn _ -> "WITHDRAWN";
            case Removed _ -> "REMOVED";
            case Expired() -> "EXPIRED";
        };
    }

    /// Whether it ended: nothing can follow but an appeal, while there is time for one.
    default boolean isFinal() {
        return switch (this) {
            case Submitted(), Approved _, Published _ -> false;
            case Refused _, Withdrawn _, Removed _, Expired() -> true;
        };
    }

    /// Why it ended; empty when there is nothing to say.
    default Optional<Reason> why() {
        return switch (this) {
            case Refused(Reason reason, UUID _, Appeal _) -> Optional.of(reason);
            case Removed(Reason reason, UUID _, Appeal _) -> Optional.of(reason);
            case Withdrawn(Reason reason) -> Optional.of(reason);
            case Submitted(), Approved _, Published _, Expired() -> Optional.empty();
        };
    }

    /// What became of the enterprise's right to appeal; empty where there is none.
    default Optional<Appeal> appeal() {
        return switch (this) {
            case Refused(Reason _, UUID _, Appeal appeal) -> Optional.of(appeal);
            case Removed(Reason _, UUID _, Appeal appeal) -> Optional.of(appeal);
            case Submitted(), Approved _, Published _, Withdrawn _, Expired() -> Optional.empty();
        };
    }

    /// Signed, not looked at; or to be looked at again after an appeal.
    record Submitted() implements PledgeState {}

    /// Looked at by a first person of the association.
    record Approved(UUID reviewer) implements PledgeState {}

    /// On the roll, by a second person of the association.
    record Published(UUID reviewer, UUID publisher) implements PledgeState {}

    /// Not put on the roll.
    ///
    /// @param by who refused
    /// @param right what became of the right to appeal
    record Refused(Reason reason, UUID by, Appeal right) implements PledgeState {}

    /// Taken back by the enterprise.
    record Withdrawn(Reason reason) implements PledgeState {}

    /// Taken off by the association; still shown, with the reason.
    ///
    /// @param by who removed
    /// @param right what became of the right to appeal
    record Removed(Reason reason, UUID by, Appeal right) implements PledgeState {}

    /// The time it was given for is over.
    record Expired() implements PledgeState {}

    /// The enterprise's right to have a refusal or removal looked at again. Immutable.
    sealed interface Appeal {
        /// The name in tables and JSON.
        default String code() {
            return switch (this) {
                case Possible _ -> "POSSIBLE";
                case Open _ -> "OPEN";
                case Upheld _ -> "UPHELD";
            };
        }

        /// Nobody has appealed yet.
        ///
        /// @param until the first instant that is too late
        record Possible(Instant until) implements Appeal {}

        /// Appealed against, and not decided.
        record Open(UUID by, Instant at, String text) implements Appeal {}

        /// Looked at again by somebody else: the decision stands.
        record Upheld(UUID by, Instant at, String text) implements Appeal {}
    }
}
