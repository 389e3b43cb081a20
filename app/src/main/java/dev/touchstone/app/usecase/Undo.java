// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.usecase;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Whether something that somebody did can be taken back: once, by the same person, within a time,
/// and only while it is known what it was. Immutable.
///
/// @param doneBy the account
/// @param isKnown whether it is still known what was done
/// @param undoneAt when it was taken back
public record Undo(UUID doneBy, Instant doneAt, boolean isKnown, Optional<Instant> undoneAt) {
    /// Whether somebody may take it back now.
    public boolean mayBe(UUID account, Instant now, Duration window) {
        return undoneAt.isEmpty()
                && isKnown
                && doneBy.equals(account)
                && !now.isAfter(doneAt.plus(window));
    }

    /// Passes when somebody may take it back now.
    ///
    /// @throws Refused WRONG_STATE, NOT_YOURS_TO_UNDO, UNDO_OVER with the minutes it was possible
    public void require(UUID account, Instant now, Duration window) {
        if (undoneAt.isPresent()) {
            throw new Refused(Code.WRONG_STATE, "UNDONE");
        }
        if (!doneBy.equals(account)) {
            throw new Refused(Code.NOT_YOURS_TO_UNDO);
        }
        if (!mayBe(account, now, window)) {
            throw new Refused(Code.UNDO_OVER, window.toMinutes());
        }
    }
}
