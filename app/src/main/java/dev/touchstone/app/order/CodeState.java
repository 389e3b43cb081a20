// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import dev.touchstone.app.mark.MarkProfile;
import java.util.UUID;

/// What is known of a code whose tag is right.
public sealed interface CodeState {
    /// What is known of a code of one length at this place. Orders of all lengths take their
    /// places from one sequence, so a right tag of another length than the order's was never
    /// handed out.
    default CodeState as(MarkProfile profile) {
        return Orders.orderOf(this).filter(order -> order.profile() != profile).isPresent()
                ? new NotOrdered()
                : this;
    }

    /// No order holds it: made with our key, and never handed out.
    record NotOrdered() implements CodeState {}

    /// Ordered, and not on any item yet.
    ///
    /// @param order the order it belongs to
    record Free(Order order) implements CodeState {}

    /// Void: on nothing, or on something it must not be on. Spoiled, handed back, or left over
    /// when its order was closed.
    ///
    /// @param order the order it belongs to
    record Spoiled(Order order) implements CodeState {}

    /// On an item of a lot.
    ///
    /// @param order the order it belongs to
    /// @param assignment the codes that went the same way
    /// @param lot the lot
    record Active(Order order, Assignment assignment, UUID lot) implements CodeState {}
}
