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

    /// Made void: on nothing, or on something it must not be on.
    ///
    /// @param order the order it belongs to
    /// @param range the range it lies in
    record Spoiled(Order order, Range range) implements CodeState {}

    /// On an item of a lot.
    ///
    /// @param order the order it belongs to
    /// @param range the range it lies in
    /// @param lot the lot
    record Active(Order order, Range range, UUID lot) implements CodeState {}
}
