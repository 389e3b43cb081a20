// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.TestDatabase;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.proof.ProofExtra;
import dev.touchstone.app.proof.ProofFile;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.transparency.SignatureType;
import dev.touchstone.transparency.SignerKey;
import dev.touchstone.transparency.WitnessPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Many facts are one statement and one entry, and each of them is proven in two steps.
class FactsTest {
    private static final Instant NOW = Instant.parse("2026-09-01T00:00:00Z");
    private static final SignerKey KEY =
            SignerKey.generate(SignatureType.ED25519, "example.org/log", new SplittableRandom(7));
    private static final WitnessPolicy POLICY = WitnessPolicy.ofLog(KEY.verifier());

    private static final Caller SUPERVISOR = caller(Role.REGULATOR);

    private Database db;
    private PublicLog log;
    private LogView view;
    private Facts facts;

    @BeforeEach
    void open() {
        db = TestDatabase.fresh();
        SplittableRandom random = new SplittableRandom(1);
        log = new PublicLog(new Ids(() -> NOW, random), random);
        view = new LogView(db);
        facts = new Facts(db);
        facts.source(
                "test.facts",
                new Facts.Source() {
                    @Override
                    public boolean mayRead(Caller caller, StoredStatement statement) {
                        return caller.is(Role.REGULATOR);
                    }

                    @Override
                    public List<String> facts(
                            Tx tx, StoredStatement statement, long from, int count) {
                        return LongStream.range(from, from + count)
                                .mapToObj(FactsTest::fact)
                                .toList();
                    }
                });
    }

    @AfterEach
    void close() {
        db.close();
    }

    private static Caller caller(Role role) {
        return new Caller(
                new UUID(1, 1), "somebody", Set.of(role), Optional.empty(), Optional.empty());
    }

    private static String fact(long index) {
        return "{\"n\":" + index + "}";
    }

    private UUID state(int count) {
        Iterator<String> all = IntStream.range(0, count).mapToObj(FactsTest::fact).iterator();
        UUID id =
                db.write(
                        tx ->
                                log.stateFacts(
                                        tx,
                                        Statement.open(
                                                "test.facts",
                                                "association",
                                                "test:1",
                                                NOW,
                                                Map.of("what", "many")),
                                        all));
        LogCheck check = new LogCheck(db, KEY.verifier(), Optional.empty());
        new Sequencer(db, KEY.signer(), check, () -> NOW, Duration.ofSeconds(1), false).drain();
        return id;
    }

    private LogView.Proven proven(UUID id) {
        assertThat(view.prove(id)).isInstanceOf(LogView.Published.class);
        return ((LogView.Published) view.prove(id)).proven();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 257, 1_000, 65_537})
    void everyFactIsProvenInTwoStepsByAFileAlone(int count) {
        LogView.Proven proven = proven(state(count));
        assertThat(proven.checkpoint().head().size()).as("one entry").isEqualTo(1);
        for (long index : new long[] {0, count / 3, count - 1}) {
            Optional<ProofExtra.Fact> fact = facts.prove(SUPERVISOR, proven.statement(), index);
            byte[] file = proven.file(true, fact).toBytes();
            ProofFile.Proven checked = ProofFile.parse(file).check(POLICY);
            assertThat(checked.fact().orElseThrow().path("n").asLong()).isEqualTo(index);
        }
        assertThat(facts.prove(SUPERVISOR, proven.statement(), count)).isEmpty();
        assertThat(facts.prove(SUPERVISOR, proven.statement(), -1)).isEmpty();
        assertThat(facts.prove(caller(Role.REVIEWER), proven.statement(), 0)).isEmpty();
    }

    @Test
    void anotherFactIsNotProvenByTheProofOfOne() {
        LogView.Proven proven = proven(state(300));
        ProofExtra.Fact fact = facts.prove(SUPERVISOR, proven.statement(), 7).orElseThrow();
        ProofExtra.Fact lie =
                new ProofExtra.Fact(
                        new ProofExtra.Opened(fact(8), fact.text().salt()), fact.proof());
        byte[] file = proven.file(true, Optional.of(lie)).toBytes();
        assertThatThrownBy(() -> ProofFile.parse(file).check(POLICY))
                .hasMessageStartingWith("fact: ");
    }

    @Test
    void neighboursOfAProvenFactCannotBeGuessed() {
        LogView.Proven proven = proven(state(2));
        ProofExtra.Fact first = facts.prove(SUPERVISOR, proven.statement(), 0).orElseThrow();
        ProofExtra.Fact second = facts.prove(SUPERVISOR, proven.statement(), 1).orElseThrow();
        assertThat(first.text().salt()).hasSize(16).isNotEqualTo(second.text().salt());
        assertThat(first.text().salt()).isNotEqualTo(proven.statement().factSeed().orElseThrow());
    }

    @Test
    void erasureTakesTheProofsOfAllFactsAndLeavesTheLogProvable() {
        UUID id = state(300);
        db.change(tx -> log.erase(tx, id));
        LogView.Proven proven = proven(id);
        assertThat(facts.prove(SUPERVISOR, proven.statement(), 7)).isEmpty();
        assertThat(proven.opened()).isEmpty();
        LogCheck check = new LogCheck(db, KEY.verifier(), Optional.empty());
        assertThat(check.all((done, all) -> {}).findings()).isEmpty();
    }

    @Test
    void aStatementOfNoFactsIsAMistake() {
        assertThatThrownBy(() -> state(0)).isInstanceOf(IllegalArgumentException.class);
        List<String> one = List.of(fact(0));
        Statement claims =
                Statement.open("test.facts", "association", "s", NOW, Map.of("root", "mine"));
        assertThatThrownBy(() -> db.write(tx -> log.stateFacts(tx, claims, one.iterator())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("for the log itself");
    }
}
