// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.database;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers many small questions together: one thread takes what has arrived, up to a group and
/// without waiting for more, and answers all of it at once. While it works, the next group
/// arrives: load makes groups larger, not answers later. Thread-safe.
///
/// @param <Q> a question
public final class GroupWorker<Q extends GroupWorker.Question> implements AutoCloseable {
    /// Something that is answered.
    public interface Question {
        /// Completed with the answer, or with why there is none.
        CompletableFuture<?> answer();

        /// How much it counts for in a group.
        default int weight() {
            return 1;
        }
    }

    /// Whoever waited longer is refused instead of answered.
    static final Duration WAIT_MAX = Duration.ofSeconds(35);

    private static final Duration CLOSED_SEEN_WITHIN = Duration.ofMillis(100);
    private static final Logger LOG = LoggerFactory.getLogger(GroupWorker.class);

    private final int groupMax;
    private final int waitingMax;
    private final Consumer<List<Q>> work;
    private final InstantSource clock;
    private final BlockingQueue<Waiting<Q>> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Thread worker;
    private volatile boolean closed;

    private record Waiting<Q>(Q question, Instant since) {}

    /// A worker that works until it is closed.
    ///
    /// @param groupMax how much is answered at once; a single question may weigh more
    /// @param waitingMax how much may wait; more is refused
    /// @param work answers every question of a group, or throws; returns within a bounded time
    public GroupWorker(
            String name,
            int groupMax,
            int waitingMax,
            InstantSource clock,
            Consumer<List<Q>> work) {
        this.groupMax = groupMax;
        this.waitingMax = waitingMax;
        this.clock = clock;
        this.work = work;
        this.worker = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    /// Asks without waiting for the answer.
    ///
    /// @throws Refused UNAVAILABLE when too much waits, or the worker is closed
    public void ask(Q question) {
        int weight = question.weight();
        if (closed) {
            throw new Refused(Code.UNAVAILABLE);
        }
        if (waiting.addAndGet(weight) > waitingMax) {
            waiting.addAndGet(-weight);
            throw new Refused(Code.UNAVAILABLE);
        }
        Waiting<Q> asked = new Waiting<>(question, clock.instant());
        queue.add(asked);
        if (closed && queue.remove(asked)) {
            throw new Refused(Code.UNAVAILABLE);
        }
    }

    /// Waits for an answer: without a timer of its own, which would cost more than many an answer.
    /// The worker answers everybody.
    ///
    /// @throws Refused UNAVAILABLE when it took too long, or the worker ended
    /// @throws DatabaseUnavailable when the database did not answer
    public static <A> A await(CompletableFuture<A> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(Code.UNAVAILABLE);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Refused refused) {
                throw refused;
            }
            if (e.getCause() instanceof DatabaseUnavailable outage) {
                throw new DatabaseUnavailable(String.valueOf(outage.getMessage()), outage);
            }
            throw new IllegalStateException("answering in a group", e.getCause());
        }
    }

    /// How much waits for the worker.
    public int waiting() {
        return waiting.get();
    }

    private void run() {
        List<Waiting<Q>> taken = new ArrayList<>();
        try {
            while (!closed || !queue.isEmpty()) {
                taken.clear();
                try {
                    take(taken);
                } catch (InterruptedException e) {
                    LOG.warn("a group worker was interrupted; it goes on until it is closed");
                }
                List<Q> group = taken.isEmpty() ? List.of() : inTime(taken);
                if (!group.isEmpty()) {
                    answer(group);
                }
            }
        } finally {
            // Of an error, such as no memory, too: nobody is left waiting for a worker that ended.
            closed = true;
            taken.forEach(one -> refuse(one.question()));
            for (Waiting<Q> left = queue.poll(); left != null; left = queue.poll()) {
                refuse(left.question());
            }
        }
    }

    private void take(List<Waiting<Q>> taken) throws InterruptedException {
        Waiting<Q> next = queue.poll(CLOSED_SEEN_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        int weight = 0;
        while (next != null) {
            taken.add(next);
            weight += next.question().weight();
            next = weight < groupMax ? queue.poll() : null;
        }
        waiting.addAndGet(-weight);
    }

    private List<Q> inTime(List<Waiting<Q>> taken) {
        List<Q> group = new ArrayList<>(taken.size());
        Instant since = clock.instant().minus(WAIT_MAX);
        for (Waiting<Q> one : taken) {
            if (one.since().isBefore(since)) {
                refuse(one.question());
            } else {
                group.add(one.question());
            }
        }
        return group;
    }

    private static void refuse(Question question) {
        if (!question.answer().isDone()) {
            question.answer().completeExceptionally(new Refused(Code.UNAVAILABLE));
        }
    }

    private void answer(List<Q> group) {
        try {
            work.accept(group);
        } catch (DatabaseUnavailable outage) {
            group.forEach(question -> question.answer().completeExceptionally(outage));
        } catch (RuntimeException bug) {
            // Whatever it is, the one worker goes on and nobody is left waiting.
            LOG.error("answering {} questions", group.size(), bug);
            group.forEach(question -> question.answer().completeExceptionally(bug));
        } finally {
            group.forEach(GroupWorker::refuse);
        }
    }

    /// Takes no more questions, answers those that wait, and ends the worker.
    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        while (worker.isAlive()) {
            try {
                worker.join(CLOSED_SEEN_WITHIN.toMillis());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
