// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.transparency.TransparencyException.Faulty;
import dev.touchstone.transparency.TransparencyException.Unavailable;
import dev.touchstone.transparency.WitnessAnswer.Conflict;
import dev.touchstone.transparency.WitnessAnswer.Cosigned;
import dev.touchstone.transparency.WitnessAnswer.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessFolderTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final SignerKey KEY =
            new SignerKey(SignatureType.COSIGNATURE_ED25519, "w.example", new byte[32]);
    private static final Witness WITNESS = new Witness(MemoryLog.POLICY, List.of(KEY.signer()));

    @TempDir private Path folder;

    private final MemoryLog log = MemoryLog.ofSize(100);

    private WitnessFolder open() {
        return WitnessFolder.open(folder, WITNESS, () -> NOW);
    }

    private WitnessFolder open(WitnessFolder.Writer writer) {
        return WitnessFolder.open(folder, WITNESS, () -> NOW, writer);
    }

    private AddCheckpoint request(long oldSize) {
        return AddCheckpoint.of(oldSize, log.publish(), log);
    }

    private void grow(int count) {
        log.append(MemoryLog.ofSize(count).entries);
    }

    private Path file() {
        return folder.resolve(Checkpoint.originHash(MemoryLog.ORIGIN) + ".note");
    }

    @Test
    void remembersWhatItCosignedFromOneStartToTheNext() throws IOException {
        try (WitnessFolder witness = open()) {
            assertThat(witness.kept()).isEmpty();
            assertThat(witness.answer(request(0))).isInstanceOf(Cosigned.class);
        }
        String kept = Files.readString(file());
        assertThat(kept).startsWith(MemoryLog.ORIGIN + "\n100\n" + log.head.root() + "\n");
        grow(50);
        try (WitnessFolder witness = open()) {
            assertThat(witness.kept()).hasSize(1);
            assertThat(witness.answer(request(0))).isEqualTo(new Conflict(100));
            assertThat(witness.answer(request(100))).isInstanceOf(Cosigned.class);
            assertThat(witness.answer(request(150))).isInstanceOf(Cosigned.class);
            SignedNote note = witness.kept().getFirst();
            assertThat(MemoryLog.POLICY.verify(note).checkpoint().size()).isEqualTo(150);
            assertThat(WITNESS.recall(note).head()).isEqualTo(log.head);
        }
    }

    @Test
    void refusesASecondHistory() {
        try (WitnessFolder witness = open()) {
            assertThat(witness.answer(request(0))).isInstanceOf(Cosigned.class);
            MemoryLog fork = MemoryLog.ofSize(99);
            fork.append(List.of("another".getBytes(), "history".getBytes()));
            AddCheckpoint forked = AddCheckpoint.of(100, fork.publish(), fork);
            assertThat(witness.answer(forked)).isInstanceOf(Refused.class);
            assertThat(witness.answer(forked).status()).isEqualTo(422);
            assertThat(witness.answer(AddCheckpoint.of(0, fork.publish(), fork)))
                    .isEqualTo(new Conflict(100));
        }
    }

    @Test
    void keepsNoSignatureOfStrangers() {
        SignedNote note = log.publish();
        NoteSignature stranger = new NoteSignature("other.example", 1, new byte[64]);
        AddCheckpoint request = new AddCheckpoint(0, List.of(), note.with(List.of(stranger)));
        try (WitnessFolder witness = open()) {
            assertThat(witness.answer(request)).isInstanceOf(Cosigned.class);
            assertThat(witness.kept().getFirst().signatures())
                    .extracting(NoteSignature::name)
                    .containsExactly(MemoryLog.ORIGIN, "w.example");
        }
    }

    @Test
    void answersForUnknownLogsWithoutAFile() throws IOException {
        Witness none = new Witness(WitnessPolicy.ofLog(), List.of(KEY.signer()));
        try (WitnessFolder witness = WitnessFolder.open(folder, none, () -> NOW)) {
            assertThat(witness.answer(request(0)).status()).isEqualTo(404);
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("lock"));
        }
    }

    @Test
    void givesNothingOutWhenTheWriteFails() {
        try (WitnessFolder witness =
                open(
                        (target, bytes) -> {
                            throw new IOException("disk full");
                        })) {
            assertThatThrownBy(() -> witness.answer(request(0)))
                    .isInstanceOf(Unavailable.class)
                    .hasMessage("cannot write " + file());
            assertThat(witness.kept()).isEmpty();
        }
        try (WitnessFolder witness = open()) {
            assertThat(witness.answer(request(0))).isInstanceOf(Cosigned.class);
        }
    }

    @Test
    void goesOnAfterAWriteThatFailedButIsStored() {
        boolean[] lost = {true};
        try (WitnessFolder witness =
                open(
                        (target, bytes) -> {
                            DurableFile.replace(target, bytes);
                            if (lost[0]) {
                                throw new IOException("no answer from the disk");
                            }
                        })) {
            assertThatThrownBy(() -> witness.answer(request(0))).isInstanceOf(Unavailable.class);
            lost[0] = false;
            assertThat(witness.answer(request(0))).isInstanceOf(Cosigned.class);
            lost[0] = true;
            grow(20);
            assertThatThrownBy(() -> witness.answer(request(100))).isInstanceOf(Unavailable.class);
        }
        try (WitnessFolder witness = open()) {
            assertThat(witness.answer(request(100))).isEqualTo(new Conflict(120));
            assertThat(witness.answer(request(120))).isInstanceOf(Cosigned.class);
        }
    }

    @Test
    void aCrashBetweenWriteAndRenameLeavesTheStateBefore() throws IOException {
        try (WitnessFolder witness = open()) {
            witness.answer(request(0));
        }
        grow(7);
        try (WitnessFolder witness =
                open(
                        (target, bytes) -> {
                            Path unfinished = target.resolveSibling(target.getFileName() + ".new");
                            Files.write(unfinished, bytes);
                            throw new IOException("crash");
                        })) {
            assertThatThrownBy(() -> witness.answer(request(100))).isInstanceOf(Unavailable.class);
        }
        try (WitnessFolder witness = open()) {
            assertThat(Files.exists(Path.of(file() + ".new"))).isFalse();
            assertThat(witness.answer(request(0))).isEqualTo(new Conflict(100));
            assertThat(witness.answer(request(100))).isInstanceOf(Cosigned.class);
        }
    }

    @Test
    void refusesADamagedFileWithItsNameWhicheverByteItIs() throws IOException {
        try (WitnessFolder witness = open()) {
            witness.answer(request(0));
        }
        byte[] good = Files.readAllBytes(file());
        String text = new String(good, java.nio.charset.StandardCharsets.UTF_8);
        int logLine = text.indexOf("\n\n") + 2;
        int ownLine =
                text.getBytes().length - text.substring(text.lastIndexOf("\n—")).getBytes().length;
        for (int i = 0; i < good.length; i++) {
            if (i >= logLine && i < ownLine) {
                continue; // the log's line, which the witness's own covers in what it says
            }
            byte[] bad = good.clone();
            bad[i] ^= 1;
            Files.write(file(), bad);
            refusedAtOpening(i);
        }
        for (int length : new int[] {0, 1, 40, good.length - 1}) {
            Files.write(file(), java.util.Arrays.copyOf(good, length));
            refusedAtOpening(length);
        }
        Files.write(file(), new byte[SignedNote.BYTES_MAX + 1]);
        refusedAtOpening(SignedNote.BYTES_MAX + 1);
        Files.write(file(), good);
        open().close();
        Files.move(file(), folder.resolve("0".repeat(64) + ".note"));
        assertThatThrownBy(this::open)
                .isInstanceOf(Faulty.class)
                .hasMessageContaining("0".repeat(64) + ".note: holds the log");
        Files.delete(folder.resolve("0".repeat(64) + ".note"));
        Files.createFile(folder.resolve("notes.txt"));
        assertThatThrownBy(this::open).hasMessageContaining("notes.txt: is no file of a witness");
    }

    private void refusedAtOpening(int at) {
        assertThatThrownBy(this::open)
                .as("byte %d", at)
                .isInstanceOf(Faulty.class)
                .hasMessageContaining(file().getFileName() + ": is damaged");
    }

    @Test
    void refusesTheFolderOfAnotherWitness() {
        try (WitnessFolder witness = open()) {
            witness.answer(request(0));
        }
        SignerKey other =
                new SignerKey(SignatureType.COSIGNATURE_ED25519, "w2.example", new byte[32]);
        Witness stranger = new Witness(MemoryLog.POLICY, List.of(other.signer()));
        assertThatThrownBy(() -> WitnessFolder.open(folder, stranger, () -> NOW))
                .isInstanceOf(Faulty.class)
                .hasMessageContaining("no signature by a known key");
    }

    @Test
    void isOpenOnceAtATime() {
        try (WitnessFolder witness = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("is in use by another witness");
            assertThat(witness.answer(request(0))).isInstanceOf(Cosigned.class);
        }
        WitnessFolder closed = open();
        closed.close();
        assertThatThrownBy(() -> closed.answer(request(0))).hasMessage("the witness is closed");
        open().close();
    }

    /// Many requests at once on one origin, each from the size that its sender believes in: sizes
    /// that are cosigned only grow, in the order in which the file got them.
    @Test
    void concurrentRequestsNeverRollALogBack() throws Exception {
        Random random = Seeds.random("WitnessFolderTest");
        List<Long> written = new ArrayList<>();
        WitnessFolder.Writer recording =
                (target, bytes) -> {
                    written.add(Checkpoint.parse(SignedNote.parse(bytes).text()).size());
                    DurableFile.replace(target, bytes);
                };
        Map<Long, SignedNote> notes = new ConcurrentSkipListMap<>();
        for (int i = 0; i < 40; i++) {
            notes.put(log.head.size(), log.publish());
            grow(1 + random.nextInt(30));
        }
        List<Long> sizes = List.copyOf(notes.keySet());
        try (WitnessFolder witness = open(recording);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch together = new CountDownLatch(1);
            List<Future<Integer>> running = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                long seed = random.nextLong();
                running.add(
                        threads.submit(
                                () -> {
                                    together.await();
                                    return hammer(witness, sizes, notes, new Random(seed));
                                }));
            }
            together.countDown();
            int cosigned = 0;
            for (Future<Integer> one : running) {
                cosigned += one.get();
            }
            assertThat(written).hasSize(cosigned).isSorted();
            assertThat(cosigned).isPositive();
        }
    }

    private int hammer(
            WitnessFolder witness, List<Long> sizes, Map<Long, SignedNote> notes, Random random) {
        int cosigned = 0;
        long believed = 0;
        for (int i = 0; i < 100; i++) {
            long from = believed;
            List<Long> ahead = sizes.stream().filter(size -> size >= from).toList();
            long size = ahead.get(random.nextInt(Math.min(3, ahead.size())));
            switch (witness.answer(AddCheckpoint.of(from, notes.get(size), log))) {
                case Cosigned ignored -> {
                    cosigned++;
                    believed = size;
                }
                case Conflict(long now) -> {
                    assertThat(now).isGreaterThanOrEqualTo(believed);
                    believed = now;
                }
                case Refused refused -> throw new AssertionError(refused);
            }
        }
        return cosigned;
    }
}
