// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestApp;
import dev.touchstone.app.statistics.Statistics;
import dev.touchstone.app.web.Route;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The demo plays against a whole program; what it says on the way is held against the API
/// description.
class DemoTest {
    private static final DescribedApi DESCRIBED = new DescribedApi();

    private static TestApp app;
    private static final List<String> FAULTS = new ArrayList<>();
    private static final Set<String> CALLED = new TreeSet<>();
    private static String firstRun;
    private static String secondRun;
    private static JsonNode afterFirst;
    private static JsonNode afterSecond;

    @BeforeAll
    static void playTwice() throws IOException {
        app = TestApp.start();
        Path data = Files.createTempDirectory(Path.of("target"), "demo-");
        firstRun = play(data);
        afterFirst = figures();
        secondRun = play(data);
        afterSecond = figures();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static String play(Path data) {
        StringWriter said = new StringWriter();
        DemoState state = DemoState.open(data, new SecureRandom());
        DemoPeople people =
                new DemoPeople(
                        app.client(),
                        app.origin(),
                        state,
                        (method, path, answer) -> {
                            CALLED.add(method + " " + path.split("\\?", 2)[0]);
                            FAULTS.addAll(DESCRIBED.faults(method, path, answer));
                        });
        new DemoScript(
                        people,
                        state,
                        app.app().setUpLink(),
                        new PrintWriter(said, true),
                        app.origin(),
                        Instant.now())
                .run();
        return said.toString();
    }

    private static JsonNode figures() {
        app.passTime(Statistics.KEPT.plusSeconds(1));
        return app.anybody().get("/api/dashboard").json();
    }

    @Test
    void walksAllSevenStepsWithALinkEach() {
        assertThat(firstRun.lines().filter(line -> line.matches("[0-7]  .*"))).hasSize(8);
        assertThat(firstRun).contains("/roll", "/certificates/", "/01/", "/desk/reports");
    }

    @Test
    void aSecondRunGoesOnAndDoublesNothing() {
        assertThat(secondRun).contains("there already").contains("\"unchanged\":2000");
        for (String figure :
                List.of(
                        "enterprises",
                        "signatories",
                        "products",
                        "certificates",
                        "codesOrdered",
                        "codesActive",
                        "events",
                        "reports",
                        "reportsAnswered")) {
            assertThat(afterSecond.path(figure).asLong(-1))
                    .as(figure)
                    .isPositive()
                    .isEqualTo(afterFirst.path(figure).asLong(-2));
        }
        assertThat(afterFirst.path("enterprises").asLong(0)).isEqualTo(2001);
        assertThat(afterFirst.path("signatories").asLong(0)).isEqualTo(2001);
    }

    @Test
    void everyAnswerIsAsTheApiDescriptionSays() {
        assertThat(CALLED).hasSizeGreaterThan(25);
        assertThat(FAULTS).isEmpty();
    }

    @Test
    void theDescriptionAndTheRoutesNameTheSameAddresses() {
        Set<String> routed =
                app.app().routes().stream()
                        .map(Route::toString)
                        .map(route -> route.replace("*}", "}"))
                        .filter(
                                route ->
                                        route.matches(
                                                "(GET|POST) /(api|epcis)/.*|GET"
                                                        + " /log/(checkpoint|tile|vkey|proof).*"
                                                        + "|GET /log/statements"))
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> described =
                DESCRIBED.operations().stream()
                        .filter(one -> one.matches("(GET|POST) /(api|epcis|log)/.*"))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(described).isEqualTo(routed);
    }
}
