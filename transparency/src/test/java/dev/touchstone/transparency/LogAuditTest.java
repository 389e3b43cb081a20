// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.touchstone.transparency.TransparencyException.Faulty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogAuditTest {
    private static final int[] EVERY_BIT = {1, 2, 4, 8, 16, 32, 64, 128, 0xff};

    @Test
    void acceptsLogsOfAllSortsOfSizes() {
        for (int size : new int[] {0, 1, 2, 255, 256, 257, 511, 512, 600}) {
            MemoryLog log = MemoryLog.ofSize(size);
            log.publish();
            LogAudit.Report report = LogAudit.run(log, MemoryLog.POLICY);
            assertThat(report.entries()).isEqualTo(size);
            assertThat(report.files()).isEqualTo(log.files.size() - 1);
            assertThat(report.checkpoint().checkpoint().head()).isEqualTo(log.head);
        }
    }

    @Test
    void acceptsALogWithThreeLevels() {
        MemoryLog log = MemoryLog.ofSize(65_536);
        log.append(List.of(new byte[9]));
        log.publish();
        assertThat(LogAudit.run(log, MemoryLog.POLICY).files()).isEqualTo(257 * 2 + 1 + 1);
    }

    /// All kinds of files: full and partial tiles, the tile above them, bundles, the checkpoint.
    @Test
    void namesTheFileOfEveryFlippedByte() {
        MemoryLog log = MemoryLog.ofSize(300);
        log.publish();
        assertThat(log.files.keySet())
                .containsExactly(
                        "checkpoint",
                        "tile/0/000",
                        "tile/0/001.p/44",
                        "tile/1/000.p/1",
                        "tile/entries/000",
                        "tile/entries/001.p/44");
        VerifiedCheckpoint checkpoint = MemoryLog.POLICY.verify(log.checkpoint());
        int flips = 0;
        for (Map.Entry<String, byte[]> file : log.files.entrySet()) {
            boolean isCheckpoint = file.getKey().equals(LogSource.CHECKPOINT);
            byte[] bytes = file.getValue();
            for (int i = 0; i < bytes.length; i++) {
                int oneBit = 1 << (i % 8);
                for (int flip : isCheckpoint ? EVERY_BIT : new int[] {oneBit, 0xff}) {
                    bytes[i] ^= (byte) flip;
                    Faulty fault =
                            catchThrowableOfType(
                                    Faulty.class,
                                    () -> {
                                        if (isCheckpoint) {
                                            LogAudit.run(log, MemoryLog.POLICY);
                                        } else {
                                            LogAudit.run((TileReader) log, checkpoint);
                                        }
                                    });
                    assertThat(fault).as("%s byte %d ^ %x", file.getKey(), i, flip).isNotNull();
                    assertThat(fault.file()).isEqualTo(file.getKey());
                    bytes[i] ^= (byte) flip;
                    flips++;
                }
            }
        }
        assertThat(flips).isGreaterThan(25_000);
        LogAudit.run(log, MemoryLog.POLICY);
    }

    @Test
    void namesEveryFileThatIsMissingCutOrTooLong() {
        MemoryLog log = MemoryLog.ofSize(600);
        log.publish();
        for (String path : List.copyOf(log.files.keySet())) {
            byte[] good = log.files.remove(path);
            if (!path.equals(LogSource.CHECKPOINT)) {
                namesOnly(log, path);
            }
            log.files.put(path, Arrays.copyOf(good, good.length - 1));
            namesOnly(log, path);
            log.files.put(path, Arrays.copyOf(good, good.length + 1));
            namesOnly(log, path);
            log.files.put(path, good);
        }
    }

    private static void namesOnly(MemoryLog log, String path) {
        assertThatThrownBy(() -> LogAudit.run(log, MemoryLog.POLICY))
                .isInstanceOf(Faulty.class)
                .extracting(fault -> ((Faulty) fault).file())
                .isEqualTo(path);
    }

    @Test
    void namesTheEntry() {
        MemoryLog log = MemoryLog.ofSize(600);
        log.publish();
        byte[] bundle = log.files.get("tile/entries/001");
        List<byte[]> entries = EntryBundle.parse(bundle, 256);
        entries.get(44)[0] ^= 1;
        log.files.put("tile/entries/001", EntryBundle.format(entries));
        assertThatThrownBy(() -> LogAudit.run(log, MemoryLog.POLICY))
                .hasMessageStartingWith("tile/entries/001: entry 300 has hash ");
    }

    @Test
    void findsAnEntryThatWasChangedTogetherWithItsTile() {
        MemoryLog log = MemoryLog.ofSize(600);
        log.publish();
        MemoryLog other = new MemoryLog();
        List<byte[]> entries = new ArrayList<>(log.entries);
        entries.set(300, "rewritten".getBytes());
        other.append(entries);
        log.files.put("tile/0/001", other.files.get("tile/0/001"));
        log.files.put("tile/entries/001", other.files.get("tile/entries/001"));
        assertThatThrownBy(() -> LogAudit.run(log, MemoryLog.POLICY))
                .isInstanceOf(Faulty.class)
                .hasMessageStartingWith("tile/0/001: it and its entries have root ");
    }

    @Test
    void namesTheCheckpointWhenAllTheRestAgrees() {
        MemoryLog log = MemoryLog.ofSize(300);
        MemoryLog other = new MemoryLog();
        other.append(MemoryLog.randomEntries(new Random(1), 300, 9));
        log.files.put(LogSource.CHECKPOINT, other.publish().toBytes());
        assertThatThrownBy(() -> LogAudit.run(log, MemoryLog.POLICY))
                .isInstanceOf(Faulty.class)
                .hasMessageStartingWith("checkpoint: entries and tiles agree on root ");
    }

    @Test
    void takesFullTilesForDeletedPartialOnes() {
        MemoryLog log = MemoryLog.ofSize(100);
        VerifiedCheckpoint at100 = MemoryLog.POLICY.verify(log.publish());
        log.append(MemoryLog.ofSize(200).entries);
        log.files.keySet().removeIf(path -> path.contains(".p/100"));
        assertThat(LogAudit.run((TileReader) log, at100).entries()).isEqualTo(100);
        log.files.get("tile/0/000")[99 * 32] ^= 1;
        assertThatThrownBy(() -> LogAudit.run((TileReader) log, at100))
                .isInstanceOf(Faulty.class)
                .hasMessageStartingWith("tile/0/000: hash 99 is ");
    }
}
