// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.hidden;

import java.time.Instant;
import java.util.Optional;

/// What was tried with the hidden code of one item. Immutable.
///
/// @param wrong tries since the last right one or the last unlocking, at most [#WRONG_MAX]
/// @param lockedAt when the last of them locked it
/// @param right how often it was right
/// @param firstAt when it first was
record Tries(int wrong, Optional<Instant> lockedAt, long right, Optional<Instant> firstAt) {
    /// The wrong try that locks.
    static final int WRONG_MAX = 5;

    static final Tries NONE = new Tries(0, Optional.empty(), 0, Optional.empty());

    /// What one more try leads to, and what is answered.
    record Next(Tries tries, Answer answer) {}

    /// One more try.
    Next with(boolean fits, Instant now) {
        if (lockedAt.isPresent()) {
            return new Next(this, new Answer.Locked(lockedAt.get()));
        }
        if (fits) {
            Instant first = firstAt.orElse(now);
            Tries tries = new Tries(0, Optional.empty(), right + 1, Optional.of(first));
            return new Next(
                    tries, right == 0 ? new Answer.First(now) : new Answer.Again(right + 1, first));
        }
        boolean last = wrong + 1 == WRONG_MAX;
        Optional<Instant> locked = last ? Optional.of(now) : Optional.empty();
        return new Next(
                new Tries(wrong + 1, locked, right, firstAt),
                last ? new Answer.Locked(now) : new Answer.Wrong(WRONG_MAX - wrong - 1));
    }

    /// Open again, with all tries.
    Tries unlocked() {
        return new Tries(0, Optional.empty(), right, firstAt);
    }
}
