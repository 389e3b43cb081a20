// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import java.util.UUID;

/// What somebody does with a signature. Immutable.
public sealed interface PledgeEvent {
    /// A reviewer finds it right.
    record Approve(UUID by) implements PledgeEvent {}

    /// A publisher puts it on the roll.
    record Publish(UUID by) implements PledgeEvent {}

    /// A reviewer or publisher finds it wrong.
    record Refuse(UUID by, String reason) implements PledgeEvent {}

    /// The enterprise takes it back.
    record Withdraw(String reason) implements PledgeEvent {}

    /// The association takes it off the roll.
    record Remove(String reason) implements PledgeEvent {}

    /// Its time is over.
    record Expire() implements PledgeEvent {}
}
