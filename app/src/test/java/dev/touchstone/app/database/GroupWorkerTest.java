// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupWorkerTest {
    private record Doubled(int number, int weight, CompletableFuture<Integer> answer)
            implements GroupWorker.Question {
        Doubled(int number, int weight) {
            this(number, weight, new CompletableFuture<>());
        }
    }

    /// What the worker was given, written by it alone and read after an answer.
    private final List<Integer> sizes = new ArrayList<>();

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-09-01T00:00:00Z"));

    private final Semaphore started = new Semaphore(0);
    private final CountDownLatch go = new CountDownLatch(1);

    private void answer(List<Doubled> group) {
        started.release();
        try {
            go.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        sizes.add(group.size());
        group.forEach(one -> one.answer().complete(2 * one.number()));
    }

    private GroupWorker<Doubled> worker(int waitingMax, Consumer<List<Doubled>> work) {
        return new GroupWorker<>("group-worker-test", 4, waitingMax, now::get, work);
    }

    private static int ask(GroupWorker<Doubled> worker, Doubled question) {
        worker.ask(question);
        return GroupWorker.await(question.answer());
    }

    @Test
    void answersTogetherWhatArrivedWhileItWorked() {
        try (GroupWorker<Doubled> worker = worker(100, this::answer)) {
            Doubled first = new Doubled(1, 1);
            worker.ask(first);
            started.acquireUninterruptibly();
            List<Doubled> more = new ArrayList<>();
            for (int weight : new int[] {1, 1, 2, 1, 9, 1}) {
                more.add(new Doubled(10, weight));
                worker.ask(more.getLast());
            }
            assertThat(worker.waiting()).isEqualTo(15);
            go.countDown();
            more.forEach(one -> assertThat(GroupWorker.<Integer>await(one.answer())).isEqualTo(20));
            assertThat(GroupWorker.<Integer>await(first.answer())).isEqualTo(2);
            assertThat(sizes).containsExactly(1, 3, 2, 1);
            assertThat(worker.waiting()).isZero();
        }
    }

    @Test
    void refusesMoreThanMayWaitAndForgetsWhatItRefused() {
        try (GroupWorker<Doubled> worker = worker(3, this::answer)) {
            worker.ask(new Doubled(1, 1));
            started.acquireUninterruptibly();
            Doubled waits = new Doubled(3, 3);
            worker.ask(waits);
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> worker.ask(new Doubled(1, 1)))
                    .matches(refused -> refused.code() == Code.UNAVAILABLE);
            go.countDown();
            assertThat(GroupWorker.<Integer>await(waits.answer())).isEqualTo(6);
            assertThat(ask(worker, new Doubled(4, 1))).isEqualTo(8);
        }
    }

    @Test
    void tellsEverybodyOfAFailureAndGoesOn() {
        List<RuntimeException> failures =
                new ArrayList<>(
                        List.of(new DatabaseUnavailable("away"), new IllegalArgumentException()));
        Consumer<List<Doubled>> failing =
                group -> {
                    if (!failures.isEmpty()) {
                        throw failures.removeFirst();
                    }
                    group.forEach(one -> one.answer().complete(0));
                };
        try (GroupWorker<Doubled> worker = worker(100, failing)) {
            assertThatExceptionOfType(DatabaseUnavailable.class)
                    .isThrownBy(() -> ask(worker, new Doubled(1, 1)));
            assertThatIllegalStateException().isThrownBy(() -> ask(worker, new Doubled(1, 1)));
            assertThat(ask(worker, new Doubled(1, 1))).isZero();
        }
    }

    private static void refused(GroupWorker.Question question) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> GroupWorker.await(question.answer()))
                .matches(refused -> refused.code() == Code.UNAVAILABLE);
    }

    @Test
    void refusesWhoWaitedTooLong() {
        try (GroupWorker<Doubled> worker = worker(100, this::answer)) {
            Doubled first = new Doubled(1, 1);
            worker.ask(first);
            started.acquireUninterruptibly();
            Doubled late = new Doubled(2, 1);
            worker.ask(late);
            now.set(now.get().plus(GroupWorker.WAIT_MAX).plusMillis(1));
            Doubled early = new Doubled(3, 1);
            worker.ask(early);
            go.countDown();
            assertThat(GroupWorker.<Integer>await(first.answer())).isEqualTo(2);
            refused(late);
            assertThat(GroupWorker.<Integer>await(early.answer())).isEqualTo(6);
            assertThat(worker.waiting()).isZero();
        }
    }

    @Test
    void refusesWhoWasForgotten() {
        Consumer<List<Doubled>> forgetful =
                group -> group.stream().skip(1).forEach(one -> one.answer().complete(1));
        try (GroupWorker<Doubled> worker = worker(100, forgetful)) {
            Doubled only = new Doubled(1, 1);
            worker.ask(only);
            refused(only);
        }
    }

    /// An error, such as no memory, ends the worker: those who wait are not left waiting, and
    /// nobody else is let in.
    @Test
    void refusesEverybodyOnceItHasFailedForGood() {
        Consumer<List<Doubled>> broken =
                group -> {
                    answer(group);
                    throw new LinkageError("a test");
                };
        try (GroupWorker<Doubled> worker = worker(100, broken)) {
            Doubled first = new Doubled(1, 1);
            worker.ask(first);
            started.acquireUninterruptibly();
            Doubled waits = new Doubled(2, 1);
            worker.ask(waits);
            go.countDown();
            assertThat(GroupWorker.<Integer>await(first.answer())).isEqualTo(2);
            refused(waits);
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> worker.ask(new Doubled(3, 1)));
        }
    }

    /// Whoever is not refused is answered, however close to the end he asks.
    @Test
    void answersOrRefusesEverybodyWhenItIsClosed() throws Exception {
        int askers = 8;
        go.countDown();
        for (int round = 0; round < 20; round++) {
            GroupWorker<Doubled> worker = worker(1_000, this::answer);
            CyclicBarrier together = new CyclicBarrier(askers + 1);
            List<Future<Integer>> running = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < askers; i++) {
                    running.add(
                            threads.submit(
                                    () -> {
                                        together.await();
                                        int answered = 0;
                                        try {
                                            for (int n = 0; n < 50; n++) {
                                                assertThat(ask(worker, new Doubled(n, 1)))
                                                        .isEqualTo(2 * n);
                                                answered++;
                                            }
                                        } catch (Refused refused) {
                                            assertThat(refused.code()).isEqualTo(Code.UNAVAILABLE);
                                        }
                                        return answered;
                                    }));
                }
                together.await();
                worker.close();
            }
            for (Future<Integer> one : running) {
                assertThat(one.get()).isBetween(0, 50);
            }
        }
    }
}
