// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import dev.touchstone.app.usecase.Undo;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Somebody sent codes of an order some way. Immutable.
///
/// @param assignment the number of what they joined
/// @param count how many codes
/// @param runs which; empty when that has been forgotten, see [Assignments#forgetRuns]
/// @param doneBy the account
/// @param statement the statement of it in the public log
/// @param undoneAt when it was taken back
public record Change(
        UUID id,
        UUID order,
        int assignment,
        Assignment.Way way,
        int count,
        Optional<CodeRuns> runs,
        UUID doneBy,
        Instant doneAt,
        UUID statement,
        Optional<Instant> undoneAt) {
    /// Whether it can be taken back.
    public Undo undo() {
        return new Undo(doneBy, doneAt, runs.isPresent(), undoneAt);
    }
}
