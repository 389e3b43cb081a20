// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import dev.touchstone.app.access.AccessApi;
import dev.touchstone.app.access.AccessPages;
import dev.touchstone.app.access.Accounts;
import dev.touchstone.app.access.Identification;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Jobs;
import dev.touchstone.app.operations.ApiDescription;
import dev.touchstone.app.operations.ApiPages;
import dev.touchstone.app.operations.Health;
import dev.touchstone.app.postgres.EmbeddedPostgres;
import dev.touchstone.app.publiclog.Facts;
import dev.touchstone.app.publiclog.LogApi;
import dev.touchstone.app.publiclog.LogCheck;
import dev.touchstone.app.publiclog.LogPages;
import dev.touchstone.app.publiclog.LogView;
import dev.touchstone.app.publiclog.LookUp;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.publiclog.Sequencer;
import dev.touchstone.app.web.Assets;
import dev.touchstone.app.web.HttpServer;
import dev.touchstone.app.web.Messages;
import dev.touchstone.app.web.RateLimit;
import dev.touchstone.app.web.Route;
import dev.touchstone.app.web.Routes;
import dev.touchstone.app.web.Shell;
import dev.touchstone.app.web.Tokens;
import dev.touchstone.app.witness.LogWitness;
import dev.touchstone.app.witness.WitnessApi;
import dev.touchstone.app.witness.WitnessPages;
import dev.touchstone.app.witness.Witnesses;
import dev.touchstone.transparency.SignerKey;
import dev.touchstone.transparency.Witness;
import dev.touchstone.transparency.WitnessPolicy;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The running program. It and [Slices] are the only places that wire it: plain constructors, from
/// the database up to the routes. Thread-safe.
public final class App implements AutoCloseable {
    /// The packages that have messages.
    public static final List<String> SLICES =
            List.of(
                    "web",
                    "access",
                    "publiclog",
                    "enterprise",
                    "application",
                    "product",
                    "campaign",
                    "pledge",
                    "issuer",
                    "certificate",
                    "sheet",
                    "roll",
                    "openday",
                    "commitment",
                    "licence",
                    "keyring",
                    "order",
                    "line",
                    "packing",
                    "delivery",
                    "label",
                    "trace",
                    "verify",
                    "scan",
                    "hidden",
                    "resolver",
                    "consumer",
                    "statistics",
                    "operations",
                    "notice",
                    "witness");

    /// The slices that have a part in the API description.
    public static final List<String> API_PARTS =
            List.of(
                    "access",
                    "enterprise",
                    "product",
                    "campaign",
                    "pledge",
                    "issuer",
                    "certificate",
                    "roll",
                    "openday",
                    "commitment",
                    "licence",
                    "keyring",
                    "order",
                    "line",
                    "packing",
                    "delivery",
                    "label",
                    "publiclog",
                    "statistics",
                    "trace",
                    "verify",
                    "resolver",
                    "consumer",
                    "witness");

    private final Config config;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Deque<Runnable> closers = new ArrayDeque<>();
    private final Routes routes = new Routes();
    private final Ids ids;
    private final Keys keys;
    private final Database db;
    private final Accounts accounts;
    private final Jobs jobs;

    private App(Config config, InstantSource clock, SecureRandom random) {
        this.config = config;
        this.clock = clock;
        this.random = random;
        this.keys = Keys.open(config.data(), config.logOrigin(), random);
        this.ids = new Ids(clock, random);
        this.db = database();
        this.jobs = new Jobs(db);
        this.accounts = new Accounts(db, ids, clock, random);
    }

