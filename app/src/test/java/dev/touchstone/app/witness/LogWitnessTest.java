// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.TestDatabase;
import dev.touchstone.transparency.AddCheckpoint;
import dev.touchstone.transparency.SignatureType;
import dev.touchstone.transparency.SignedNote;
import dev.touchstone.transparency.SignerKey;
import dev.touchstone.transparency.TransparencyException;
import dev.touchstone.transparency.Witness;
import dev.touchstone.transparency.WitnessAnswer;
import dev.touchstone.transparency.WitnessAnswer.Conflict;
import dev.touchstone.transparency.WitnessAnswer.Cosigned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogWitnessTest {
    private static final String ORIGIN = "other.example/log";
    private static final Instant NOW = Instant.parse("2026-09-01T00:00:00Z");
    private static final SignerKey KEY =
            new SignerKey(SignatureType.COSIGNATURE_ED25519, "our.example/witness", new byte[32]);

    private final OtherLog log = new OtherLog(ORIGIN, "a").grow(100);
    private final Witness rules = new Witness(log.policy(), List.of(KEY.signer()));
    private Database db;
    private LogWitness witness;

    @BeforeEach
    void open() {
        db = TestDatabase.fresh();
        witness = new LogWitness(db, rules, () -> NOW);
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void cosignsALogThatGrowsAndRemembersIt() {
        assertThat(witness.kept()).isEmpty();
        assertThat(witness.answer(log.request(0))).isInstanceOf(Cosigned.class);
        log.grow(300);
        LogWitness again = new LogWitness(db, rules, () -> NOW);
        assertThat(again.answer(log.request(0))).isEqualTo(new Conflict(100));
        assertThat(again.answer(log.request(100))).isInstanceOf(Cosigned.class);
        assertThat(again.answer(log.request(400))).isInstanceOf(Cosigned.class);
        SignedNote kept = again.kept().getFirst();
        assertThat(log.policy().verify(kept).checkpoint().size()).isEqualTo(400);
        assertThat(rules.recall(kept).head()).isEqualTo(log.head());
    }

    @Test
    void refusesTheSecondHistoryOfAFork() {
        witness.answer(log.request(0));
        OtherLog fork = new OtherLog(ORIGIN, "b").grow(120);
        assertThat(witness.answer(fork.request(100)).status()).isEqualTo(422);
        assertThat(witness.answer(fork.request(0))).isEqualTo(new Conflict(100));
        OtherLog sameSize = new OtherLog(ORIGIN, "b").grow(100);
        assertThat(witness.answer(sameSize.request(100)).status()).isEqualTo(422);
        assertThat(rules.recall(witness.kept().getFirst()).head()).isEqualTo(log.head());
    }

    @Test
    void storesNothingAboutALogItDoesNotKnow() {
        OtherLog unknown = new OtherLog("unknown.example/log", "a").grow(1);
        assertThat(witness.answer(unknown.request(0)).status()).isEqualTo(404);
        long rows =
                db.read(
                        tx ->
                                tx.sql()
                                        .select("select count(*) from log_witnessed")
                                        .mapTo(Long.class)
                                        .one());
        assertThat(rows).isZero();
    }

    @Test
    void aRequestThatIsRefusedFirstLeavesTheLogUnseen() {
        assertThat(witness.answer(log.request(50)).status()).isEqualTo(409);
        assertThat(witness.kept()).isEmpty();
        assertThat(witness.answer(log.request(0))).isInstanceOf(Cosigned.class);
    }

    @Test
    void aRowThatWasChangedIsRefusedAndNeverTakenForNothing() {
        witness.answer(log.request(0));
        for (String change :
                List.of(
                        "size = 99",
                        "root = sha256('x')",
                        "note = replace(note, '100', '99')",
                        "note = ''",
                        "note = replace(note, 'our.example', 'her.example')")) {
            SignedNote kept = witness.kept().getFirst();
            db.change(tx -> tx.sql().execute("update log_witnessed set " + change));
            assertThatThrownBy(() -> witness.answer(log.request(100)))
                    .as(change)
                    .isInstanceOf(TransparencyException.Faulty.class)
                    .hasMessageContaining(ORIGIN);
            db.change(
                    tx ->
                            tx.sql()
                                    .execute(
                                            "update log_witnessed set size = 100, root = ?,"
                                                    + " note = ?",
                                            log.head().root().toBytes(),
                                            kept.toString()));
        }
        assertThat(witness.answer(log.request(100))).isInstanceOf(Cosigned.class);
    }

    /// Two nodes are asked at once, each time for two sizes after the same old one: one is
    /// cosigned, the other is told of it.
    @Test
    void ofTwoNodesAskedAtOnceOneCosigns() throws Exception {
        LogWitness other = new LogWitness(db, rules, () -> NOW);
        long old = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 20; round++) {
                AddCheckpoint shorter = log.grow(3).request(old);
                AddCheckpoint longer = log.grow(4).request(old);
                List<Future<WitnessAnswer>> asked = new ArrayList<>();
                asked.add(threads.submit(() -> witness.answer(longer)));
                asked.add(threads.submit(() -> other.answer(shorter)));
                WitnessAnswer one = asked.get(0).get();
                WitnessAnswer two = asked.get(1).get();
                boolean first = one instanceof Cosigned;
                assertThat(two instanceof Cosigned).isNotEqualTo(first);
                old = first ? log.head().size() : log.head().size() - 4;
                assertThat(first ? two : one).isEqualTo(new Conflict(old));
            }
        }
    }
}
