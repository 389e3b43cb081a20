// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Codes of an order that went the same way. Immutable.
///
/// @param number counted within the order, from 1
/// @param way where they went
/// @param count how many they are
/// @param firstAt when the first of them went this way
/// @param lastAt when the last of them did
public record Assignment(
        UUID order, int number, Way way, int count, Instant firstAt, Instant lastAt) {
    /// The most assignments of one order.
    public static final int COUNT_MAX = 10_000;

    /// Where codes can go.
    public enum Kind {
        /// Read well after printing, and still free.
        VERIFIED,
        /// On items of a lot.
        ACTIVE,
        /// On nothing and never will be: spoiled in printing, or lost.
        VOID,
        /// Handed back unused, and void from then on.
        RETURNED
    }

    /// Where codes went.
    ///
    /// @param lot the lot they are on, for active ones and nothing else
    /// @param line the production line, as the enterprise names it; may be empty
    /// @param reason why; never empty for void ones
    public record Way(Kind kind, Optional<UUID> lot, String line, String reason) {
        /// The longest name of a line.
        public static final int LINE_LENGTH_MAX = 40;

        /// The longest reason.
        public static final int REASON_LENGTH_MAX = 200;

        public Way {
            if ((kind == Kind.ACTIVE) != lot.isPresent()
                    || (kind == Kind.VOID && reason.isEmpty())) {
                throw new IllegalArgumentException("no way for codes: " + kind);
            }
        }
    }
}
