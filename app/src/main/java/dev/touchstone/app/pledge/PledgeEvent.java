// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/// What somebody does with a signature. Immutable.
public sealed interface PledgeEvent {
    /// The name of the step in its history.
    ///
    /// @param to the state it leads to
    default String step(PledgeState to) {
        return switch (this) {
            case TakeBack _ -> "APPROVAL_TAKEN_BACK";
            case Appeal _ -> "APPEALED";
            case Uphold _ -> "APPEAL_UPHELD";
            case Overturn _ -> "APPEAL_OVERTURNED";
            case Approve _, Publish _, Refuse _, Withdraw _, Remove _, Expire() -> to.code();
        };
    }

    /// What statements about it are called, after `pledge.`.
    default String word() {
        return switch (this) {
            case Approve _ -> "approved";
            case TakeBack _ -> "approval-taken-back";
            case Publish _ -> "published";
            case Refuse _ -> "refused";
            case Withdraw _ -> "withdrawn";
            case Remove _ -> "removed";
            case Appeal _ -> "appealed";
            case Uphold _ -> "appeal-upheld";
            case Overturn _ -> "appeal-overturned";
            case Expire() -> "expired";
        };
    }

    /// Whether it is the enterprise that does it.
    default boolean isOfEnterprise() {
        return this instanceof Withdraw || this instanceof Appeal;
    }

    /// A reviewer finds it right.
    record Approve(UUID by) implements PledgeEvent {}

    /// The same reviewer thinks again, before it is on the roll.
    record TakeBack(UUID by) implements PledgeEvent {}

    /// A publisher puts it on the roll.
    record Publish(UUID by) implements PledgeEvent {}

    /// A reviewer or publisher finds it wrong.
    ///
    /// @param appealUntil the first instant that is too late for an appeal
    record Refuse(UUID by, Reason reason, Instant appealUntil) implements PledgeEvent {}

    /// The enterprise takes it back.
    record Withdraw(Reason reason) implements PledgeEvent {}

    /// The association takes it off the roll.
    ///
    /// @param appealUntil the first instant that is too late for an appeal
    record Remove(UUID by, Reason reason, Instant appealUntil) implements PledgeEvent {}

    /// The enterprise asks that a refusal or removal be looked at again.
    record Appeal(UUID by, Instant at, String text) implements PledgeEvent {}

    /// Somebody who had no part in it finds that the decision stands.
    ///
    /// @param involved everybody who had a part
    record Uphold(UUID by, Instant at, Set<UUID> involved, String text) implements PledgeEvent {
        public Uphold {
            involved = Set.copyOf(involved);
        }
    }

    /// Somebody who had no part in it finds that the decision was wrong: it is reviewed again,
    /// by two persons as ever.
    ///
    /// @param involved everybody who had a part
    record Overturn(UUID by, Set<UUID> involved, String text) implements PledgeEvent {
        public Overturn {
            involved = Set.copyOf(involved);
        }
    }

    /// Its time is over.
    record Expire() implements PledgeEvent {}
}
