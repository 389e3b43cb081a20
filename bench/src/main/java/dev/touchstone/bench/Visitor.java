// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Somebody who prepares a server through its public addresses, signed in or not. Not thread-safe.
final class Visitor {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration ANSWER_MAX = Duration.ofMinutes(2);
    private static final Pattern TOKEN = Pattern.compile("name=\"_token\" value=\"([^\"]+)\"");

    private final HttpClient client;
    private final URI origin;
    private String cookie = "";
    private String token = "";

    Visitor(HttpClient client, URI origin) {
        this.client = client;
        this.origin = origin;
    }

    /// What came back.
    record Answer(int status, String text) {
        boolean fine() {
            return status >= 200 && status < 400;
        }

        JsonNode json() {
            return text.startsWith("{") ? JSON.readTree(text) : JSON.createObjectNode();
        }
    }

    Answer get(String path) {
        return send(request(path).header("Accept", "application/json").GET());
    }

    Answer post(String path, Map<String, ?> body) {
        return post(path, "application/json", JSON.writeValueAsString(body));
    }

    Answer post(String path, String contentType, String body) {
        return send(
                request(path)
                        .header("Accept", "application/json")
                        .header("Content-Type", contentType)
                        .header("X-Page-Token", token)
                        .POST(BodyPublishers.ofString(body)));
    }

    /// Opens the page of a form and posts it, as a browser does.
    Answer form(String page, Map<String, String> fields) {
        Matcher found = TOKEN.matcher(send(request(page).header("Accept", "text/html").GET()).text);
        if (!found.find()) {
            throw new Bench.Broken("no form at " + page);
        }
        String body =
                "_token="
                        + encode(found.group(1))
                        + fields.entrySet().stream()
                                .map(f -> "&" + encode(f.getKey()) + "=" + encode(f.getValue()))
                                .collect(Collectors.joining());
        return send(
                request(page)
                        .header("Accept", "text/html")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body)));
    }

    void signIn(String login, String password) {
        form("/sign-in", Map.of("login", login, "password", password, "next", "/desk"));
        token = get("/api/me").json().path("token").asString("");
        if (token.isEmpty()) {
            throw new Bench.Broken("cannot sign in as " + login);
        }
    }

    /// The header lines that say who asks; empty for somebody not signed in.
    String headers() {
        return cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\nX-Page-Token: " + token + "\r\n";
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(origin.resolve(path)).timeout(ANSWER_MAX);
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            for (String set : response.headers().allValues("Set-Cookie")) {
                if (set.startsWith("touchstone_session=")) {
                    cookie = set.replaceFirst(";.*", "");
                }
            }
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new Bench.Outage("no answer from " + origin, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Bench.Outage("interrupted", e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
