// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

/// What became of the codes of an order, in numbers. Immutable.
///
/// @param ordered all of them
/// @param active on items of a lot
/// @param spoiled void
public record MarkTally(long ordered, long active, long spoiled) {
    /// Codes nothing was done with yet.
    public long free() {
        return ordered - active - spoiled;
    }
}
