// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.database;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Makes ids: UUID version 7 (RFC 9562 section 5.7), 48 bits of milliseconds and 74 random bits,
/// so that rows made together lie together in an index. Thread-safe when its random generator is.
public final class Ids {
    private final InstantSource clock;
    private final RandomGenerator random;

    /// Ids from a clock and a source of chance.
    ///
    /// @param random unpredictable, since some ids stand in links that are not published
    public Ids(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /// A new id.
    public UUID next() {
        long high = clock.instant().toEpochMilli() << 16 | 0x7000 | (random.nextLong() & 0x0FFF);
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
