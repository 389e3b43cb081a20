// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.web;

import dev.touchstone.app.usecase.Caller;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The real server on a free port with the routes of some slices, and a client. Whoever asks is
/// told by a header that stands for a session or a key.
public final class TestServer implements AutoCloseable {
    public static final String ORIGIN = "https://marks.example";

    private static final String CALLER = "x-test-caller";
    private static final Pattern TOKEN = Pattern.compile("name=\"_token\" value=\"([^\"]+)\"");

    private final Map<String, Caller> callers = new ConcurrentHashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server;
    private final int port;

    public TestServer(InstantSource clock, List<String> slices, Consumer<Routes> add) {
        Routes routes = new Routes();
        add.accept(routes);
        Shell shell =
                new Shell(
                        Messages.load(slices),
                        new Tokens(new byte[32], clock),
                        new Assets(),
                        ORIGIN,
                        clock);
        server =
                new HttpServer(
                        "127.0.0.1",
                        0,
                        true,
                        routes,
                        shell,
                        request -> Optional.ofNullable(callers.get(request.header(CALLER))),
                        new SimpleMeterRegistry());
        port = server.start();
    }

    /// A client that asks as somebody, and keeps cookies.
    public Client as(Caller caller) {
        callers.put(caller.account().toString(), caller);
        return new Client(Map.of(CALLER, caller.account().toString()));
    }

    /// A client that is not signed in.
    public Client anybody() {
        return new Client(Map.of());
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }

    /// An answer.
    public record Answer(int status, String body, Map<String, String> headers) {
        public JsonNode json() {
            return Json.parse(body.getBytes(StandardCharsets.UTF_8));
        }

        /// The token of a page's form, by its place on the page.
        public String token(int form) {
            Matcher matcher = TOKEN.matcher(body);
            for (int i = 0; i <= form; i++) {
                if (!matcher.find()) {
                    throw new AssertionError("no form " + form + " in " + body);
                }
            }
            return matcher.group(1);
        }
    }

    /// One client with its cookies.
    public final class Client {
        private final Map<String, String> fixed;
        private final Map<String, String> cookies = new LinkedHashMap<>();

        private Client(Map<String, String> fixed) {
            this.fixed = fixed;
        }

        public Map<String, String> cookies() {
            return cookies;
        }

        /// The same with one more header.
        public Client with(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(fixed);
            more.put(name, value);
            Client client = new Client(more);
            client.cookies.putAll(cookies);
            return client;
        }

        public Answer get(String path) {
            return send(request(path).GET());
        }

        /// A page, as a browser asks for it.
        public Answer page(String path) {
            return send(request(path).header("accept", "text/html").GET());
        }

        /// A request without a body, by any method.
        public Answer method(String method, String path) {
            return send(request(path).method(method, HttpRequest.BodyPublishers.noBody()));
        }

        public Answer post(String path, String contentType, String body) {
            return send(
                    request(path)
                            .header("content-type", contentType)
                            .POST(HttpRequest.BodyPublishers.ofString(body)));
        }

        public Answer json(String path, String body) {
            return post(path, "application/json", body);
        }

        /// A form, as a browser sends it.
        public Answer form(String path, String body) {
            return with("accept", "text/html")
                    .post(path, "application/x-www-form-urlencoded", body);
        }

        private HttpRequest.Builder request(String path) {
            HttpRequest.Builder builder =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
            fixed.forEach(builder::header);
            if (!cookies.isEmpty()) {
                StringBuilder line = new StringBuilder();
                cookies.forEach((name, value) -> line.append(name + "=" + value + "; "));
                builder.header("cookie", line.toString());
            }
            return builder;
        }

        private Answer send(HttpRequest.Builder request) {
            try {
                HttpResponse<String> response =
                        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
                Map<String, String> headers = new LinkedHashMap<>();
                response.headers()
                        .map()
                        .forEach((name, values) -> headers.put(name, String.join(", ", values)));
                for (String cookie : response.headers().allValues("set-cookie")) {
                    String pair = cookie.split(";", 2)[0];
                    int eq = pair.indexOf('=');
                    cookies.put(pair.substring(0, eq), pair.substring(eq + 1));
                }
                return new Answer(response.statusCode(), response.body(), headers);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
