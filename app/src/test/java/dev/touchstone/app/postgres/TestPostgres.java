// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.postgres;

import dev.touchstone.app.database.DatabaseUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// One PostgreSQL for a whole test run, with a fresh database for whoever asks.
///
/// Started at the first use, in `target/`, and stopped when the JVM ends. It does not wait for the
/// disk, which only tests may do. Thread-safe.
public final class TestPostgres {
    private static final Path FOLDER = Path.of("target", "test-postgres");

    /// Guarded by the class.
    private static EmbeddedPostgres server;

    private static final Set<String> TEMPLATES = new HashSet<>();
    private static int databases;

    private TestPostgres() {}

    /// The role that owns each fresh database.
    public static String user() {
        return server().user();
    }

    public static String password() {
        return server().password();
    }

    /// Creates an empty database and returns its JDBC URL.
    public static String freshDatabase() {
        return create("template1");
    }

    /// Creates a copy of a prepared database and returns its JDBC URL.
    ///
    /// @param template a name for what `prepare` makes, such as `migrated`
    /// @param prepare given the JDBC URL of an empty database, at the first use of `template`
    ///     only; must close all its connections
    public static synchronized String freshDatabase(String template, Consumer<String> prepare) {
        if (!TEMPLATES.contains(template)) {
            execute("create database \"%s\" owner touchstone".formatted(template));
            prepare.accept(server().jdbcUrl(template));
            TEMPLATES.add(template);
        }
        return create(template);
    }

    /// Creates a copy of the database named `template` and returns its JDBC URL.
    public static synchronized String freshDatabase(String template) {
        return create(template);
    }

    private static synchronized String create(String template) {
        databases++;
        String name = "t" + databases;
        execute(
                "create database \"%s\" template \"%s\" owner touchstone"
                        .formatted(name, template));
        return server().jdbcUrl(name);
    }

    private static synchronized EmbeddedPostgres server() {
        if (server == null) {
            server = start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "test-postgres-stop"));
            dropLeftovers();
        }
        return server;
    }

    /// A test run that was killed may have left files that do not survive without fsync.
    private static EmbeddedPostgres start() {
        EmbeddedPostgresOptions options =
                EmbeddedPostgresOptions.production().withPrograms(programs()).withoutDurability();
        try {
            return EmbeddedPostgres.start(FOLDER, new SecureRandom(), options);
        } catch (DatabaseUnavailable e) {
            if (e.getMessage().contains("in use")) {
                throw e;
            }
            try {
                Folders.delete(FOLDER);
            } catch (IOException io) {
                throw new UncheckedIOException(io);
            }
            return EmbeddedPostgres.start(FOLDER, new SecureRandom(), options);
        }
    }

    /// Where all tests keep the unpacked binaries.
    static Path programs() {
        return Path.of("target", "postgres-programs").toAbsolutePath();
    }

    private static void dropLeftovers() {
        List<String> names = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select datname from pg_database where not datistemplate"
                                        + " and datname not in ('postgres', 'touchstone')")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        names.forEach(name -> execute("drop database \"%s\" with (force)".formatted(name)));
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(
                server().jdbcUrl("postgres"), Cluster.ADMINISTRATOR, password());
    }

    private static void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("%s: %s".formatted(sql, e.getMessage()), e);
        }
    }
}
