// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.postgres.TestPostgres;
import dev.touchstone.app.proof.StatementDigest;
import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.SignatureType;
import dev.touchstone.transparency.SignerKey;
import dev.touchstone.transparency.TilePath;
import dev.touchstone.transparency.TreeAppender;
import dev.touchstone.transparency.TreeHead;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/// A log that was kept as one row a file is the same log after the change to one row a tile.
class LogMigrationTest {
    private static final Instant NOW = Instant.parse("2026-09-01T00:00:00Z");
    private static final SignerKey KEY =
            SignerKey.generate(SignatureType.ED25519, "example.org/log", new SplittableRandom(7));

    @Test
    void keepsEveryEntryTileAndWaitingStatement() throws SQLException {
        String url = TestPostgres.freshDatabase();
        Flyway.configure()
                .dataSource(url, TestPostgres.user(), TestPostgres.password())
                .locations("classpath:db")
                .target("80")
                .load()
                .migrate();
        try (Connection connection =
                DriverManager.getConnection(url, TestPostgres.user(), TestPostgres.password())) {
            fill(connection);
        }
        try (Database db = Database.open(url, TestPostgres.user(), TestPostgres.password())) {
            LogCheck.Report report =
                    new LogCheck(db, KEY.verifier(), Optional.empty()).all((done, all) -> {});
            assertThat(report.findings()).isEmpty();
            assertThat(report.size()).isEqualTo(700);
            assertThat(report.waiting()).isEqualTo(5);
        }
    }

    /// Grows a log in three steps as the program did before, partial tiles and all.
    private static void fill(Connection connection) throws SQLException {
        Map<TilePath, byte[]> files = new HashMap<>();
        TreeHead head = TreeHead.EMPTY;
        int stated = 0;
        for (int count : new int[] {3, 297, 400}) {
            List<byte[]> entries = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                entries.add(state(connection, stated, Optional.of(stated)));
                stated++;
            }
            TreeAppender.Appended grown =
                    TreeAppender.append(head, p -> Optional.ofNullable(files.get(p)), entries);
            files.putAll(grown.files());
            head = grown.head();
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into log_checkpoint values (?, ?, ?)")) {
                insert.setLong(1, head.size());
                insert.setString(
                        2, new Checkpoint("example.org/log", head).sign(KEY.signer()).toString());
                insert.setTimestamp(3, Timestamp.from(NOW));
                insert.execute();
            }
        }
        for (int i = 0; i < 5; i++) {
            state(connection, stated++, Optional.empty());
        }
        for (Map.Entry<TilePath, byte[]> file : files.entrySet()) {
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into log_tile values (?, ?)")) {
                insert.setString(1, file.getKey().toString());
                insert.setBytes(2, file.getValue());
                insert.execute();
            }
        }
    }

    private static byte[] state(Connection connection, int number, Optional<Integer> index)
            throws SQLException {
        UUID id = new UUID(0, number);
        Statement statement =
                Statement.open("test.stated", "association", "s", NOW, Map.of("n", number));
        byte[] salt = new byte[16];
        String canonical = statement.canonical(id);
        byte[] digest = StatementDigest.digest(salt, canonical);
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into log_statement (id, type, issuer, subject, at, open,"
                                + " canonical, salt, digest, entry_index)"
                                + " values (?, 'test.stated', 'association', 's', ?, true,"
                                + " ?, ?, ?, ?)")) {
            insert.setObject(1, id);
            insert.setTimestamp(2, Timestamp.from(NOW));
            insert.setString(3, canonical);
            insert.setBytes(4, salt);
            insert.setBytes(5, digest);
            insert.setObject(6, index.map(Integer::longValue).orElse(null));
            insert.execute();
        }
        return StatementDigest.entry("test.stated", "association", NOW, digest);
    }
}
