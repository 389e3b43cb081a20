// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.copies.CopyRules;
import dev.touchstone.app.copies.Sighting;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.DatabaseUnavailable;
import dev.touchstone.app.database.TestDatabase;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.gs1.Gtin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScanCounterTest {
    private static final long SEED =
            Long.getLong("touchstone.seed", System.nanoTime() & 0xFFFF_FFFFL);
    private static final Gtin GTIN = Gtin.parse("06901234567892");
    private static final Instant START = Instant.parse("2026-09-01T02:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private Database db;
    private ScanCounter counter;

    @BeforeEach
    void open() {
        db = TestDatabase.fresh();
        counter = new ScanCounter(db, now::get);
    }

    @AfterEach
    void close() {
        counter.close();
        db.close();
    }

    private static MarkNumber item(long counter) {
        return new MarkNumber(10, counter);
    }

    private long stored(MarkNumber number) {
        ScanBatch.Key key = new ScanBatch.Key(GTIN.number(), number.item());
        Counted counted = db.read(tx -> new ScanStore().find(tx, List.of(key))).get(key);
        return counted == null ? 0 : counted.count();
    }

    private static void assertCounted(Counted counted, long count, long sent, boolean added) {
        assertThat(counted.count()).isEqualTo(count);
        assertThat(counted.sent()).isEqualTo(sent);
        assertThat(counted.added()).isEqualTo(added);
        assertThat(counted.firstAt()).isEqualTo(START);
    }

    private static Check in(long device, int place, boolean again) {
        return new Check(device, place, Sighting.Phase.IN_TRADE, again);
    }

    @Test
    void keepsATrailOfItemsCheckedMoreThanOnce() {
        assertThat(counter.count(GTIN, item(1), in(1, 110_100, false)).trail())
                .containsExactly(new Sighting(START, 110_100, Sighting.Phase.IN_TRADE, false));
        assertThat(rows("scan_trail")).isZero();
        now.set(START.plusSeconds(60));
        counter.count(GTIN, item(1), in(2, 440_300, false));
        counter.count(GTIN, item(1), in(3, Sighting.UNKNOWN, true));
        Counted third =
                counter.count(GTIN, item(1), new Check(4, 0, Sighting.Phase.AFTER_SALE, false));
        assertThat(third.count()).isEqualTo(4);
        assertThat(third.trail())
                .containsExactly(
                        new Sighting(START, 110_100, Sighting.Phase.IN_TRADE, false),
                        new Sighting(
                                START.plusSeconds(60), 440_300, Sighting.Phase.IN_TRADE, false),
                        new Sighting(START.plusSeconds(60), 0, Sighting.Phase.AFTER_SALE, false));
        ScanCounter.Item one = new ScanCounter.Item(GTIN, item(1));
        assertThat(db.read(tx -> counter.counted(tx, List.of(one))).get(one))
                .isEqualTo(new Counted(4, 4, START, false, third.trail()));
        assertThat(counter.count(GTIN, item(1), in(4, 0, false)).trail()).isEqualTo(third.trail());
        assertThat(rows("scan_trail")).isEqualTo(1);
    }

    @Test
    void aTrailEndsAfterThirtyTwoChecks() {
        Counted last = counter.count(GTIN, item(1), Check.by(0));
        for (int device = 1; device < 40; device++) {
            last = counter.count(GTIN, item(1), Check.by(device));
        }
        assertThat(last.count()).isEqualTo(40);
        assertThat(last.trail()).hasSize(CopyRules.SIGHTINGS_MAX);
    }

    @Test
    void countsManyItemsAtOnceInTheirOrder() {
        List<ScanCounter.Asked> asked = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            asked.add(new ScanCounter.Asked(GTIN, item(i % 700), Check.by(i)));
        }
        List<Counted> counted = counter.count(asked);
        assertThat(counted).hasSize(1_000);
        for (int i = 0; i < 1_000; i++) {
            assertThat(counted.get(i).count()).as("check %d", i).isEqualTo(i < 700 ? 1 : 2);
        }
    }

    private int rows(String table) {
        return db.read(
                tx ->
                        tx.sql()
                                .createQuery("select count(*) from " + table)
                                .mapTo(Integer.class)
                                .one());
    }

    @Test
    void givesEachDeviceItsOwnNumber() {
        assertThat(counter.count(GTIN, item(1), Check.by(11)).count()).isEqualTo(1);
        assertThat(counter.count(GTIN, item(1), Check.by(12)).count()).isEqualTo(2);
        assertThat(counter.count(GTIN, item(2), Check.by(12)).count()).isEqualTo(1);
        assertCounted(counter.count(GTIN, item(1), Check.by(13)), 3, 3, true);
    }

    @Test
    void countsADeviceOnceWithinThirtyMinutes() {
        counter.count(GTIN, item(1), Check.by(11));
        counter.count(GTIN, item(1), Check.by(12));
        now.set(START.plus(ScanCounter.SAME_DEVICE).minusMillis(1));
        assertCounted(counter.count(GTIN, item(1), Check.by(11)), 2, 3, false);
        now.set(START.plus(ScanCounter.SAME_DEVICE));
        assertCounted(counter.count(GTIN, item(1), Check.by(11)), 3, 4, true);
    }

    @Test
    void remembersTheLastDeviceAfterARestart() {
        counter.count(GTIN, item(1), Check.by(11));
        counter.close();
        counter = new ScanCounter(db, now::get);
        now.set(START.plus(Duration.ofMinutes(29)));
        assertCounted(counter.count(GTIN, item(1), Check.by(11)), 1, 2, false);
        counter.close();
        counter = new ScanCounter(db, now::get);
        now.set(START.plus(Duration.ofMinutes(30)));
        assertCounted(counter.count(GTIN, item(1), Check.by(11)), 2, 3, true);
    }

    @Test
    void givesManyThreadsEachNumberOnce() throws Exception {
        System.out.println("ScanCounterTest -Dtouchstone.seed=" + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        int items = 5;
        int devices = 2_000;
        Map<MarkNumber, List<Long>> seen = new ConcurrentHashMap<>();
        List<Callable<Boolean>> checks = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            MarkNumber number = item(i);
            seen.put(number, Collections.synchronizedList(new ArrayList<>()));
            for (int d = 0; d < devices; d++) {
                long device = random.nextLong();
                checks.add(
                        () ->
                                seen.get(number)
                                        .add(
                                                counter.count(GTIN, number, Check.by(device))
                                                        .count()));
            }
        }
        Collections.shuffle(checks, new Random(SEED));
        runAll(checks);
        for (int i = 0; i < items; i++) {
            List<Long> numbers = seen.get(item(i)).stream().sorted().toList();
            assertThat(numbers).isEqualTo(LongStream.rangeClosed(1, devices).boxed().toList());
            assertThat(stored(item(i))).isEqualTo(devices);
        }
    }

    @Test
    void countsOneDeviceOnceHoweverOftenItAsksAtTheSameTime() throws Exception {
        List<Counted> answers = Collections.synchronizedList(new ArrayList<>());
        runAll(
                IntStream.range(0, 500)
                        .<Callable<Boolean>>mapToObj(
                                i -> () -> answers.add(counter.count(GTIN, item(1), Check.by(77))))
                        .toList());
        assertThat(answers).extracting(Counted::count).containsOnly(1L);
        assertThat(answers).filteredOn(Counted::added).hasSize(1);
        assertThat(answers).extracting(Counted::sent).contains(500L);
    }

    @Test
    void countsExactlyOnSeveralNodesAtOnce() throws Exception {
        List<Long> numbers = Collections.synchronizedList(new ArrayList<>());
        try (ScanCounter other = new ScanCounter(db, now::get)) {
            List<Callable<Boolean>> checks = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                ScanCounter node = i % 2 == 0 ? counter : other;
                long device = 1_000 + i;
                checks.add(() -> numbers.add(node.count(GTIN, item(9), Check.by(device)).count()));
            }
            runAll(checks);
        }
        assertThat(numbers.stream().sorted().toList())
                .isEqualTo(LongStream.rangeClosed(1, 1_000).boxed().toList());
    }

    @Test
    void refusesWhatDoesNotFitIntoTheQueueAndAnswersTheRest() throws Exception {
        counter.close();
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        // The writer asks the clock before each commit, so the clock holds it up here.
        counter =
                new ScanCounter(
                        db,
                        () -> {
                            if (Thread.currentThread().getName().equals("mark-scan-writer")) {
                                reading.countDown();
                                awaitUninterruptibly(go);
                            }
                            return START;
                        },
                        3);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Counted>> waiting = new ArrayList<>();
            waiting.add(threads.submit(() -> counter.count(GTIN, item(0), Check.by(1))));
            reading.await();
            for (int i = 1; i <= 3; i++) {
                MarkNumber number = item(i);
                waiting.add(threads.submit(() -> counter.count(GTIN, number, Check.by(1))));
            }
            while (counter.waiting() < 3) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> counter.count(GTIN, item(4), Check.by(1)))
                    .isInstanceOfSatisfying(
                            Refused.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE));
            go.countDown();
            for (Future<Counted> one : waiting) {
                assertThat(one.get().count()).isEqualTo(1);
            }
        }
        assertThat(stored(item(4))).isZero();
    }

    @Test
    void countsWhatWaitsWhenItIsClosedAndNothingAfterwards() throws Exception {
        List<Future<Counted>> waiting = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2_000; i++) {
                long device = i;
                waiting.add(threads.submit(() -> counter.count(GTIN, item(3), Check.by(device))));
            }
            counter.close();
        }
        long answered = 0;
        for (Future<Counted> one : waiting) {
            if (one.state() == Future.State.SUCCESS) {
                answered++;
            } else {
                assertThat(one.exceptionNow())
                        .isInstanceOfSatisfying(
                                Refused.class,
                                e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE));
            }
        }
        assertThat(stored(item(3))).isEqualTo(answered);
        assertThatThrownBy(() -> counter.count(GTIN, item(3), Check.by(5_000)))
                .isInstanceOf(Refused.class);
        assertThat(stored(item(3))).isEqualTo(answered);
    }

    @Test
    void tellsAnOutageAndCountsNothing() {
        counter.count(GTIN, item(1), Check.by(1));
        db.close();
        assertThatThrownBy(() -> counter.count(GTIN, item(1), Check.by(2)))
                .isInstanceOf(DatabaseUnavailable.class);
        assertThatThrownBy(() -> counter.count(GTIN, item(1), Check.by(2)))
                .isInstanceOf(DatabaseUnavailable.class);
    }

    @Test
    void goesOnAfterAFailedCommitWithoutLosingOrDoublingAnything() throws Exception {
        counter.count(GTIN, item(1), Check.by(1));
        db.change(tx -> tx.sql().execute("alter table mark_scan rename to mark_scan_away"));
        assertThatThrownBy(() -> counter.count(GTIN, item(1), Check.by(2)))
                .isInstanceOf(IllegalStateException.class);
        db.change(tx -> tx.sql().execute("alter table mark_scan_away rename to mark_scan"));
        assertThat(counter.count(GTIN, item(1), Check.by(2)).count()).isEqualTo(2);
        assertThat(stored(item(1))).isEqualTo(2);
    }

    @Test
    void hashesADeviceDifferentlyTheNextDayAndAlikeOnEveryNode() {
        RandomGenerator random = new SplittableRandom(SEED);
        Devices devices = new Devices(db, now::get, random);
        Devices otherNode = new Devices(db, now::get, random);
        String id = devices.newId();
        assertThat(Devices.isId(id)).isTrue();
        assertThat(Devices.isId(id + "A")).isFalse();
        assertThat(Devices.isId("é".repeat(22))).isFalse();
        long today = devices.hash(id);
        assertThat(devices.hash(id)).isEqualTo(today);
        assertThat(otherNode.hash(id)).isEqualTo(today);
        assertThat(devices.hash(devices.newId())).isNotEqualTo(today);
        now.set(START.plus(Duration.ofDays(1)));
        assertThat(devices.hash(id)).isNotEqualTo(today);
        int salts =
                db.read(
                        tx ->
                                tx.sql()
                                        .createQuery("select count(*) from mark_device_salt")
                                        .mapTo(Integer.class)
                                        .one());
        assertThat(salts).isEqualTo(1);
    }

    private static void runAll(List<Callable<Boolean>> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> one : threads.invokeAll(work)) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
