// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.postgresql.Driver;

/// The connections and their transactions. One use case is one call of [#read] or [#write]; what
/// it throws rolls everything back. Thread-safe.
public final class Database implements AutoCloseable {
    /// The oldest server we run on.
    public static final int SERVER_VERSION_MIN = 15;

    /// Connections of one program node that change things, and as many that read.
    public static final int CONNECTIONS_MAX = 10;

    private static final int WAIT_FOR_CONNECTION_MILLIS = 5_000;
    private static final int STATEMENT_TIMEOUT_MILLIS = 30_000;

    /// The server took us for dead, since we said nothing within a transaction for so long.
    private static final String TOOK_FOR_DEAD = "25P03";

    private final HikariDataSource pool;
    private final Jdbi writing;
    private final HikariDataSource readers;
    private final Jdbi reading;
    private final LongAdder statements = new LongAdder();
    private final AtomicLong changes = new AtomicLong();

    private Database(HikariDataSource pool, HikariDataSource readers) {
        this.pool = pool;
        this.writing = jdbi(pool);
        this.readers = readers;
        this.reading = jdbi(readers);
    }

    private Jdbi jdbi(DataSource pool) {
        Jdbi jdbi = Jdbi.create(pool).installPlugin(new PostgresPlugin());
        jdbi.registerArgument(new Times.Binding());
        jdbi.setSqlLogger(
                new SqlLogger() {
                    @Override
                    public void logBeforeExecution(StatementContext context) {
                        statements.increment();
                    }
                });
        jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(false);
        return jdbi;
    }

    /// Connects and brings the schema up to date.
    ///
    /// @param jdbcUrl a PostgreSQL address, 15 or newer
    /// @throws DatabaseUnavailable when the address is none of a PostgreSQL server, the server
    ///     cannot be reached or is too old, or a migration fails
    public static Database open(String jdbcUrl, String user, String password) {
        if (!new Driver().acceptsURL(jdbcUrl)) {
            throw new DatabaseUnavailable(
                    "no address of a PostgreSQL database: " + withoutSecrets(jdbcUrl));
        }
        HikariConfig config = config(jdbcUrl, user, password);
        HikariDataSource pool = connect(config);
        HikariConfig readOnly = config(jdbcUrl, user, password);
        readOnly.setPoolName("touchstone-read");
        readOnly.setReadOnly(true);
        readOnly.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        HikariDataSource readers = connect(readOnly);
        Database database = new Database(pool, readers);
        try {
            database.requireVersion();
            migrate(pool);
        } catch (DatabaseUnavailable e) {
            database.close();
            throw e;
        }
        return database;
    }

    private static HikariConfig config(String jdbcUrl, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        if (!user.isEmpty()) {
            config.setUsername(user);
            config.setPassword(password);
        }
        config.setMaximumPoolSize(CONNECTIONS_MAX);
        config.setConnectionTimeout(WAIT_FOR_CONNECTION_MILLIS);
        config.setInitializationFailTimeout(WAIT_FOR_CONNECTION_MILLIS);
        config.setPoolName("touchstone");
        config.addDataSourceProperty("ApplicationName", "touchstone");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty(
                "options", "-c statement_timeout=" + STATEMENT_TIMEOUT_MILLIS + " -c timezone=UTC");
        return config;
    }

    private static HikariDataSource connect(HikariConfig config) {
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw new DatabaseUnavailable(
                    "cannot reach the database at "
                            + withoutSecrets(config.getJdbcUrl())
                            + ": "
                            + root(e),
                    e);
        }
    }

    private void requireVersion() {
        int version =
                read(
                                tx ->
                                        tx.sql()
                                                .select(
                                                        "select current_setting("
                                                                + "'server_version_num')::int")
                                                .mapTo(Integer.class)
                                                .one())
                        / 10_000;
        if (version < SERVER_VERSION_MIN) {
            throw new DatabaseUnavailable(
                    "the database server is PostgreSQL "
                            + version
                            + "; Touchstone needs "
                            + SERVER_VERSION_MIN
                            + " or newer");
        }
    }

    private static void migrate(DataSource pool) {
        try {
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:db")
                    .failOnMissingLocations(true)
                    .validateMigrationNaming(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new DatabaseUnavailable(
                    "the schema could not be brought up to date: " + root(e), e);
        }
    }

    /// Runs a use case that reads, in one transaction with one view of the data.
    public <T> T read(Function<Tx, T> useCase) {
        return inTransaction(reading, useCase);
    }

    /// Runs a use case that asks the database one question: its answer needs no transaction to be
    /// of one moment, and comes with one message instead of two.
    public <T> T look(Function<Tx, T> question) {
        long before = changes.get();
        return run(reading, handle -> question.apply(new Tx(handle, before)));
    }

    /// Runs a use case that reads, without the database: on what is remembered alone
    /// ([Recently]).
    ///
    /// @return empty when the database has to be asked
    public <T> Optional<T> remembered(Function<Tx, T> useCase) {
        try {
            return Optional.of(useCase.apply(new Tx(null, changes.get())));
        } catch (Tx.NotRemembered e) {
            return Optional.empty();
        }
    }

    /// Runs a use case that changes something, in one transaction. What it returns is durable.
    public <T> T write(Function<Tx, T> useCase) {
        try {
            return inTransaction(writing, useCase);
        } finally {
            // Even when it failed: it may be known here as failed and be stored nevertheless.
            changes.incrementAndGet();
        }
    }

    /// The same for a use case that writes very often and only what is never read through
    /// [Recently], such as counts.
    public <T> T count(Function<Tx, T> useCase) {
        return inTransaction(writing, useCase);
    }

    private <T> T inTransaction(Jdbi jdbi, Function<Tx, T> useCase) {
        long before = changes.get();
        return run(jdbi, handle -> handle.inTransaction(h -> useCase.apply(new Tx(h, before))));
    }

    /// The same for a use case that returns nothing.
    public void change(Consumer<Tx> useCase) {
        write(
                tx -> {
                    useCase.accept(tx);
                    return true;
                });
    }

    private static <T> T run(Jdbi jdbi, Function<Handle, T> useCase) {
        try (Handle handle = jdbi.open()) {
            return useCase.apply(handle);
        } catch (ConnectionException e) {
            throw new DatabaseUnavailable("no connection to the database: " + root(e), e);
        } catch (JdbiException e) {
            if (isOutage(e)) {
                throw new DatabaseUnavailable("the database failed: " + root(e), e);
            }
            throw e;
        }
    }

    private static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException) {
                return true;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                return state.equals(TOOK_FOR_DEAD)
                        || state.startsWith("08")
                        || state.startsWith("57")
                        || state.startsWith("53")
                        || state.startsWith("58");
            }
        }
        return false;
    }

    /// Says whether a statement failed because it would break the named unique constraint or
    /// index.
    public static boolean breaksUnique(UnableToExecuteStatementException failure, String name) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof org.postgresql.util.PSQLException sql) {
                return "23505".equals(sql.getSQLState())
                        && sql.getServerErrorMessage() != null
                        && name.equals(sql.getServerErrorMessage().getConstraint());
            }
        }
        return false;
    }

    /// How many statements use cases have sent since the start.
    public long statements() {
        return statements.sum();
    }

    /// The pool itself, for what speaks JDBC: the job scheduler.
    DataSource dataSource() {
        return pool;
    }

    private static String root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    private static String withoutSecrets(String jdbcUrl) {
        return jdbcUrl.replaceAll("(password=)[^&]*", "$1***").replaceAll("//[^/@]*@", "//***@");
    }

    @Override
    public void close() {
        readers.close();
        pool.close();
    }
}