    private void wire() {
        PublicLog publicLog = new PublicLog(ids, random);
        Assets assets = new Assets();
        Shell shell =
                new Shell(
                        Messages.load(SLICES),
                        new Tokens(keys.derive("page tokens"), clock),
                        assets,
                        config.publicUrl(),
                        clock);
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        FunctionCounter.builder("database_statements", db, Database::statements).register(meters);
        LogCheck logCheck =
                new LogCheck(db, keys.log().verifier(), Optional.of(config.keptCheckpoint()));
        boolean witnessed = !config.logWitnesses().isEmpty();
        Sequencer sequencer =
                new Sequencer(
                        db, keys.log().signer(), logCheck, clock, config.logPeriod(), witnessed);
        LogView logView = new LogView(db);
        Facts facts = new Facts(db);
        sequencer.whenGrown(logView::grown);
        sequencer.whenGrown(logCheck::keep);
        String vkey = sequencer.vkey();
        Slices slices =
                new Slices(
                        new Common(
                                config,
                                keys,
                                db,
                                publicLog,
                                facts,
                                logView,
                                shell.messages(),
                                ids,
                                clock,
                                random,
                                routes,
                                jobs,
                                closers));
        RateLimit byAddress = new RateLimit(config.signInsPerMinute(), Duration.ofMinutes(1));
        RateLimit byLogin = new RateLimit(config.signInsPerMinute() / 3, Duration.ofMinutes(1));

        assets.addTo(routes);
        new AccessPages(accounts, shell, byAddress, byLogin).addTo(routes);
        new AccessApi(accounts, shell).addTo(routes);
        LookUp lookUp = new LookUp(db, slices::enterprise);
        new LogApi(logView, facts, lookUp, vkey).addTo(routes);
        new Health(() -> logView.head().isPresent() && sequencer.trouble().isEmpty(), meters)
                .addTo(routes);
        new ApiPages(ApiDescription.read(API_PARTS)).addTo(routes);

        wireWitness();

        jobs.every("access-drop-expired", Duration.ofHours(1), accounts::dropExpired);
        jobs.every("publiclog-thin", Duration.ofHours(24), sequencer::thinCheckpoints);
        sequencer.start();
        closers.push(sequencer::close);
        Supplier<List<LogPages.Witnessed>> witnesses = wireWitnesses(sequencer, logView);
        new LogPages(logView, lookUp, shell, vkey, witnesses, clock).addTo(routes);
        jobs.start();
        closers.push(jobs::close);
        HttpServer server =
                new HttpServer(
                        config.host(),
                        config.port(),
                        config.behindProxy(),
                        routes,
                        shell,
                        new Identification(accounts),
                        meters);
        server.start();
        closers.push(server::close);
    }

    /// Starts everything; when it returns, requests are answered.
    ///
    /// @param random fit for secrets
    /// @throws Config.Unusable or [DatabaseUnavailable] with one line for the operator; what was
    ///     started before is stopped again
    public static App start(Config config, InstantSource clock, SecureRandom random) {
        Config settled = config.port() == 0 ? config.onPort(freePort()) : config;
        App app = new App(settled, clock, random);
        boolean wired = false;
        try {
            app.wire();
            wired = true;
        } finally {
            if (!wired) {
                app.close();
            }
        }
        return app;
    }

    private Database database() {
        if (!config.databaseUrl().isEmpty()) {
            return connected(
                    config.databaseUrl(), config.databaseUser(), config.databasePassword());
        }
        EmbeddedPostgres postgres = EmbeddedPostgres.start(config.data(), random);
        closers.push(postgres::close);
        boolean connected = false;
        try {
            Database database = connected(postgres.jdbcUrl(), postgres.user(), postgres.password());
            connected = true;
            return database;
        } finally {
            if (!connected) {
                close();
            }
        }
    }

    private Database connected(String url, String user, String password) {
        Database database = Database.open(url, user, password);
        closers.push(database::close);
        return database;
    }

    private Supplier<List<LogPages.Witnessed>> wireWitnesses(Sequencer sequencer, LogView logView) {
        if (config.logWitnesses().isEmpty()) {
            return List::of;
        }
        WitnessPolicy policy =
                PolicyFile.witnesses(
                        "log.witnesses",
                        config.data().resolve(config.logWitnesses()),
                        keys.log().verifier());
        Witnesses witnesses = new Witnesses(db, logView, policy, clock);
        sequencer.whenGrown(witnesses::wake);
        witnesses.start();
        closers.push(witnesses::close);
        return witnesses::shown;
    }

    private void wireWitness() {
        if (config.witnessLogs().isEmpty()) {
            return;
        }
        WitnessPolicy logs =
                PolicyFile.logs(
                        "witness.logs",
                        config.data().resolve(config.witnessLogs()),
                        keys.log().verifier().name());
        String host = URI.create(config.publicUrl()).getHost();
        SignerKey key = keys.witness(host + "/witness", random);
        Witness witness = new Witness(logs, List.of(key.signer()));
        LogWitness logWitness = new LogWitness(db, witness, clock);
        new WitnessApi(logWitness::answer, logWitness::kept, witness.keys())
                .addTo(routes, "/witness");
        new WitnessPages(witness, logWitness::kept, config.publicUrl() + "/witness").addTo(routes);
    }

    /// A port of the loopback address that nobody listens on now.
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("looking for a free port", e);
        }
    }

    /// The configuration in force.
    public Config config() {
        return config;
    }

    /// The port that is listened on.
    public int port() {
        return config.port();
    }

    /// Every address, for tests and the matrix of rights.
    public List<Route> routes() {
        return routes.all();
    }

    /// The link that makes the first account; empty when there are accounts.
    public Optional<String> setUpLink() {
        return accounts.setUpToken().map(token -> config.publicUrl() + "/setup/" + token);
    }

    /// Finishes running requests, then stops in the reverse order of the start.
    @Override
    public void close() {
        while (!closers.isEmpty()) {
            closers.pop().run();
        }
    }
}
