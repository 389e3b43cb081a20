// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import java.util.UUID;

/// What is known of a code whose tag is right.
public sealed interface CodeState {
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
