// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.scan;

import dev.touchstone.app.copies.Suspicion;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.mark.MarkProfile;
import dev.touchstone.gs1.Gtin;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What an enterprise is told of one of its codes. Immutable.
///
/// @param profile how long the code is
/// @param raisedAt when it was raised last
/// @param count checks that count, now
/// @param sent checks that were sent, now
/// @param suspicion what the copy rule says now
/// @param dismissed by whom it was dismissed and why; empty while it is open
public record Alarm(
        UUID id,
        UUID enterprise,
        Gtin gtin,
        MarkNumber number,
        MarkProfile profile,
        Kind kind,
        Instant raisedAt,
        long count,
        long sent,
        Suspicion suspicion,
        Optional<Dismissal> dismissed) {
    /// What was noticed.
    public enum Kind {
        /// The code is checked as copied codes are.
        COPY,
        /// The code was checked before it was put on an item.
        LEAK
    }

    /// Why an alarm needs no more attention.
    ///
    /// @param count checks at that time: the alarm is raised again at twice as many
    public record Dismissal(Instant at, UUID by, String why, long count) {}
}
