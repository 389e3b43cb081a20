// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Codes of an order that stand one after the other and have the same state. Immutable.
///
/// @param first index of the first code, from 1
/// @param last index of the last code
/// @param lot the lot they are on, for active ones
/// @param reason why they are void; empty for active ones
/// @param statement the statement of it in the public log
public record Range(
        UUID order,
        int first,
        int last,
        State state,
        Optional<UUID> lot,
        String reason,
        Instant at,
        UUID statement) {
    /// The longest reason.
    public static final int REASON_LENGTH_MAX = 200;

    /// What became of the codes.
    public enum State {
        /// They are on items of a lot.
        ACTIVE,
        /// They are on nothing and never will be: spoiled in printing, lost, or left over.
        VOID
    }

    /// How many codes.
    public int count() {
        return last - first + 1;
    }
}
