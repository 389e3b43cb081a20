// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.statistics;

import dev.touchstone.app.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The figures. Those of the front page are read at most once in [#KEPT], however many look at it.
/// Thread-safe.
public final class Statistics {
    /// How old the figures of the front page may be.
    public static final Duration KEPT = Duration.ofSeconds(5);

    private final Database db;
    private final InstantSource clock;
    private final DashboardStore store = new DashboardStore();
    private final ReentrantLock lock = new ReentrantLock();

    /// Guarded by `lock`.
    private @Nullable Dashboard latest;

    /// Figures over a database.
    public Statistics(Database db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    /// The figures of the front page, at most five seconds old.
    public Dashboard dashboard() {
        lock.lock();
        try {
            Instant now = clock.instant();
            if (latest == null || latest.at().plus(KEPT).isBefore(now)) {
                latest = db.read(tx -> store.read(tx, now));
            }
            return latest;
        } finally {
            lock.unlock();
        }
    }
}
