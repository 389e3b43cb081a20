// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.cli.Actor;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Access;
import dev.touchstone.app.web.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Walks the whole role x route matrix. The matrix stands in `rights.txt`, one route a line with
/// who may use it; a route that is not listed there, or is listed and not there, fails.
class RightsTest {
    private static TestApp app;
    private static String enterprise;

    @BeforeAll
    static void start() {
        app = TestApp.start();
        enterprise = app.enterprise("91999999MA00000154");
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static Map<String, String> listed() {
        Map<String, String> listed = new TreeMap<>();
        try (InputStream in = RightsTest.class.getResourceAsStream("rights.txt")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(
                            line -> {
                                String[] columns = line.split(" +\\| +", -1);
                                listed.put(columns[0].strip(), columns[1].strip());
                            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return listed;
    }

    private static String described(Access access) {
        String who =
                access.open()
                        ? "everybody"
                        : access.roles().isEmpty()
                                ? "signed-in"
                                : access.roles().stream()
                                        .sorted()
                                        .map(Role::name)
                                        .collect(Collectors.joining(" "));
        return access.scope().map(scope -> who + " key:" + scope).orElse(who);
    }

    @Test
    void everyRouteIsListedWithWhoMayUseIt() {
        Map<String, String> found = new TreeMap<>();
        for (Route route : app.app().routes()) {
            String noToken = route.forNobody() ? " no-token" : "";
            found.put(route.toString(), described(route.access()) + noToken);
        }
        writeForReview(found);
        assertThat(found).isEqualTo(listed());
    }

    /// What stands now, in the form of `rights.txt`, to be read before it is taken over.
    private static void writeForReview(Map<String, String> found) {
        StringBuilder text =
                new StringBuilder(
                        "# Every route and who may use it; key: what an API key needs;"
                                + " no-token: a POST on nobody's behalf.\n");
        found.forEach((route, who) -> text.append(route).append(" | ").append(who).append('\n'));
        try {
            Files.writeString(Path.of("target", "rights.txt"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// An address that matches the route's template and leads to nothing that exists.
    private static String address(Route route) {
        return route.template()
                .replaceAll("\\{[a-z]+\\*}", "0/x000/000")
                .replaceAll("\\{(id|statement)}", "01900000-0000-7000-8000-000000000000")
                .replace("{gtin}", "06901234567892")
                .replaceAll("\\{[a-zA-Z]+}", "nothing");
    }

    @Test
    void eachRoleReachesExactlyTheRoutesItMay() {
        List<String> wrong = new ArrayList<>();
        Set<String> reached = new TreeSet<>();
        for (Role role : Role.values()) {
            Actor actor = role.ofEnterprise() ? app.of(enterprise, role) : app.with(role);
            for (Route route : app.app().routes()) {
                if (route.template().equals("/sign-out")) {
                    continue;
                }
                boolean may = may(route.access(), role);
                int status = reach(actor, route);
                boolean gate = status == 403;
                if (may && status >= 500 || !may && !gate) {
                    wrong.add(role + " " + route + " answered " + status);
                }
                if (may) {
                    reached.add(route.toString());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(reached).hasSizeGreaterThan(app.app().routes().size() / 2);
    }

    private static boolean may(Access access, Role role) {
        return access.open() || access.roles().isEmpty() || access.roles().contains(role);
    }

    private static int reach(Actor actor, Route route) {
        return route.method().equals("GET")
                ? actor.get(address(route)).status()
                : actor.post(address(route), Map.of()).status();
    }

    @Test
    void whatBelongsToAnotherEnterpriseIsNotFoundWhateverTheRole() {
        Actor owner = app.of(enterprise, Role.OWNER);
        String gtin = "06901234567892";
        owner.post(
                "/api/products",
                Map.of(
                        "gtin",
                        gtin,
                        "nameZh",
                        "茶",
                        "nameEn",
                        "Tea",
                        "brand",
                        "b",
                        "category",
                        "tea"));
        String lots = "/api/products/" + gtin + "/lots";
        owner.post(lots, Map.of("number", "L1", "producedOn", "2026-08-01"));
        String rules = owner.get("/api/licences/rules").json().path("digest").asString("");
        Map<String, Object> wanted =
                Map.of(
                        "kind",
                        "OWN",
                        "products",
                        List.of(gtin),
                        "quantity",
                        1_000,
                        "from",
                        "2026-01-01",
                        "until",
                        "2030-12-31",
                        "rules",
                        rules);
        String licence = owner.post("/api/licences", wanted).json().path("id").asString("");
        assertThat(licence).hasSize(36);
        String order =
                owner.post("/api/orders", Map.of("gtin", gtin, "count", 100, "externalId", "R-1"))
                        .json()
                        .path("id")
                        .asString("");
        assertThat(order).hasSize(36);
        String orders = "/api/orders/" + order;
        String other = app.enterprise("91999999MA0000023Y");
        List<String> wrong = new ArrayList<>();
        for (Role role : List.of(Role.OWNER, Role.QUALITY)) {
            Actor foreign = app.of(other, role);
            Map<String, Actor.Answer> tried = new TreeMap<>();
            tried.put("lots", foreign.get(lots));
            tried.put("lot", foreign.get(lots + "/L1"));
            tried.put(
                    "new lot",
                    foreign.post(lots, Map.of("number", "X", "producedOn", "2026-08-01")));
            tried.put("hold", foreign.post(lots + "/L1/hold", Map.of("reason", "x")));
            tried.put("release", foreign.post(lots + "/L1/release", Map.of("reason", "x")));
            tried.put("order", foreign.get(orders));
            tried.put("codes", foreign.get(orders + "/codes.csv"));
            tried.put(
                    "activate",
                    foreign.post(orders + "/activate", Map.of("from", 1, "to", 2, "lot", "L1")));
            tried.put(
                    "void",
                    foreign.post(orders + "/void", Map.of("from", 1, "to", 2, "reason", "x")));
            tried.put(
                    "roll void", foreign.post(orders + "/void", Map.of("roll", 1, "reason", "x")));
            tried.put("return", foreign.post(orders + "/return", Map.of("from", 1, "to", 2)));
            tried.put(
                    "verify",
                    foreign.post(orders + "/verify-print", Map.of("codes", List.of("x"))));
            tried.put("close", foreign.post(orders + "/close", Map.of("unused", 100)));
            tried.put("undo", foreign.post(orders + "/changes/" + order + "/undo", Map.of()));
            tried.put("deliveries", foreign.get(orders + "/deliveries"));
            if (role == Role.OWNER) {
                Map<String, Object> recipient = Map.of("recipient", "x");
                tried.put("deliver", foreign.post(orders + "/deliveries", recipient));
            }
            tried.put("desk deliveries", foreign.get("/desk/orders/" + order + "/deliveries"));
            tried.put("desk verify", foreign.get("/desk/orders/" + order + "/verify-print"));
            tried.put("desk licence", foreign.get("/desk/licences/" + licence));
            if (role == Role.OWNER) {
                Map<String, Object> reason = Map.of("reason", "x");
                tried.put("end", foreign.post("/api/licences/" + licence + "/end", reason));
                tried.put("apply", foreign.post("/api/licences", wanted));
            }
            tried.put("desk order", foreign.get("/desk/orders/" + order));
            tried.put("desk codes", foreign.get("/desk/orders/" + order + "/codes.csv"));
            tried.put("desk product", foreign.get("/desk/products/" + gtin));
            tried.forEach(
                    (what, answer) -> {
                        if (answer.status() != 404) {
                            wrong.add(role + " " + what + " answered " + answer.status());
                        }
                    });
        }
        assertThat(wrong).isEmpty();
        assertThat(owner.get(orders).json().path("active").asLong(-1)).isZero();
    }

    @Test
    void nobodySignedInReachesOnlyWhatIsOpen() {
        Actor anybody = app.anybody();
        List<String> wrong = new ArrayList<>();
        for (Route route : app.app().routes()) {
            int status = reach(anybody, route);
            boolean asksToSignIn = status == 401;
            if (route.access().open() == asksToSignIn || status >= 500) {
                wrong.add(route + " answered " + status);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aPostWithoutItsTokenIsRefusedOnEveryRoute() {
        List<String> wrong = new ArrayList<>();
        int posts = 0;
        for (Role role : List.of(Role.OPERATOR, Role.OWNER)) {
            Actor actor = role.ofEnterprise() ? app.of(enterprise, role) : app.with(role);
            for (Route route : app.app().routes()) {
                if (route.method().equals("POST")
                        && !route.forNobody()
                        && may(route.access(), role)) {
                    posts++;
                    Actor.Answer answer =
                            actor.postWithoutToken(address(route), "application/json", "{}");
                    if (!answer.code().equals("TOKEN_INVALID")) {
                        wrong.add(route + " answered " + answer.status() + " " + answer.code());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(posts).isGreaterThan(10);
    }
}
