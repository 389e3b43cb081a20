// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.DatabaseUnavailable;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.verify.Records.OnRecord;
import dev.touchstone.app.verify.Records.Scanned;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what is on record of single items, many at once: one thread takes what has arrived, at
/// most [#GROUP_MAX] and without waiting for more, and reads it in one transaction. Under load
/// groups grow instead of waiting times, as with counting. Thread-safe.
final class GroupReader implements AutoCloseable {
    /// The most items of one reading.
    static final int GROUP_MAX = 500;

    /// The most items that wait; more are refused.
    static final int QUEUE_MAX = 20_000;

    private static final long WAIT_SECONDS_MAX = 35;
    private static final Logger LOG = LoggerFactory.getLogger(GroupReader.class);

    /// An item on its way to be read.
    private record Asked(Scanned scanned, CompletableFuture<OnRecord> answer) {}

    private final Database db;
    private final Records records;
    private final BlockingQueue<Asked> queue = new LinkedBlockingQueue<>(QUEUE_MAX);
    private final Thread reader;
    private volatile boolean closed;

    GroupReader(Database db, Records records) {
        this.db = db;
        this.records = records;
        this.reader = Thread.ofPlatform().name("verify-reader").daemon().start(this::run);
    }

    /// What decides over an item, without its life.
    ///
    /// @throws Refused UNAVAILABLE when too many wait
    OnRecord read(Scanned scanned) {
        Asked asked = new Asked(scanned, new CompletableFuture<>());
        if (closed || !queue.offer(asked)) {
            throw new Refused(Code.UNAVAILABLE);
        }
        try {
            return asked.answer().get(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new Refused(Code.UNAVAILABLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(Code.UNAVAILABLE);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DatabaseUnavailable outage) {
                throw new DatabaseUnavailable(String.valueOf(outage.getMessage()), outage);
            }
            if (e.getCause() instanceof Refused) {
                throw new Refused(Code.UNAVAILABLE);
            }
            throw new IllegalStateException("reading an item", e.getCause());
        }
    }

    private void run() {
        List<Asked> group = new ArrayList<>(GROUP_MAX);
        while (!closed) {
            group.clear();
            try {
                Asked first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                group.add(first);
            } catch (InterruptedException e) {
                LOG.warn("the reader was interrupted; it goes on until it is closed");
                continue;
            }
            queue.drainTo(group, GROUP_MAX - 1);
            answer(group);
        }
        queue.forEach(asked -> asked.answer().completeExceptionally(new Refused(Code.UNAVAILABLE)));
    }

    private void answer(List<Asked> group) {
        try {
            List<Scanned> scanned = group.stream().map(Asked::scanned).toList();
            List<OnRecord> found = db.read(tx -> records.of(tx, scanned, false));
            for (int i = 0; i < found.size(); i++) {
                group.get(i).answer().complete(found.get(i));
            }
        } catch (DatabaseUnavailable outage) {
            group.forEach(asked -> asked.answer().completeExceptionally(outage));
        } catch (RuntimeException bug) {
            // Whatever it is, the one reader goes on and nobody is left waiting.
            LOG.error("reading {} items", group.size(), bug);
            group.forEach(asked -> asked.answer().completeExceptionally(bug));
        }
    }

    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        while (reader.isAlive()) {
            try {
                reader.join(100);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
