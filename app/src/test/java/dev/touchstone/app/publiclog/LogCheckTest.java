// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.TestDatabase;
import dev.touchstone.transparency.SignatureType;
import dev.touchstone.transparency.SignerKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every way in which checkpoint, tiles and statements can disagree is found, at the start when it
/// is at the edge, and by the whole check wherever it is.
class LogCheckTest {
    private static final Instant NOW = Instant.parse("2026-09-01T00:00:00Z");
    private static final SignerKey KEY = key("example.org/log", 7);
    private static final int COUNT = 600;

    @TempDir private Path folder;
    private final SplittableRandom random = new SplittableRandom(2);
    private Database db;

    @BeforeEach
    void fill() {
        db = TestDatabase.fresh();
        state(COUNT);
        sequencer(KEY).drain();
    }

    @AfterEach
    void close() {
        db.close();
    }

    private static SignerKey key(String origin, long seed) {
        return SignerKey.generate(SignatureType.ED25519, origin, new SplittableRandom(seed));
    }

    private void state(int count) {
        PublicLog log = new PublicLog(new Ids(() -> NOW, random), random);
        db.change(
                tx -> {
                    for (int i = 0; i < count; i++) {
                        log.state(
                                tx,
                                Statement.open(
                                        "test.stated", "association", "s", NOW, Map.of("n", i)));
                    }
                });
    }

    private LogCheck check(SignerKey key) {
        return new LogCheck(db, key.verifier(), Optional.of(folder));
    }

    private Sequencer sequencer(SignerKey key) {
        return new Sequencer(db, key.signer(), check(key), () -> NOW, Duration.ofSeconds(1), false);
    }

    private void sql(String sql) {
        db.change(tx -> tx.sql().execute(sql));
    }

    private List<LogFinding> findings() {
        return check(KEY).all((done, all) -> {}).findings();
    }

    @Test
    void aSoundLogHasNoFindings() {
        state(3);
        check(KEY).requireEdge();
        LogCheck.Report report = check(KEY).all((done, all) -> {});
        assertThat(report.findings()).isEmpty();
        assertThat(report.size()).isEqualTo(COUNT);
        assertThat(report.waiting()).isEqualTo(3);
        assertThat(report.files()).isEqualTo(3 + 3 + 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "NO_CHECKPOINT    | delete from log_checkpoint",
                "BAD_CHECKPOINT   | update log_checkpoint set note = 'no note'",
                "BAD_CHECKPOINT   | update log_checkpoint set size = size + 1",
                "OTHER_KEY        | update log_checkpoint set note = overlay(note placing"
                        + " 'AAAA' from length(note) - 20)",
                "BAD_TILES        | delete from log_tile where level = 1",
                "BAD_TILES        | update log_tile set bytes = set_byte(bytes, 3,"
                        + " (get_byte(bytes, 3) + 1) % 256) where level = 1",
                "OTHER_BUNDLES    | delete from log_tile where level = -1 and tile_index = 2",
                "OTHER_PLACES     | delete from log_entry where entry_index = 599",
                "OTHER_PLACES     | delete from log_entry where entry_index = 580",
                "OTHER_PLACES     | insert into log_entry values (600, gen_random_uuid())",
                "OTHER_ENTRY      | update log_statement set issuer = 'somebody-else'"
                        + " where id = (select statement from log_entry where entry_index = 590)",
                "OTHER_STATEMENT  | update log_statement set canonical = '{}'"
                        + " where id = (select statement from log_entry where entry_index = 590)",
                "BAD_PUBLICATION  | update log_checkpoint set published = 'no note'",
            })
    void refusesToStartAndSaysWhy(LogFinding.Kind kind, String damage) {
        sql(damage);
        assertThatThrownBy(sequencer(KEY)::start)
                .isInstanceOf(LogUnsound.class)
                .hasMessageStartingWith("the public log is unsound: ");
        assertThat(findings()).extracting(LogFinding::kind).contains(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "BAD_TILES        | update log_tile set bytes = set_byte(bytes, 9, 1)"
                        + " where level = 0 and tile_index = 0",
                "BAD_TILES        | delete from log_tile where level = -1 and tile_index = 0",
                "OTHER_ENTRY      | update log_statement set type = 'test.other'"
                        + " where id = (select statement from log_entry where entry_index = 17)",
                "OTHER_STATEMENT  | update log_statement set canonical = '{}'"
                        + " where id = (select statement from log_entry where entry_index = 17)",
                "LOST_STATEMENT   | delete from log_entry where entry_index = 17",
                "LOST_STATEMENT   | delete from log_waiting",
                "DOUBLED_STATEMENT| insert into log_waiting (statement, type, issuer, at, digest)"
                        + " select id, type, issuer, at, digest from log_statement limit 1",
            })
    void theWholeCheckFindsWhatIsNotAtTheEdge(LogFinding.Kind kind, String damage) {
        state(2);
        sql(damage);
        check(KEY).requireEdge();
        assertThat(findings()).extracting(LogFinding::kind).contains(kind);
    }

    @Test
    void refusesTheKeyAndTheOriginOfAnotherLog() {
        assertThatThrownBy(sequencer(key("example.org/log", 8))::start)
                .isInstanceOf(LogUnsound.class)
                .hasMessageContaining("is not signed by the key");
        assertThatThrownBy(sequencer(key("example.org/other", 7))::start)
                .isInstanceOf(LogUnsound.class)
                .hasMessageContaining("holds the log example.org/log")
                .hasMessageContaining("is of example.org/other");
    }

    @Test
    void refusesADatabaseOlderThanWhatThisNodePublished() {
        check(KEY).keep();
        check(KEY).requireEdge();
        sql("truncate log_entry, log_tile, log_checkpoint");
        assertThatThrownBy(sequencer(KEY)::start)
                .isInstanceOf(LogUnsound.class)
                .hasMessageContaining("has published size 600")
                .hasMessageContaining("second history");
    }

    @Test
    void refusesADatabaseWithAnotherHistory() {
        check(KEY).keep();
        sql("truncate log_entry, log_tile, log_checkpoint, log_statement, log_waiting");
        state(COUNT + 1);
        Sequencer forgetful =
                new Sequencer(
                        db,
                        KEY.signer(),
                        new LogCheck(db, KEY.verifier(), Optional.empty()),
                        () -> NOW,
                        Duration.ofSeconds(1),
                        false);
        forgetful.drain();
        assertThat(findings())
                .extracting(LogFinding::kind)
                .containsExactly(LogFinding.Kind.ROLLED_BACK);
    }

    @Test
    void aBatchOnAnUnsoundLogChangesNothing() {
        sql("update log_tile set bytes = set_byte(bytes, 3, 77) where level = 1");
        state(1);
        assertThatThrownBy(sequencer(KEY)::batch);
        LogCheck.Report report = check(KEY).all((done, all) -> {});
        assertThat(report.waiting()).isEqualTo(1);
        assertThat(report.size()).isEqualTo(COUNT);
    }
}
