// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.web;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.touchstone.app.database.DatabaseUnavailable;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP server: takes a request from Helidon, finds its route, checks who asks and the page
/// token, calls the handler, and sends the response with the headers every response has.
/// Thread-safe.
public final class HttpServer implements AutoCloseable {
    /// The most connections at once; more wait in the system's queue. Fewer where the process may
    /// not open so many files: a server that ran out of them could not accept any more.
    public static final int CONNECTIONS_MAX = 12_000;

    private static final int OTHER_FILES = 1_000;

    /// The longest request line.
    public static final int REQUEST_LINE_BYTES_MAX = 8 * 1024;

    /// All headers of a request together.
    public static final int HEADERS_BYTES_MAX = 16 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(8);
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    /// What every answer says, made once.
    private static final List<Header> EVERYWHERE =
            List.of(
                    constant("Content-Security-Policy", POLICY),
                    constant("X-Content-Type-Options", "nosniff"),
                    constant("Referrer-Policy", "same-origin"),
                    constant("Cross-Origin-Opener-Policy", "same-origin"),
                    constant("Permissions-Policy", "camera=(), geolocation=(), microphone=()"));

    private static final Header ONLY_HTTPS =
            constant("Strict-Transport-Security", "max-age=31536000");

    /// Stands for the route of a request that has none, in logs, metrics and problems.
    private static final Route NO_ROUTE =
            new Route("GET", "none", Access.OPEN, 0, request -> Response.empty(404));

    private final Routes routes;
    private final Shell shell;
    private final Function<Request, Optional<Caller>> identify;
    private final MeterRegistry meters;
    private final Map<Timed, Timer> timers = new ConcurrentHashMap<>();
    private final boolean behindProxy;
    private final WebServer server;

    /// A server that is not yet listening.
    ///
    /// @param host the address to listen on
    /// @param port the port, or 0 for a free one
    /// @param identify finds out who asks, from a session cookie or an API key; refuses a bad key
    /// @param behindProxy whether the last `X-Forwarded-For` entry is the peer's address
    public HttpServer(
            String host,
            int port,
            boolean behindProxy,
            Routes routes,
            Shell shell,
            Function<Request, Optional<Caller>> identify,
            MeterRegistry meters) {
        this.routes = routes;
        this.shell = shell;
        this.identify = identify;
        this.meters = meters;
        this.behindProxy = behindProxy;
        this.server =
                WebServer.builder()
                        .host(host)
                        .port(port)
                        .maxTcpConnections(connectionsMax())
                        .backlog(4096)
                        .shutdownHook(false)
                        .shutdownGracePeriod(GRACE)
                        .idleConnectionTimeout(IDLE_TIMEOUT)
                        // Without it the second packet of an answer waits 40 ms for the first's
                        // receipt.
                        .connectionOptions(
                                options -> options.readTimeout(READ_TIMEOUT).tcpNoDelay(true))
                        .protocolsDiscoverServices(false)
                        .addProtocol(
                                Http1Config.builder()
                                        .maxPrologueLength(REQUEST_LINE_BYTES_MAX)
                                        .maxHeadersSize(HEADERS_BYTES_MAX)
                                        // See header(): constant ones are looked at once.
                                        .validateResponseHeaders(false)
                                        .build())
                        .directHandlers(
                                handlers -> {
                                    for (EventType type : EventType.values()) {
                                        handlers.addHandler(type, new BelowRoutes());
                                    }
                                })
                        .routing(
                                routing ->
                                        routing.any(this::answer)
                                                .error(Throwable.class, this::failed))
                        .build();
    }

    private static Header constant(String name, String value) {
        Header header = HeaderValues.createCached(HeaderNames.create(name), value);
        header.validate();
        return header;
    }

    /// A header of one answer.
    ///
    /// @throws IllegalArgumentException for what may not stand in one, such as a line's end
    private static Header header(HeaderName name, String value) {
        Header header = HeaderValues.create(name, value);
        header.validate();
        return header;
    }

