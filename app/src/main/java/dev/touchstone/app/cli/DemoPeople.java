// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The accounts of the demo: made once through set-up link and invitations, signed in again on
/// later runs. Confined to one thread.
final class DemoPeople {
    private final HttpClient client;
    private final String origin;
    private final DemoState state;
    private final Actor.Watcher watcher;
    private final Map<String, Actor> signedIn = new HashMap<>();

    DemoPeople(HttpClient client, String origin, DemoState state, Actor.Watcher watcher) {
        this.client = client;
        this.origin = origin;
        this.state = state;
        this.watcher = watcher;
    }

    Actor anybody() {
        return new Actor(client, origin, watcher);
    }

    /// Makes the first account with the set-up link, when there is one, and signs in.
    Actor operator(Optional<String> setUpLink) {
        setUpLink.ifPresent(
                link -> {
                    String path = link.substring(origin.length());
                    anybody()
                            .form(
                                    path,
                                    path,
                                    Map.of("login", "operator", "password", state.password()));
                });
        return signIn("operator");
    }

    /// Somebody whom the operator invited, now or in an earlier run.
    Actor invited(Actor operator, String login, String role, Optional<String> enterprise) {
        Actor known = signedIn.get(login);
        if (known != null) {
            return known;
        }
        if (state.get("account." + login).isEmpty()) {
            Map<String, Object> body = new HashMap<>();
            body.put("login", login);
            body.put("roles", List.of(role));
            enterprise.ifPresent(id -> body.put("enterprise", id));
            Actor.Answer answer = operator.post("/api/accounts", body);
            String link = answer.json().path("link").asString("");
            if (answer.status() != 201) {
                throw new Actor.Unexpected("cannot invite " + login + ": " + answer.text());
            }
            String path = link.substring(origin.length());
            anybody().form(path, path, Map.of("password", state.password()));
            state.put("account." + login, role);
        }
        return signIn(login);
    }

    private Actor signIn(String login) {
        Actor actor = anybody();
        if (!actor.signIn(login, state.password())) {
            throw new Actor.Unexpected(
                    "cannot sign in as " + login + "; was this folder made by the demo?");
        }
        signedIn.put(login, actor);
        return actor;
    }
}
