// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import dev.touchstone.app.web.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Somebody who uses a running server through HTTP alone, as a person with a browser or a program
/// would: with a session and page tokens once signed in, as a consumer before. Confined to one
/// thread.
public final class Actor {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Pattern TOKEN = Pattern.compile("name=\"_token\" value=\"([^\"]+)\"");
    private static final Pattern COOKIE = Pattern.compile("^([^=]+)=([^;]*).*");

    private final HttpClient client;
    private final String origin;
    private final Watcher watcher;
    private String session = "";
    private String token = "";

    /// Somebody not signed in.
    ///
    /// @param origin the server, as `http://localhost:8080`
    public Actor(HttpClient client, String origin) {
        this(client, origin, (method, path, answer) -> {});
    }

    /// Somebody not signed in, whose exchanges are watched.
    public Actor(HttpClient client, String origin, Watcher watcher) {
        this.client = client;
        this.origin = origin;
        this.watcher = watcher;
    }

    /// Sees every exchange.
    public interface Watcher {
        /// Is told of one, after its answer.
        void saw(String method, String pathAndQuery, Answer answer);
    }

    /// What came back.
    ///
    /// @param status the HTTP status
    /// @param location the `Location` header, empty when absent
    /// @param link the `Link` header, empty when absent
    public record Answer(int status, String location, String link, String text) {
        /// An answer without a body.
        static final Answer NOTHING = new Answer(204, "", "", "");

        /// The body as JSON.
        public JsonNode json() {
            return text.isBlank()
                    ? JsonNodeFactory.instance.objectNode()
                    : Json.MAPPER.readTree(text);
        }

        /// The problem's code, empty when it is none.
        public String code() {
            return text.startsWith("{") ? json().path("code").asString("") : "";
        }
    }

    /// The server said something else than expected.
    public static final class Unexpected extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unexpected(String message) {
            super(message);
        }
    }

    /// Reads an address as a program.
    public Answer get(String path) {
        return send(request(path).header("Accept", "application/json").GET());
    }

    /// Reads an address as a browser.
    public Answer page(String path, String language) {
        return send(
                request(path)
                        .header("Accept", "text/html,application/xhtml+xml")
                        .header("Accept-Language", language)
                        .GET());
    }

    /// Posts JSON.
    public Answer post(String path, Object body) {
        return post(path, "application/json", Json.write(body));
    }

    /// Posts a document.
    public Answer post(String path, String contentType, byte[] body) {
        return send(
                request(path)
                        .header("Accept", "application/json")
                        .header("Content-Type", contentType)
                        .header("X-Page-Token", token)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /// Posts as a foreign page would: with the session, and without a token.
    public Answer postWithoutToken(String path, String contentType, String body) {
        return send(
                request(path)
                        .header("Accept", "application/json")
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /// Opens the page of a form and posts it, as a browser does.
    public Answer form(String page, String action, Map<String, String> fields) {
        Matcher found = TOKEN.matcher(page(page, "en").text());
        if (!found.find()) {
            throw new Unexpected("no form at " + page);
        }
        return postForm(action, found.group(1), fields);
    }

    private Answer postForm(String action, String pageToken, Map<String, String> fields) {
        String body =
                "_token="
                        + encode(pageToken)
                        + fields.entrySet().stream()
                                .map(f -> "&" + encode(f.getKey()) + "=" + encode(f.getValue()))
                                .collect(Collectors.joining());
        return send(
                request(action)
                        .header("Accept", "text/html")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /// Signs in through the sign-in page.
    ///
    /// @return false when name or password are wrong
    public boolean signIn(String login, String password) {
        Answer answer =
                form(
                        "/sign-in",
                        "/sign-in",
                        Map.of("login", login, "password", password, "next", "/desk"));
        if (answer.status() != 303) {
            return false;
        }
        token = get("/api/me").json().path("token").asString("");
        return true;
    }

    /// Uses a token that a public page gave, for posts without an account.
    public Actor withToken(String pageToken) {
        token = pageToken;
        return this;
    }

    /// The session's cookie as a browser sends it; empty when not signed in.
    public String cookie() {
        return session;
    }

    /// The page token in use; empty when there is none.
    public String token() {
        return token;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(origin + path)).timeout(TIMEOUT);
        return session.isEmpty() ? request : request.header("Cookie", session);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            for (String cookie : response.headers().allValues("Set-Cookie")) {
                Matcher pair = COOKIE.matcher(cookie);
                if (pair.matches() && pair.group(1).equals("touchstone_session")) {
                    session = pair.group(1) + "=" + pair.group(2);
                }
            }
            Answer answer =
                    new Answer(
                            response.statusCode(),
                            response.headers().firstValue("Location").orElse(""),
                            response.headers().firstValue("Link").orElse(""),
                            response.body());
            watcher.saw(
                    response.request().method(),
                    response.uri().toString().substring(origin.length()),
                    answer);
            return answer;
        } catch (IOException e) {
            throw new Unexpected("no answer from " + origin + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unexpected("interrupted");
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
