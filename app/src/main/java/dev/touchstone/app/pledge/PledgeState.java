// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

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

    /// Whether nothing can follow.
    default boolean isFinal() {
        return switch (this) {
            case Submitted(), Approved _, Published _ -> false;
            case Refused _, Withdrawn _, Removed _, Expired() -> true;
        };
    }

    /// Signed, not looked at.
    record Submitted() implements PledgeState {}

    /// Looked at by a first person of the association.
    record Approved(UUID reviewer) implements PledgeState {}

    /// On the roll, by a second person of the association.
    record Published(UUID reviewer, UUID publisher) implements PledgeState {}

    /// Never on the roll.
    record Refused(String reason) implements PledgeState {}

    /// Taken back by the enterprise.
    record Withdrawn(String reason) implements PledgeState {}

    /// Taken off by the association; still shown, with the reason.
    record Removed(String reason) implements PledgeState {}

    /// The campaign's year is over.
    record Expired() implements PledgeState {}
}
