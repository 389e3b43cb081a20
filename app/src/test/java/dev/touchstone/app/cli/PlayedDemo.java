// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import dev.touchstone.app.App;
import dev.touchstone.app.web.Page;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// A running program in which the demo has been played, for tests that want a full house.
public final class PlayedDemo {
    public static final String GTIN = DemoTexts.GTIN;

    private final DemoPeople people;
    private final DemoState state;
    private final Actor operator;

    /// Plays it on a program that nobody has set up yet.
    public PlayedDemo(App app) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        String origin = app.config().publicUrl();
        state = DemoState.open(app.config().data(), new SplittableRandom(1));
        people = new DemoPeople(client, origin, state, (method, path, answer) -> {});
        PrintWriter out = new PrintWriter(new StringWriter());
        new DemoScript(people, state, app.setUpLink(), out, origin, Instant.now()).run();
        operator = people.operator(Optional.empty());
    }

    public Actor anybody() {
        return people.anybody();
    }

    public Actor operator() {
        return operator;
    }

    /// Somebody of the demo, or whom the operator invites now.
    public Actor invited(String login, String role, Optional<String> enterprise) {
        return people.invited(operator, login, role, enterprise);
    }

    public String password() {
        return state.password();
    }

    /// The id of what the demo made: `campaign`, `signature`, `certificate`, `activated` (the
    /// order of codes), `captured` (the item's address), `report`.
    public String made(String what) {
        return state.get(what).orElseThrow();
    }

    /// What an operator sends to prepare a campaign of these days.
    public static Map<String, Object> campaign() {
        return DemoTexts.campaign(LocalDate.now(Page.ZONE));
    }
}
