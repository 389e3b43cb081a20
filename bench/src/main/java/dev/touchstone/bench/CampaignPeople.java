// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Those who work with campaigns on a fresh server. Not thread-safe.
final class CampaignPeople {
    private static final Pattern SET_UP = Pattern.compile("https?://[^/\\s]+(/setup/\\S+)");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String password = UUID.randomUUID().toString();
    private final URI origin;
    private final Visitor operator;

    /// @param printed what the server printed, with the set-up link
    CampaignPeople(URI origin, List<String> printed) {
        this.origin = origin;
        this.operator = setUp(printed);
    }

    private Visitor setUp(List<String> printed) {
        for (String line : printed) {
            Matcher link = SET_UP.matcher(line);
            if (link.find()) {
                new Visitor(client, origin)
                        .form(link.group(1), Map.of("login", "operator", "password", password));
                return signedIn("operator");
            }
        }
        throw new Bench.Broken("a fresh server printed no set-up link");
    }

    private Visitor signedIn(String login) {
        Visitor visitor = new Visitor(client, origin);
        visitor.signIn(login, password);
        return visitor;
    }

    Visitor operator() {
        return operator;
    }

    Visitor invited(String login, String role) {
        Visitor.Answer made =
                operator.post("/api/accounts", Map.of("login", login, "roles", List.of(role)));
        if (!made.fine()) {
            throw new Bench.Broken("invite answers " + made.status() + " " + made.text());
        }
        String link = made.json().path("link").asString();
        new Visitor(client, origin).form(URI.create(link).getPath(), Map.of("password", password));
        return signedIn(login);
    }
}
