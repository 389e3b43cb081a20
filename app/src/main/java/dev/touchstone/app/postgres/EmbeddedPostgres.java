// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.postgres;

import dev.touchstone.app.database.DatabaseUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL server of our own, running for as long as this object is open.
///
/// Every committed row is on the disk. The server listens on the loopback address only, asks for a
/// random password kept in a file nobody else may read, and never runs as root. One program at a
/// time may use a data folder; a server that a killed program left behind is stopped first, and a
/// server that was killed is started again on the same port.
///
/// Thread-safe. [#close] may be called more than once.
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String NAME = "touchstone";
    private static final long WATCH_MILLIS = 500;
    private static final int WATCHES_PER_PRUNE = 60;

    /// Guards `closed` and each start and stop of the server.
    private final ReentrantLock lock = new ReentrantLock();

    private final FolderLock folderLock;
    private final Postmaster postmaster;
    private final ServerLog log;
    private final int port;
    private final String password;
    private final Thread watch;
    private boolean closed;

    private EmbeddedPostgres(
            FolderLock folderLock,
            Postmaster postmaster,
            ServerLog log,
            int port,
            String password) {
        this.folderLock = folderLock;
        this.postmaster = postmaster;
        this.log = log;
        this.port = port;
        this.password = password;
        this.watch = Thread.ofVirtual().name("embedded-postgres-watch").unstarted(this::watch);
    }

    /// Starts the server on the files in `dataDir`, creating them when there are none.
    ///
    /// @param dataDir a folder for this alone; created with its parents when absent
    /// @param random makes the password of a new database
    /// @return the running server
    /// @throws DatabaseUnavailable when it cannot be started; the message says what to do
    public static EmbeddedPostgres start(Path dataDir, SecureRandom random) {
        return start(dataDir, random, EmbeddedPostgresOptions.production());
    }

    static EmbeddedPostgres start(
            Path dataDir, SecureRandom random, EmbeddedPostgresOptions options) {
        Path home = dataDir.toAbsolutePath().normalize();
        refuseShellCharacters(home);
        try {
            createHome(home);
            home = home.toRealPath();
            FolderLock folderLock = FolderLock.take(home);
            try {
                return startLocked(home, folderLock, random, options);
            } catch (IOException | SQLException | DatabaseUnavailable e) {
                folderLock.close();
                throw e;
            }
        } catch (IOException | SQLException e) {
            throw new DatabaseUnavailable(
                    "PostgreSQL cannot be started in %s: %s".formatted(home, e), e);
        }
    }

    private static EmbeddedPostgres startLocked(
            Path home, FolderLock folderLock, SecureRandom random, EmbeddedPostgresOptions options)
            throws IOException, SQLException {
        Path programs =
                PostgresBinaries.unpacked(
                        options.programs().orElse(home.resolve("programs")),
                        options.programs().isEmpty());
        LaunchIdentity identity =
                LaunchIdentity.choose(
                        home, Cluster.folder(home), programs.resolve("bin").resolve("postgres"));
        Cluster cluster = new Cluster(home, programs, identity);
        cluster.refuseOtherMajor();
        cluster.createIfAbsent(random);
        ServerLog log = new ServerLog(home, identity);
        Postmaster postmaster = new Postmaster(cluster, log, options);
        postmaster.stopOrphan();
        String password = cluster.password();
        int port = postmaster.start();
        try {
            createDatabaseIfAbsent(port, password);
        } catch (SQLException e) {
            postmaster.stop();
            throw e;
        }
        EmbeddedPostgres started =
                new EmbeddedPostgres(folderLock, postmaster, log, port, password);
        started.watch.start();
        return started;
    }

    /// `pg_ctl` hands the path to a shell between double quotes.
    private static void refuseShellCharacters(Path home) {
        if (home.toString().chars().anyMatch(c -> c < ' ' || "\"$`\\".indexOf(c) >= 0)) {
            throw new DatabaseUnavailable(
                    "the data folder's path may not hold quotes, $ or backslashes: " + home);
        }
    }

    /// A folder that root creates lets the user the server runs as pass, and nobody list it.
    private static void createHome(Path home) throws IOException {
        if (!Files.exists(home)) {
            Files.createDirectories(home);
            Folders.permit(home, Folders.uid(home) == 0 ? "rwx--x--x" : "rwx------");
        }
    }

    /// The program signs in as the owner of its one database, not as the administrator.
    private static void createDatabaseIfAbsent(int port, String password) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                url(port, "postgres"), Cluster.ADMINISTRATOR, password);
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "select 1 from pg_roles where rolname = 'touchstone'")) {
                statement.execute("create role touchstone login password '%s'".formatted(password));
            }
            if (!exists(statement, "select 1 from pg_database where datname = 'touchstone'")) {
                statement.execute("create database touchstone owner touchstone");
            }
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /// How to reach a server of ours.
    ///
    /// @param jdbcUrl without user and password
    public record Address(String jdbcUrl, String user, String password) {}

    /// How to reach this server.
    public Address address() {
        return new Address(jdbcUrl(), user(), password());
    }

    /// How to reach the server that another program runs on the files in `dataDir`; empty when
    /// none runs. For commands that look while the program works.
    ///
    /// @throws DatabaseUnavailable when one runs and its password or port cannot be read
    public static Optional<Address> running(Path dataDir) {
        Path home = dataDir.toAbsolutePath().normalize();
        try {
            Optional<Integer> port = Postmaster.port(home);
            if (port.isEmpty()) {
                return Optional.empty();
            }
            String password = Files.readString(Cluster.passwordFile(home)).strip();
            return Optional.of(new Address(url(port.get(), NAME), NAME, password));
        } catch (IOException e) {
            throw new DatabaseUnavailable(
                    "the running database of %s cannot be reached: %s".formatted(home, e), e);
        }
    }

    /// The JDBC URL of the program's database, without user and password.
    ///
    /// @return the URL
    public String jdbcUrl() {
        return jdbcUrl(NAME);
    }

    /// The JDBC URL of another database on this server, for tests.
    String jdbcUrl(String database) {
        return url(port, database);
    }

    /// The role that owns the program's database; it has no other rights.
    ///
    /// @return its name
    public String user() {
        return NAME;
    }

    /// The password of [#user], and of the server's administrator `postgres`.
    ///
    /// @return the password
    public String password() {
        return password;
    }

    private void watch() {
        for (int round = 1; sleep(); round++) {
            lock.lock();
            try {
                if (closed) {
                    return;
                }
                if (!postmaster.runs()) {
                    LOG.warn("PostgreSQL has ended without being asked to; starting it again");
                    postmaster.stopOrphan();
                    postmaster.startOn(port);
                }
                if (round % WATCHES_PER_PRUNE == 0) {
                    log.prune();
                }
            } catch (IOException | DatabaseUnavailable e) {
                LOG.error("PostgreSQL is not well: {}", e.getMessage());
            } finally {
                lock.unlock();
            }
        }
    }

    private static boolean sleep() {
        try {
            Thread.sleep(WATCH_MILLIS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /// Stops the server in order, then lets go of the data folder.
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            try (folderLock) {
                postmaster.stop();
                log.prune();
            }
        } catch (IOException e) {
            throw new DatabaseUnavailable("PostgreSQL could not be stopped: " + e, e);
        } finally {
            lock.unlock();
            watch.interrupt();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
