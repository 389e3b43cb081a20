// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.database;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Work that runs again and again in the background, on one node at a time, kept in the table
/// `scheduled_tasks`. Filled at start, then started once. Not thread-safe while being filled.
public final class Jobs implements AutoCloseable {
    private static final int THREADS = 2;

    private final Database database;
    private final List<RecurringTask<Void>> recurring = new ArrayList<>();
    private Scheduler scheduler;

    /// Jobs kept in the database.
    public Jobs(Database database) {
        this.database = database;
        this.scheduler = build();
    }

    /// Adds work to run again a while after it ended.
    ///
    /// @param name stable and unique: `slice-what`
    public void every(String name, Duration delay, Runnable work) {
        recurring.add(
                Tasks.recurring(name, FixedDelay.of(delay))
                        .execute((instance, context) -> work.run()));
    }

    private Scheduler build() {
        return Scheduler.create(database.dataSource())
                .startTasks(recurring)
                .threads(THREADS)
                .pollingInterval(Duration.ofSeconds(5))
                .build();
    }

    /// Starts to work.
    public void start() {
        scheduler = build();
        scheduler.start();
    }

    @Override
    public void close() {
        scheduler.stop();
    }
}
