// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import dev.touchstone.app.cli.Actor;
import dev.touchstone.app.postgres.TestPostgres;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.witness.OtherLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The whole program on a fresh database, with accounts of every role, driven through HTTP.
public final class TestApp implements AutoCloseable {
    public static final String PASSWORD = "correct horse battery staple";

    /// The log of somebody else that the program is a witness of.
    private static final String OTHER_LOG = new OtherLog("other.example/log", "").policyText();

    private final App app;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Map<String, Actor> actors = new HashMap<>();
    private final Map<String, String> enterprises = new HashMap<>();

    private final AtomicReference<Duration> ahead;

    private TestApp(App app, AtomicReference<Duration> ahead) {
        this.app = app;
        this.ahead = ahead;
    }

    public static TestApp start() {
        return start(Map.of());
    }

    public static TestApp start(Map<String, String> settings) {
        Path data;
        try {
            data = Files.createTempDirectory(Path.of("target"), "app-");
            Files.writeString(data.resolve("logs.policy"), OTHER_LOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> options =
                new HashMap<>(
                        Map.of(
                                "port", "0",
                                "database.url", TestPostgres.freshDatabase(),
                                "database.user", TestPostgres.user(),
                                "database.password", TestPostgres.password(),
                                "log.period.ms", "50",
                                "witness.logs", "logs.policy",
                                "limit.sign-ins.per-minute", "100000",
                                "limit.visits.per-hour", "100000",
                                "limit.reports.per-hour", "100000"));
        options.putAll(settings);
        Config config = Config.read(data, Map.of(), options);
        AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
        InstantSource clock = () -> Instant.now().plus(ahead.get());
        return new TestApp(App.start(config, clock, new SecureRandom()), ahead);
    }

    /// Sets the program's clock forward.
    public void passTime(Duration time) {
        ahead.updateAndGet(before -> before.plus(time));
    }

    public App app() {
        return app;
    }

    public String origin() {
        return app.config().publicUrl();
    }

    public HttpClient client() {
        return client;
    }

    /// Somebody not signed in.
    public Actor anybody() {
        return new Actor(client, origin());
    }

    /// The operator, made through the set-up link.
    public Actor operator() {
        return actors.computeIfAbsent(
                "operator",
                login -> {
                    String link = app.setUpLink().orElseThrow();
                    String path = link.substring(origin().length());
                    Actor actor = anybody();
                    actor.form(path, path, Map.of("login", login, "password", PASSWORD));
                    return signedIn(actor, login);
                });
    }

    /// Somebody of the association, an inspection body, a regulator or an auditor.
    public Actor with(Role role) {
        if (role == Role.OPERATOR) {
            return operator();
        }
        return invited(role.name().toLowerCase(java.util.Locale.ROOT), role, Optional.empty());
    }

    /// Somebody of an enterprise.
    ///
    /// @param enterprise the id of a registered enterprise
    public Actor of(String enterprise, Role role) {
        String login = role.name().toLowerCase(java.util.Locale.ROOT) + "." + enterprise;
        return invited(login, role, Optional.of(enterprise));
    }

    private Actor invited(String login, Role role, Optional<String> enterprise) {
        Actor operator = operator();
        Actor known = actors.get(login);
        if (known != null) {
            return known;
        }
        Map<String, Object> body = new HashMap<>();
        body.put("login", login);
        body.put("roles", List.of(role.name()));
        enterprise.ifPresent(id -> body.put("enterprise", id));
        Actor.Answer answer = operator.post("/api/accounts", body);
        String link = answer.json().path("link").asString("");
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.text());
        }
        String path = link.substring(origin().length());
        Actor actor = anybody();
        actor.form(path, path, Map.of("password", PASSWORD));
        actors.put(login, signedIn(actor, login));
        return actor;
    }

    private static Actor signedIn(Actor actor, String login) {
        if (!actor.signIn(login, PASSWORD)) {
            throw new IllegalStateException("cannot sign in as " + login);
        }
        return actor;
    }

    /// The id of a verified enterprise with this credit code, registered when it is not there.
    public String enterprise(String creditCode) {
        return enterprises.computeIfAbsent(
                creditCode,
                code -> {
                    Actor.Answer made =
                            operator()
                                    .post(
                                            "/api/enterprises",
                                            Map.of(
                                                    "creditCode",
                                                    code,
                                                    "nameZh",
                                                    "测试企业" + code,
                                                    "nameEn",
                                                    "Test " + code,
                                                    "province",
                                                    "110000",
                                                    "industry",
                                                    "C"));
                    if (made.status() != 201) {
                        throw new IllegalStateException(made.text());
                    }
                    String id = made.json().path("id").asString("");
                    with(Role.REVIEWER).post("/api/enterprises/" + id + "/verify", Map.of());
                    return id;
                });
    }

    @Override
    public void close() {
        app.close();
    }
}
