// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.transparency.TransparencyException.Faulty;
import dev.touchstone.transparency.TransparencyException.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
    private static final int WINDOW = 8;

    private static LogAudit.Options ahead(int files) {
        return new LogAudit.Options(files, entries -> {});
    }

    private static VerifiedCheckpoint publish(MemoryLog log) {
        return MemoryLog.POLICY.verify(log.publish());
    }

    @Test
    void plansExactlyWhatAnAuditReads() {
        for (int size : new int[] {0, 1, 255, 256, 257, 600, 65_535, 65_536, 65_793}) {
            MemoryLog log = MemoryLog.ofSize(Math.min(size, 65_536));
            if (size > 65_536) {
                log.append(MemoryLog.ofSize(size - 65_536).entries);
            }
            List<TilePath> read = new ArrayList<>();
            TileReader watched =
                    path -> {
                        read.add(path);
                        return log.read(path);
                    };
            LogAudit.run(watched, publish(log));
            assertThat(AuditPlan.of(0, size).toList()).as("size %d", size).isEqualTo(read);
        }
    }

    @Test
    void plansFromTheMiddleOfALargeLogWithoutWalkingAllOfIt() {
        long size = (1L << 40) + 3;
        assertThat(AuditPlan.of((size >>> 8) - 1, size).map(TilePath::toString))
                .containsExactly(
                        "tile/entries/x004/x294/x967/295",
                        "tile/0/x004/x294/x967/295",
                        "tile/1/x016/x777/215",
                        "tile/2/x065/535",
                        "tile/3/255",
                        "tile/4/000",
                        "tile/entries/x004/x294/x967/296.p/3",
                        "tile/0/x004/x294/x967/296.p/3",
                        "tile/5/000.p/1");
    }

    @Test
    void findsTheSameWithEveryWindow() {
        MemoryLog log = MemoryLog.ofSize(3_000);
        VerifiedCheckpoint checkpoint = publish(log);
        LogAudit.Report plain = LogAudit.run((TileReader) log, checkpoint);
        for (int window : new int[] {1, 2, 7, LogAudit.FILES_AHEAD_MAX}) {
            assertThat(LogAudit.run(log, checkpoint, ahead(window))).isEqualTo(plain);
        }
        assertThatThrownBy(() -> ahead(LogAudit.FILES_AHEAD_MAX + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neverHoldsMoreFilesThanTheWindow() {
        MemoryLog log = MemoryLog.ofSize(20_000);
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        TileReader counting =
                path -> {
                    most.accumulateAndGet(asked.incrementAndGet(), Math::max);
                    return log.read(path);
                };
        List<TilePath> plan = AuditPlan.of(0, 20_000).toList();
        try (ReadAhead ahead = new ReadAhead(counting, plan.iterator(), WINDOW)) {
            for (TilePath path : plan) {
                assertThat(ahead.read(path)).isPresent();
                asked.decrementAndGet();
            }
        }
        assertThat(most.get()).isBetween(1, WINDOW);
    }

    @Test
    void asksForManyFilesAtOnce() {
        MemoryLog log = MemoryLog.ofSize(2_560);
        CountDownLatch together = new CountDownLatch(WINDOW);
        TileReader waiting =
                path -> {
                    together.countDown();
                    try {
                        together.await();
                    } catch (InterruptedException e) {
                        throw new Unavailable("interrupted", e);
                    }
                    return log.read(path);
                };
        assertThat(LogAudit.run(waiting, publish(log), ahead(WINDOW)).entries()).isEqualTo(2_560);
    }

    @Test
    void aFailureBelongsToItsFileAndStopsTheRest() {
        MemoryLog log = MemoryLog.ofSize(2_560);
        VerifiedCheckpoint checkpoint = publish(log);
        TilePath broken = TilePath.entries(3, 256);
        List<Long> progress = new ArrayList<>();
        TileReader failing =
                path -> {
                    if (path.equals(broken)) {
                        throw new Unavailable("no line");
                    }
                    return log.read(path);
                };
        assertThatThrownBy(
                        () ->
                                LogAudit.run(
                                        failing,
                                        checkpoint,
                                        new LogAudit.Options(WINDOW, progress::add)))
                .isInstanceOf(Unavailable.class)
                .hasMessage("no line");
        assertThat(progress).containsExactly(256L, 512L, 768L);
        log.files.remove("tile/0/004");
        assertThatThrownBy(() -> LogAudit.run(log, checkpoint, ahead(WINDOW)))
                .isInstanceOf(Faulty.class)
                .hasMessageStartingWith("tile/0/004: ");
    }

    @Test
    void whatIsNotPlannedIsReadAtOnce() {
        MemoryLog log = MemoryLog.ofSize(600);
        try (ReadAhead ahead = new ReadAhead(log, AuditPlan.of(0, 600).iterator(), WINDOW)) {
            assertThat(ahead.read(TilePath.hashes(0, 1, 256))).isPresent();
            assertThat(ahead.read(TilePath.hashes(0, 9, 256))).isEqualTo(Optional.empty());
            assertThat(ahead.read(TilePath.entries(0, 256))).isPresent();
        }
    }

    @Test
    void goesOnFromAnEarlierHeadOfAnySize() {
        for (int before : new int[] {0, 1, 255, 256, 257, 300, 511, 512, 600}) {
            MemoryLog old = MemoryLog.ofSize(before);
            MemoryLog log = MemoryLog.ofSize(600);
            List<TilePath> read = new ArrayList<>();
            TileReader watched =
                    path -> {
                        read.add(path);
                        return log.read(path);
                    };
            LogAudit.Report report =
                    LogAudit.resume(old, old.head, watched, publish(log), LogAudit.Options.PLAIN);
            assertThat(report.entries()).isEqualTo(600);
            assertThat(read).isEqualTo(AuditPlan.of(before / 256, 600).toList());
        }
    }

    @Test
    void refusesToGoOnWhereTheBeginningChanged() {
        MemoryLog log = MemoryLog.ofSize(600);
        VerifiedCheckpoint checkpoint = publish(log);
        MemoryLog other = new MemoryLog();
        other.append(LongStream.range(0, 300).mapToObj(i -> new byte[] {(byte) i}).toList());
        assertThatThrownBy(
                        () ->
                                LogAudit.resume(
                                        other, other.head, log, checkpoint, LogAudit.Options.PLAIN))
                .isInstanceOf(Faulty.class)
                .hasMessageStartingWith("tile/entries/001: the first 300 entries have root ");
        other.files.get("tile/1/000.p/1")[0] ^= 1;
        assertThatThrownBy(
                        () ->
                                LogAudit.resume(
                                        other, other.head, log, checkpoint, LogAudit.Options.PLAIN))
                .isInstanceOf(Faulty.class)
                .hasMessageStartingWith("tile: the first 300 entries have root ");
    }
}
