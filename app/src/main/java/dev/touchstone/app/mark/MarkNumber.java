// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

/// What a code with a right tag says: which key made it and its place in that key's sequence.
/// Immutable.
///
/// @param keyId which of the product's sixteen keys made it
/// @param counter its place, from 0
public record MarkNumber(int keyId, long counter) {
    public MarkNumber {
        if (keyId < 0
                || keyId >= MarkCode.KEY_IDS
                || counter < 0
                || counter >= MarkCode.COUNTER_END) {
            throw new IllegalArgumentException("no mark number: " + keyId + "/" + counter);
        }
    }

    /// The same, when a profile has room for its counter.
    ///
    /// @throws IllegalArgumentException when it has not
    MarkNumber requireIn(MarkProfile profile) {
        if (counter >= profile.counterEnd()) {
            throw new IllegalArgumentException(
                    "no %s has the counter %d".formatted(profile, counter));
        }
        return this;
    }

    /// The number that [#item] made.
    public static MarkNumber ofItem(long item) {
        return new MarkNumber(
                (int) (item >>> MarkCode.COUNTER_BITS), item & (MarkCode.COUNTER_END - 1));
    }

    /// Both in one number, as rows of scans are keyed.
    public long item() {
        return (long) keyId << MarkCode.COUNTER_BITS | counter;
    }
}
