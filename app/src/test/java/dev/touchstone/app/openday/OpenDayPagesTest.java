// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.openday;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import dev.touchstone.app.campaign.CampaignFixtures;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.RateLimit;
import dev.touchstone.app.web.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenDayPagesTest extends OpenDayScene {
    private static final int PER_HOUR = 3;

    private TestServer server;

    @BeforeEach
    void serve() {
        RateLimit limit = new RateLimit(PER_HOUR, Duration.ofHours(1));
        String url = TestServer.ORIGIN;
        server =
                new TestServer(
                        world.now::get,
                        List.of("web", "openday"),
                        routes -> {
                            new OpenDayApi(days, visits, limit, url, world.now::get).addTo(routes);
                            new OpenDayPages(days, visits, limit, url, world.now::get)
                                    .addTo(routes);
                            new OpenDayDesk(
                                            days,
                                            visits,
                                            CampaignFixtures.campaigns(world.db, world.now::get),
                                            world.enterprises)
                                    .addTo(routes);
                        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String fields(String name, String more) {
        return "&name=%s&email=v%%40example.org&party=1&consent=true%s"
                .formatted(encode(name), more);
    }

    private String registered(TestServer.Client visitor, OpenDay day) {
        String page = "/open-days/" + day.id();
        TestServer.Answer form = visitor.page(page);
        TestServer.Answer sent =
                visitor.form(
                        page + "/register", "_token=" + form.token(0) + fields("<b>访客</b>", ""));
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        return sent.headers().get("location");
    }

    @Test
    void goesFromTheCalendarThroughTheGateToThePublishedFeedback() {
        OpenDay day = published(1);
        TestServer.Client visitor = server.anybody();
        assertThat(visitor.page("/open-days?lang=en").body())
                .contains("See the line", "/open-days/" + day.id());
        String ticket = registered(visitor, day);
        assertThat(ticket).matches("/open-days/tickets/[A-Za-z0-9_-]{22}");
        TestServer.Answer shown = visitor.page(ticket);
        assertThat(shown.body()).contains("<svg class=\"qr\"").doesNotContain("check-in");
        assertThat(shown.headers().get("x-robots-tag")).isEqualTo("noindex");
        assertThat(shown.headers().get("referrer-policy")).isNotNull();

        world.now.set(day.plan().from());
        TestServer.Client gate = server.as(world.of(maker.id(), Role.SERVICE));
        TestServer.Answer seen = gate.page(ticket);
        assertThat(seen.body()).contains("/desk/open-days/" + day.id() + "/check-in");
        String secret = ticket.substring(ticket.lastIndexOf('/') + 1);
        String door = "/desk/open-days/" + day.id();
        TestServer.Answer in =
                gate.form(door + "/check-in", "_token=" + seen.token(0) + "&ticket=" + secret);
        assertThat(in.body()).contains("&lt;b&gt;访客").doesNotContain("<b>访客");
        TestServer.Answer again =
                gate.form(door + "/check-in", "_token=" + in.token(0) + "&ticket=0001");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).contains("2026-09-04 10:00");

        world.now.set(day.plan().to());
        days.hold();
        TestServer.Answer after = visitor.page(ticket);
        TestServer.Answer said =
                visitor.form(
                        ticket + "/comment",
                        "_token=%s&text=%s&publish=true"
                                .formatted(after.token(0), encode("<i>很整洁</i>")));
        assertThat(said.status()).isEqualTo(303);
        assertThat(visitor.page("/open-days/" + day.id()).body()).doesNotContain("很整洁");
        TestServer.Client quality = server.as(world.of(maker.id(), Role.QUALITY));
        TestServer.Answer desk = quality.page(door);
        String id =
                desk.body().replaceAll("(?s).*name=\"registration\" value=\"([^\"]+)\".*", "$1");
        quality.form(
                door + "/reply",
                "_token=%s&registration=%s&text=%s".formatted(desk.token(0), id, encode("谢谢来访")));
        assertThat(visitor.page("/open-days/" + day.id()).body())
                .contains("&lt;i&gt;很整洁", "谢谢来访")
                .doesNotContain("访客&lt;", "v@example.org");
        TestServer.Client operator = server.as(world.caller(Role.OPERATOR));
        TestServer.Answer page = operator.page("/open-days/" + day.id());
        operator.form(
                door + "/take-down",
                "_token=%s&registration=%s&reason=%s"
                        .formatted(page.token(0), id, encode("含个人信息")));
        assertThat(visitor.page("/open-days/" + day.id()).body())
                .contains("含个人信息")
                .doesNotContain("很整洁");
    }

    @Test
    void theGateListIsForTheEnterpriseThatIsVisited() {
        OpenDay day = published(5);
        registered(server.anybody(), day);
        String gate = "/desk/open-days/" + day.id() + "/gate";
        assertThat(server.as(world.of(maker.id(), Role.SERVICE)).page(gate).body())
                .contains("v@example.org");
        assertThat(server.anybody().page(gate).body()).doesNotContain("v@example.org");
        TestServer.Client stranger = server.as(world.allRolesOf(world.maker().id()));
        assertThat(stranger.page(gate).status()).isEqualTo(404);
        assertThat(stranger.page("/desk/open-days/" + day.id()).status()).isEqualTo(404);
        TestServer.Client association = server.as(world.caller(Role.OPERATOR));
        assertThat(association.page(gate).status()).isEqualTo(403);
        TestServer.Client reader = server.anybody().with("accept", "application/json");
        assertThat(reader.get("/api/open-days/" + day.id()).body())
                .doesNotContain("example.org", "访客");
    }

    @Test
    void namesWhatIsWrongWithARegistration() {
        OpenDay day = published(5);
        problem(day, "{\"name\": \"访客\", \"phone\": \"010 5550 0100\", \"party\": 1}", "consent");
        problem(day, "{\"name\": \"访客\", \"party\": 1, \"consent\": true}", "email");
        String start = "{\"consent\": true, \"name\": \"访客\", \"phone\": ";
        problem(day, start + "\"010 5550 0100\", \"party\": 6}", "party");
        problem(day, start + "\"010 5550 0100\", \"party\": 0}", "party");
        problem(day, start + "\"<script>\", \"party\": 1}", "phone");
        String longest = "名".repeat(Registration.Visitor.NAME_LENGTH_MAX + 1);
        problem(
                day,
                "{\"consent\": true, \"party\": 1, \"email\": \"a@b.cn\", \"name\": \""
                        + longest
                        + "\"}",
                "name");
        assertThat(now(day).taken()).isZero();
    }

    private TestServer.Answer send(TestServer.Client client, OpenDay day, String body) {
        String api = "/api/open-days/" + day.id();
        String token = client.get(api).json().get("register").get("pageToken").stringValue();
        return client.with("x-page-token", token).json(api + "/registrations", body);
    }

    private void problem(OpenDay day, String body, String field) {
        TestServer.Client program = server.anybody().with("accept", "application/json");
        TestServer.Answer answer = send(program, day, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().get("field").stringValue()).isEqualTo(field);
    }

    @Test
    void limitsHowManyPartiesOneNetworkRegisters() {
        OpenDay day = published(5);
        String body =
                "{\"name\": \"访客\", \"phone\": \"010 5550 0100\", \"party\": 1, \"consent\": true}";
        TestServer.Client program = server.anybody().with("accept", "application/json");
        TestServer.Client near = program.with("x-forwarded-for", "192.0.2.9");
        for (int i = 0; i < PER_HOUR; i++) {
            assertThat(send(near, day, body).status()).isEqualTo(201);
        }
        assertThat(send(near, day, body).status()).isEqualTo(429);
        TestServer.Client far = program.with("x-forwarded-for", "198.51.100.1");
        assertThat(send(far, day, body).status()).isEqualTo(201);
        assertThat(now(day).taken()).isEqualTo(PER_HOUR + 1);
    }

    @Test
    void theFeedKeepsTheFilterAndSaysWhatIsCancelled() {
        OpenDay day = published(5);
        days.cancel(owner, day.id(), "停电检修");
        TestServer.Client program = server.anybody();
        List<VEvent> all = events(program.get("/open-days.ics?province=440000"));
        assertThat(all).hasSize(1);
        assertThat(all.getFirst().getStatus().isCancelled()).isTrue();
        assertThat(all.getFirst().getSequence().getValue()).isPositive();
        assertThat(events(program.get("/open-days.ics?province=110000"))).isEmpty();
        assertThat(events(program.get("/open-days/" + day.id() + "/open-day.ics")))
                .extracting(one -> one.getUid().getValue())
                .containsExactly(all.getFirst().getUid().getValue());
    }

    private static List<VEvent> events(TestServer.Answer answer) {
        assertThat(answer.headers().get("content-type")).startsWith("text/calendar");
        return Biweekly.parse(answer.body()).first().getEvents();
    }

    @Test
    void showsNothingAtAWrongTicket() {
        assertThat(server.anybody().page("/open-days/tickets/x").status()).isEqualTo(404);
        assertThat(server.anybody().page("/open-days/tickets/" + "A".repeat(22)).status())
                .isEqualTo(404);
        assertThat(server.anybody().page("/open-days?month=2026-13").status()).isEqualTo(400);
    }
}
