// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.line;

/// What a line learns about one code it read right after printing. Immutable.
///
/// @param text what was read
/// @param outcome what is to be thought of it
public record PrintCheck(String text, Outcome outcome) {
    /// What is to be thought of a printed code.
    public enum Outcome {
        /// A code of the order, printed for the first time.
        GOOD,
        /// Read before: printed twice, or scanned twice.
        TWICE,
        /// On an item, void or returned already.
        USED,
        /// Not a code of this order, or misread.
        NOT_OF_ORDER
    }
}
