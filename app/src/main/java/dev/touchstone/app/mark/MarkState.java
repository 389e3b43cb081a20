// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

import java.util.UUID;

/// What is known of a code whose tag is right.
public sealed interface MarkState {
    /// No order holds it: made with our key, and never handed out.
    record NotOrdered() implements MarkState {}

    /// Ordered, and not on any item yet.
    ///
    /// @param order the order it belongs to
    record Free(MarkOrder order) implements MarkState {}

    /// Made void: on nothing, or on something it must not be on.
    ///
    /// @param order the order it belongs to
    /// @param range the range it lies in
    record Spoiled(MarkOrder order, MarkRange range) implements MarkState {}

    /// On an item of a lot.
    ///
    /// @param order the order it belongs to
    /// @param range the range it lies in
    /// @param lot the lot
    record Active(MarkOrder order, MarkRange range, UUID lot) implements MarkState {}
}