    private static int connectionsMax() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean unix
                ? Math.clamp(unix.getMaxFileDescriptorCount() - OTHER_FILES, 100, CONNECTIONS_MAX)
                : CONNECTIONS_MAX;
    }

    /// Starts to listen.
    ///
    /// @return the port
    public int start() {
        server.start();
        return server.port();
    }

    /// Stops taking requests, waits for the running ones, at most eight seconds.
    @Override
    public void close() {
        server.stop();
    }

    private void answer(ServerRequest from, ServerResponse to) {
        long started = System.nanoTime();
        String method = from.prologue().method().text();
        String path = from.path().rawPath();
        String matching = method.equals("HEAD") ? "GET" : method;
        String template = NO_ROUTE.template();
        Response response;
        Request request = null;
        try {
            Routes.Match match = routes.find(matching, path);
            Route route = match instanceof Routes.Found found ? found.route() : NO_ROUTE;
            template = route.template();
            Map<String, String> parameters =
                    match instanceof Routes.Found found ? found.parameters() : Map.of();
            request = request(from, route, path, parameters);
            response = dispatch(request, match, method);
        } catch (Refused refused) {
            if (request == null) {
                request = bare(from, path);
            }
            response = Problems.of(request, shell, refused);
        } catch (DatabaseUnavailable outage) {
            LOG.warn("outage route={} cause={}", template, outage.getMessage());
            response =
                    Problems.of(
                            java.util.Objects.requireNonNull(request),
                            shell,
                            new Refused(Code.UNAVAILABLE));
        }
        send(to, response, method.equals("HEAD"));
        long nanos = System.nanoTime() - started;
        timers.computeIfAbsent(new Timed(template, matching, response.status()), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
        LOG.debug("{} {} {} {}us", method, template, response.status(), nanos / 1000);
    }

    /// What is timed together: routes, methods and statuses are few.
    private record Timed(String template, String method, int status) {}

    private Timer timer(Timed timed) {
        return Timer.builder("http_requests")
                .tag("route", timed.template())
                .tag("method", timed.method())
                .tag("status", String.valueOf(timed.status()))
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }

    private Response dispatch(Request request, Routes.Match match, String method) {
        return switch (match) {
            case Routes.Nothing() -> throw new Refused(Code.NOT_FOUND);
            case Routes.WrongMethod(String allowed) -> {
                if (method.equals("OPTIONS")) {
                    yield Response.empty(204).header("Allow", allowed + ", HEAD, OPTIONS");
                }
                throw new Refused(Code.METHOD_NOT_ALLOWED, allowed);
            }
            case Routes.Found(Route route, Map<String, String> ignored) -> {
                if (!route.forNobody()) {
                    identify.apply(request).ifPresent(request::identify);
                }
                if (!route.access().permits(request.caller())) {
                    yield notPermitted(request, method);
                }
                if (method.equals("POST") && !route.forNobody()) {
                    requireToken(request);
                }
                yield route.handler().handle(request);
            }
        };
    }

    private static Response notPermitted(Request request, String method) {
        if (request.caller().isPresent()) {
            throw new Refused(Code.FORBIDDEN);
        }
        if (method.equals("GET") && request.header("accept").contains("text/html")) {
            String language =
                    request.query("lang")
                            .flatMap(Language::of)
                            .map(known -> "&lang=" + known.code())
                            .orElse("");
            return Response.seeOther("/sign-in?next=" + request.path() + language);
        }
        throw new Refused(Code.SIGN_IN_REQUIRED);
    }

    /// A POST is ours when it comes from a page of ours (its token) and not from another site. A
    /// program with an API key has nothing a foreign page could borrow, so it needs no token.
    private void requireToken(Request request) {
        if (request.caller().flatMap(Caller::scopes).isPresent()) {
            return;
        }
        String site = request.header("sec-fetch-site");
        if (!site.isEmpty() && !site.equals("same-origin") && !site.equals("none")) {
            throw new Refused(Code.CROSS_SITE);
        }
        String token = request.header(Tokens.HEADER);
        if (token.isEmpty() && request.isForm()) {
            token = Tokens.inForm(request.body());
        } else if (token.isEmpty() && request.isMultipart()) {
            token = request.multipart().fields().getOrDefault(Tokens.FIELD, "");
        }
        if (!shell.tokenValid(request, token)) {
            throw new Refused(Code.TOKEN_INVALID);
        }
    }

    private Request request(
            ServerRequest from, Route route, String path, Map<String, String> parameters) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : from.headers()) {
            headers.put(
                    header.headerName().lowerCase(),
                    header.valueCount() == 1
                            ? header.get()
                            : String.join(", ", header.allValues()));
        }
        return new Request(
                new Request.Context(
                        route,
                        path,
                        from.query().rawValue(),
                        parameters,
                        headers,
                        () -> body(from),
                        peer(from, headers),
                        shell));
    }

    /// A request of which only the headers could be read.
    private Request bare(ServerRequest from, String path) {
        Map<String, String> headers = new HashMap<>();
        headers.put("accept", from.headers().value(HeaderNames.ACCEPT).orElse(""));
        headers.put(
                "accept-language", from.headers().value(HeaderNames.ACCEPT_LANGUAGE).orElse(""));
        return new Request(
                new Request.Context(
                        NO_ROUTE,
                        path.startsWith("/") ? path : "/",
                        "",
                        Map.of(),
                        headers,
                        InputStream::nullInputStream,
                        "",
                        shell));
    }

    private static InputStream body(ServerRequest from) {
        return from.content().hasEntity()
                ? from.content().inputStream()
                : InputStream.nullInputStream();
    }

    private String peer(ServerRequest from, Map<String, String> headers) {
        String forwarded = headers.getOrDefault("x-forwarded-for", "");
        if (behindProxy && !forwarded.isEmpty()) {
            return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        }
        return from.remotePeer().host();
    }

    private void send(ServerResponse to, Response response, boolean headOnly) {
        to.status(Status.create(response.status()));
        EVERYWHERE.forEach(to::header);
        if (shell.secure()) {
            to.header(ONLY_HTTPS);
        }
        for (Map.Entry<String, String> header : response.headers()) {
            to.headers().add(header(HeaderNames.create(header.getKey()), header.getValue()));
        }
        if (!response.contentType().isEmpty()) {
            to.header(header(HeaderNames.CONTENT_TYPE, response.contentType()));
        }
        switch (response.body()) {
            case Response.Bytes(byte[] bytes) -> {
                if (headOnly) {
                    to.header(header(HeaderNames.CONTENT_LENGTH, String.valueOf(bytes.length)));
                    to.send();
                } else {
                    to.send(bytes);
                }
            }
            case Response.Stream(Response.Writer writer) -> {
                try (OutputStream out = new BufferedOutputStream(to.outputStream(), 32 * 1024)) {
                    if (!headOnly) {
                        writer.write(out);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException("sending the response", e);
                }
            }
        }
    }

    private static boolean callerIsGone(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataReader.InsufficientDataAvailableException
                    || cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    /// A caller who went away in the middle, or a mistake in the program: that is logged whole,
    /// and answered without its details.
    private void failed(ServerRequest from, ServerResponse to, Throwable failure) {
        String method = from.prologue().method().text();
        boolean gone = callerIsGone(failure);
        if (gone) {
            LOG.debug("caller gone method={}", method);
        } else {
            LOG.error("bug method={} path={}", method, from.path().rawPath(), failure);
        }
        if (to.isSent()) {
            return;
        }
        Refused internal = new Refused(gone ? Code.BAD_REQUEST : Code.INTERNAL);
        send(to, Problems.of(bare(from, "/"), shell, internal), method.equals("HEAD"));
    }
}
