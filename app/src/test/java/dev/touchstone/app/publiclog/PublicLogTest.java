// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.TestDatabase;
import dev.touchstone.app.proof.StatementDigest;
import dev.touchstone.transparency.EntryBundle;
import dev.touchstone.transparency.Hash;
import dev.touchstone.transparency.LogAudit;
import dev.touchstone.transparency.LogSource;
import dev.touchstone.transparency.Proofs;
import dev.touchstone.transparency.Rfc6962;
import dev.touchstone.transparency.SignatureType;
import dev.touchstone.transparency.SignerKey;
import dev.touchstone.transparency.TilePath;
import dev.touchstone.transparency.TreeHead;
import dev.touchstone.transparency.WitnessPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublicLogTest {
    private static final SignerKey KEY =
            SignerKey.generate(SignatureType.ED25519, "example.org/log", new SplittableRandom(7));

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-09-01T00:00:00Z"));
    private Database db;
    private PublicLog log;
    private LogView view;

    @BeforeEach
    void open() {
        db = TestDatabase.fresh();
        SplittableRandom random = new SplittableRandom(1);
        log = new PublicLog(new Ids(now::get, random), random);
        view = new LogView(db);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private Sequencer sequencer() {
        return sequencer(KEY);
    }

    private Sequencer sequencer(SignerKey key) {
        LogCheck check = new LogCheck(db, key.verifier(), Optional.empty());
        return new Sequencer(db, key.signer(), check, now::get, Duration.ofMillis(20), false);
    }

    private Statement statement(int number) {
        return Statement.open(
                "test.stated", "association", "test:" + number, now.get(), Map.of("n", number));
    }

    private UUID state(int number) {
        return db.write(tx -> log.state(tx, statement(number)));
    }

    private LogAudit.Report audit() {
        LogSource source =
                new LogSource() {
                    @Override
                    public byte[] checkpoint() {
                        return view.head().orElseThrow().note().toBytes();
                    }

                    @Override
                    public Optional<byte[]> read(TilePath path) {
                        return view.tile(path);
                    }
                };
        return LogAudit.run(source, WitnessPolicy.ofLog(KEY.verifier()));
    }

    private LogView.Proven proven(UUID id) {
        assertThat(view.prove(id)).isInstanceOf(LogView.Published.class);
        return ((LogView.Published) view.prove(id)).proven();
    }

    @Test
    void anEmptyLogHasACheckpointOfSizeZero() {
        assertThat(sequencer().batch()).isZero();
        assertThat(view.head().orElseThrow().head()).isEqualTo(TreeHead.EMPTY);
        assertThat(audit().entries()).isZero();
    }

    @Test
    void aStatementIsProvenAfterItsBatchAndNotBefore() {
        UUID id = state(1);
        assertThat(view.prove(id)).isInstanceOf(LogView.Sequenced.class);
        assertThat(sequencer().batch()).isEqualTo(1);
        LogView.Proven proven = proven(id);
        proven.proof().verify(Rfc6962.leafHash(proven.entry()), proven.checkpoint().head().root());
        proven.file(true, Optional.empty())
                .verify(Rfc6962.leafHash(proven.entry()), WitnessPolicy.ofLog(KEY.verifier()));
        assertThat(view.prove(UUID.randomUUID())).isInstanceOf(LogView.Unknown.class);
    }

    @Test
    void theDigestCoversSaltAndCanonicalBody() {
        UUID id = state(5);
        sequencer().batch();
        StoredStatement stored = proven(id).statement();
        byte[] salt = stored.salt().orElseThrow();
        assertThat(salt).hasSize(16);
        assertThat(StatementDigest.digest(salt, stored.canonical().orElseThrow()))
                .isEqualTo(stored.digest());
        String entry = new String(proven(id).entry(), StandardCharsets.UTF_8);
        assertThat(entry)
                .startsWith("{\"digest\":\"")
                .contains("\"type\":\"test.stated\"", "\"issuer\":\"association\"", "\"v\":1")
                .doesNotContain("test:5");
    }

    @Test
    void whatIsRolledBackIsNeverInTheLog() {
        assertThatThrownBy(
                        () ->
                                db.change(
                                        tx -> {
                                            log.state(tx, statement(1));
                                            throw new IllegalStateException("no");
                                        }))
                .isInstanceOf(IllegalStateException.class);
        sequencer().batch();
        assertThat(view.head().orElseThrow().head().size()).isZero();
    }

    @Test
    void growsOverManyBatchesAndStaysConsistentWithEveryCheckpointBefore() {
        Sequencer sequencer = sequencer();
        SplittableRandom random = new SplittableRandom(3);
        List<TreeHead> seen = new ArrayList<>();
        int number = 0;
        for (int batch = 0; batch < 12; batch++) {
            int count = 1 + random.nextInt(90);
            int first = number;
            db.change(
                    tx -> {
                        for (int i = 0; i < count; i++) {
                            log.state(tx, statement(first + i));
                        }
                    });
            number += count;
            assertThat(sequencer.batch()).isEqualTo(count);
            seen.add(view.head().orElseThrow().head());
        }
        assertThat(audit().entries()).isEqualTo(number);
        Hash newest = seen.getLast().root();
        for (TreeHead head : seen) {
            Proofs.consistency(head.size(), number, path -> view.tile(path))
                    .verify(head.root(), newest);
        }
    }

    @Test
    void twoSequencersAtOnceDoubleNothing() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < 2; t++) {
                int first = t * 1000;
                running.add(
                        threads.submit(
                                () -> {
                                    for (int i = 0; i < 150; i++) {
                                        state(first + i);
                                    }
                                }));
                Sequencer sequencer = sequencer();
                running.add(
                        threads.submit(
                                () -> {
                                    for (int i = 0; i < 60; i++) {
                                        sequencer.batch();
                                    }
                                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        sequencer().drain();
        assertThat(audit().entries()).isEqualTo(300);
    }

    @Test
    void erasingDropsBodyAndSaltAndLeavesTheLogProvable() {
        UUID id = state(9);
        state(10);
        Sequencer sequencer = sequencer();
        sequencer.batch();
        byte[] entry = proven(id).entry();
        boolean erased = db.write(tx -> log.erase(tx, id));
        assertThat(erased).isTrue();
        StoredStatement stored = proven(id).statement();
        assertThat(stored.canonical()).isEmpty();
        assertThat(stored.salt()).isEmpty();
        assertThat(stored.open()).isFalse();
        assertThat(proven(id).entry()).isEqualTo(entry);
        assertThat(audit().entries()).isEqualTo(2);
    }

    @Test
    void refusesToStartOnTilesThatWereChanged() {
        state(1);
        state(2);
        sequencer().batch();
        db.change(
                tx ->
                        tx.sql()
                                .execute(
                                        "update log_tile set bytes = set_byte(bytes, 3,"
                                                + " (get_byte(bytes, 3) + 1) % 256)"
                                                + " where level = 0"));
        assertThatThrownBy(() -> sequencer().start()).hasMessageContaining("root");
    }

    @Test
    void refusesToStartOnALogOfAnotherKey() {
        state(1);
        sequencer().batch();
        SignerKey other =
                SignerKey.generate(
                        SignatureType.ED25519, "example.org/log", new SplittableRandom(8));
        assertThatThrownBy(sequencer(other)::start).isInstanceOf(LogUnsound.class);
    }

    @Test
    void anIdleLogRenewsItsCheckpointTimeAfterTenMinutes() {
        Sequencer sequencer = sequencer();
        state(1);
        sequencer.batch();
        Instant first = view.head().orElseThrow().at();
        now.updateAndGet(t -> t.plus(Sequencer.IDLE_MAX));
        sequencer.batch();
        assertThat(view.head().orElseThrow().at()).isEqualTo(first);
        now.updateAndGet(t -> t.plusSeconds(1));
        sequencer.batch();
        assertThat(view.head().orElseThrow().at()).isEqualTo(now.get());
        assertThat(audit().entries()).isEqualTo(1);
    }

    @Test
    void aRunningSequencerPublishesByItself() {
        try (Sequencer sequencer = sequencer()) {
            sequencer.start();
            UUID id = state(1);
            assertThat(view.prove(id)).isInstanceOf(LogView.Published.class);
        }
    }

    @Test
    void oldCheckpointsAreThinnedToOneADayAndTheLogStaysWhole() {
        Sequencer sequencer = sequencer();
        for (int hour = 0; hour < 48; hour += 8) {
            state(hour);
            sequencer.batch();
            now.updateAndGet(t -> t.plus(Duration.ofHours(8)));
        }
        now.updateAndGet(t -> t.plus(Duration.ofDays(31)).minus(Duration.ofHours(12)));
        sequencer.thinCheckpoints();
        List<Long> sizes =
                db.read(
                        tx ->
                                tx.sql()
                                        .select("select size from log_checkpoint order by size")
                                        .mapTo(Long.class)
                                        .list());
        assertThat(sizes).containsExactly(3L, 6L);
        assertThat(audit().entries()).isEqualTo(6);
    }

    @Test
    void everyPartialTileEverServedCanStillBeHad() {
        Sequencer sequencer = sequencer();
        for (int i = 0; i < 300; i++) {
            state(i);
            if (i == 6 || i == 255 || i == 299) {
                sequencer.batch();
            }
        }
        byte[] full = view.tile(TilePath.hashes(0, 0, 256)).orElseThrow();
        assertThat(view.tile(TilePath.hashes(0, 0, 7)).orElseThrow())
                .isEqualTo(Arrays.copyOf(full, 7 * 32));
        byte[] bundle = view.tile(TilePath.entries(0, 7)).orElseThrow();
        assertThat(EntryBundle.parse(bundle, 7)).hasSize(7);
        assertThat(view.tile(TilePath.hashes(0, 1, 44))).isPresent();
        assertThat(view.tile(TilePath.hashes(0, 1, 45))).isEmpty();
        assertThat(view.tile(TilePath.hashes(0, 1, 256))).isEmpty();
    }
}
