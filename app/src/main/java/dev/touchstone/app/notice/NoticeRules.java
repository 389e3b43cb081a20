// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// When a letter is tried again. Pure.
final class NoticeRules {
    /// The most letters to one address in [#DAY].
    static final int PER_ADDRESS_MAX = 20;

    static final Duration DAY = Duration.ofHours(24);

    /// How long a try may take before another node may try.
    static final Duration LEASE = Duration.ofMinutes(10);

    /// How long the trace of a settled letter is kept, without what it said.
    static final Duration KEPT = Duration.ofDays(30);

    private static final List<Duration> WAITS =
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofHours(6),
                    Duration.ofHours(12),
                    Duration.ofHours(24));

    private NoticeRules() {}

    /// The next try after so many that failed, about two days in all.
    ///
    /// @param tries from 1
    /// @return empty when it is given up
    static Optional<Instant> nextTry(int tries, Instant now) {
        return tries <= WAITS.size()
                ? Optional.of(now.plus(WAITS.get(tries - 1)))
                : Optional.empty();
    }
}
