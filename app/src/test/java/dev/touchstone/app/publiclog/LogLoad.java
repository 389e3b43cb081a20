// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.DatabaseUnavailable;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// States things from several threads and looks at what is published, through every outage, until
/// it is ended. The sequencer runs beside it, a batch every 20 ms.
final class LogLoad {
    private static final Duration PERIOD = Duration.ofMillis(20);
    private static final Duration PAUSE = Duration.ofMillis(2);
    private static final int THREADS = 3;
    private static final int MANY = 40;

    private final Database db;
    private final Sequencer sequencer;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closing;

    private LogLoad(Database db) {
        this.db = db;
        this.sequencer = LogMemory.sequencer(db, PERIOD);
    }

    /// Begins.
    ///
    /// @param stated told the statements of each transaction once it is committed
    /// @param seen told each new published checkpoint
    static LogLoad start(Database db, Consumer<List<UUID>> stated, Consumer<String> seen) {
        LogLoad load = new LogLoad(db);
        load.sequencer.start();
        for (int i = 0; i < THREADS; i++) {
            load.threads.add(Thread.ofPlatform().start(() -> load.state(stated)));
        }
        load.threads.add(Thread.ofPlatform().start(() -> load.look(seen)));
        return load;
    }

    private void state(Consumer<List<UUID>> stated) {
        // Statements of two programs must not share ids or salts.
        SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());
        PublicLog log = LogMemory.log(random);
        while (!closing) {
            int count = random.nextInt(8) == 0 ? MANY : 1;
            try {
                List<UUID> ids =
                        db.write(
                                tx ->
                                        count == 1
                                                ? List.of(
                                                        log.state(
                                                                tx,
                                                                LogMemory.statements(1).getFirst()))
                                                : log.stateAll(tx, LogMemory.statements(count)));
                stated.accept(ids);
            } catch (DatabaseUnavailable e) {
                // Not acknowledged, so nothing was promised.
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void look(Consumer<String> seen) {
        CheckpointStore checkpoints = new CheckpointStore();
        String last = "";
        while (!closing) {
            try {
                Optional<CheckpointStore.Row> published = db.look(checkpoints::published);
                if (published.isPresent() && !published.get().note().equals(last)) {
                    last = published.get().note();
                    seen.accept(last);
                }
            } catch (DatabaseUnavailable e) {
                // Nothing was seen.
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /// Ends both, in order.
    void end() throws InterruptedException {
        closing = true;
        for (Thread thread : threads) {
            thread.join();
        }
        sequencer.close();
    }
}
