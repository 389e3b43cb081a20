// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.trace;

import static dev.touchstone.app.trace.TraceTest.ITEM;
import static dev.touchstone.app.trace.TraceTest.document;
import static dev.touchstone.app.trace.TraceTest.object;
import static dev.touchstone.app.trace.TraceTest.packing;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Callers;
import dev.touchstone.app.web.TestServer;
import dev.touchstone.epcis.EpcisDocument;
import dev.touchstone.epcis.EpcisReader;
import dev.touchstone.epcis.Limits;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TraceApiTest {
    private TestWorld world;
    private TestServer server;
    private TestServer.Client key;
    private Caller quality;

    @BeforeEach
    void open() {
        world = new TestWorld();
        Trace trace = world.trace;
        server =
                new TestServer(
                        world.now::get,
                        List.of("web", "trace"),
                        routes -> {
                            new TraceApi(trace, world.now::get).addTo(routes);
                            new TracePages(trace).addTo(routes);
                        });
        quality = world.of(world.maker().id(), Role.QUALITY);
        key = server.as(Callers.withKey(quality));
    }

    @AfterEach
    void close() {
        server.close();
        world.close();
    }

    private TestServer.Answer capture(String body) {
        return key.post("/epcis/capture", "application/ld+json", body);
    }

    private static List<String> ids(TestServer.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        EpcisDocument document =
                EpcisReader.read(
                        answer.body().getBytes(UTF_8),
                        Limits.CAPTURE,
                        (event, index) -> ids.add(event.facts().eventId().orElse("")));
        assertThat(document.kind()).isEqualTo(EpcisDocument.Kind.QUERY);
        return ids;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    @Test
    void capturesAndShowsTheJob() {
        TestServer.Answer answer =
                capture(document(object("urn:x:1", "2026-09-01T08:00:00Z", ITEM, "shipping")));
        assertThat(answer.status()).isEqualTo(202);
        String location = answer.headers().get("location");
        assertThat(location)
                .isEqualTo("/epcis/capture/" + answer.json().get("captureID").stringValue());
        assertThat(answer.json().get("proof").stringValue())
                .isEqualTo("/log/proof/" + answer.json().get("statement").stringValue());
        TestServer.Answer job = key.get(location);
        assertThat(job.json()).isEqualTo(answer.json());
        assertThat(job.json().get("running").booleanValue()).isFalse();
        assertThat(job.json().get("success").booleanValue()).isTrue();
        assertThat(key.get("/epcis/capture/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(key.get("/epcis/capture/x").status()).isEqualTo(404);
    }

    @Test
    void answersQueries() {
        String parent = "https://id.gs1.org/00/069012345600000013";
        capture(
                document(
                        object("urn:x:1", "2026-09-01T08:00:00Z", ITEM, "commissioning"),
                        object("urn:x:2", "2026-09-01T09:00:00Z", ITEM, "shipping"),
                        packing("urn:x:3", "2026-09-01T10:00:00Z", "ADD", parent, ITEM)));
        assertThat(ids(key.get("/epcis/events"))).containsExactly("urn:x:3", "urn:x:2", "urn:x:1");
        assertThat(ids(key.get("/epcis/events?eventType=AggregationEvent")))
                .containsExactly("urn:x:3");
        assertThat(ids(key.get("/epcis/events?EQ_bizStep=shipping,packing")))
                .containsExactly("urn:x:3", "urn:x:2");
        assertThat(
                        ids(
                                key.get(
                                        "/epcis/events?EQ_bizStep="
                                                + "https://ref.gs1.org/cbv/BizStep-shipping")))
                .containsExactly("urn:x:2");
        assertThat(ids(key.get("/epcis/events?MATCH_parentID=" + encode(parent))))
                .containsExactly("urn:x:3");
        assertThat(ids(key.get("/epcis/events?MATCH_epc=" + encode(parent)))).isEmpty();
        assertThat(ids(key.get("/epcis/events?MATCH_anyEPC=" + encode(parent))))
                .containsExactly("urn:x:3");
        assertThat(
                        ids(
                                key.get(
                                        "/epcis/events?GE_eventTime=2026-09-01T09:00:00Z"
                                                + "&LT_eventTime=2026-09-01T18:00:00%2B08:00")))
                .containsExactly("urn:x:2");
        assertThat(ids(key.get("/epcis/events?LT_recordTime=2026-09-01T02:00:00Z"))).isEmpty();
        assertThat(ids(key.get("/epcis/events/urn:x:1"))).containsExactly("urn:x:1");
        assertThat(key.get("/epcis/events/urn:x:9").status()).isEqualTo(404);
    }

    @Test
    void capturesFromTheDesk() {
        TestServer.Client browser = server.as(quality);
        TestServer.Answer page = browser.page("/desk/trace");
        assertThat(page.body()).contains("追溯事件", "尚未采集任何事件");
        String event = object("urn:x:1", "2026-09-01T08:00:00Z", ITEM, "shipping");
        TestServer.Answer done =
                browser.form(
                        "/desk/trace",
                        "_token=" + page.token(0) + "&document=" + encode(document(event)));
        assertThat(done.status()).isEqualTo(303);
        assertThat(browser.page("/desk/trace").body()).contains("/log/statements/");
        assertThat(ids(key.get("/epcis/events"))).containsExactly("urn:x:1");
        TestServer.Answer refused =
                browser.form("/desk/trace", "_token=" + page.token(0) + "&document=%7B");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("EPCIS_INVALID");
        TestServer.Client foreign = server.as(world.allRolesOf(world.maker().id()));
        assertThat(foreign.page("/desk/trace").body()).contains("尚未采集任何事件");
    }

    @Test
    void pagesThroughAllEventsOnce() {
        String[] events = new String[25];
        for (int i = 0; i < events.length; i++) {
            // Several at one instant, so that the order goes on by id.
            String time = "2026-09-01T08:00:%02dZ".formatted(i / 4);
            events[i] = object("urn:x:" + i, time, ITEM, "shipping");
        }
        capture(document(events));
        List<String> all = new ArrayList<>();
        String next = "/epcis/events?eventType=ObjectEvent&perPage=10";
        int pages = 0;
        while (!next.isEmpty()) {
            TestServer.Answer page = key.get(next);
            all.addAll(ids(page));
            pages++;
            String link = page.headers().getOrDefault("link", "");
            next = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
        }
        assertThat(pages).isEqualTo(3);
        assertThat(all).hasSize(25).doesNotHaveDuplicates();
    }

    @Test
    void namesTheParameterThatIsWrong() {
        for (String query :
                List.of(
                        "EQ_color=red",
                        "perPage=0",
                        "perPage=1001",
                        "perPage=x",
                        "nextPageToken=x",
                        "nextPageToken=%00",
                        "GE_eventTime=yesterday",
                        "MATCH_epc=' or 1=1",
                        "eventType=")) {
            TestServer.Answer answer = key.get("/epcis/events?" + query.replace(" ", "%20"));
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.json().get("field").stringValue())
                    .isEqualTo(query.substring(0, query.indexOf('=')));
        }
    }

    @Test
    void refusesWithPointerAndReason() {
        problem("{", 400, "EPCIS_INVALID", "/");
        problem("", 400, "EPCIS_INVALID", "/");
        problem("[]", 400, "EPCIS_INVALID", "/");
        problem(
                document(object("urn:x:1", "2026-09-01T08:00:00", ITEM, "shipping")),
                400,
                "EPCIS_INVALID",
                "/epcisBody/eventList/0/eventTime");
        problem(
                document(object("urn:x:\\u0000", "2026-09-01T08:00:00Z", ITEM, "shipping")),
                400,
                "EPCIS_INVALID",
                "/epcisBody/eventList/0/eventID");
        problem(
                document(
                        object("urn:x:1", "2026-09-01T08:00:00Z", ITEM, "shipping")
                                .replace("\"action\"", "\"bizStep\": \"packing\", \"action\"")),
                400,
                "EPCIS_INVALID",
                "/epcisBody/eventList/0/bizStep");
        assertThat(key.post("/epcis/capture", "application/xml", "<a/>").status()).isEqualTo(415);
        assertThat(server.anybody().get("/epcis/events").status()).isEqualTo(401);
        int max = (int) CaptureDocument.LIMITS.documentBytesMax();
        TestServer.Answer tooLarge = capture(" ".repeat(max + 1));
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(capture(" ".repeat(max)).status()).isEqualTo(400);
        assertThat(ids(key.get("/epcis/events"))).isEmpty();
    }

    private void problem(String body, int status, String code, String field) {
        TestServer.Answer answer = capture(body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().get("code").stringValue()).isEqualTo(code);
        assertThat(answer.json().get("field").stringValue()).isEqualTo(field);
    }

    @Test
    void capturesEveryPublishedDocumentAndListsItAgain() throws IOException {
        String conformance = System.getProperty("touchstone.conformance", "");
        Assumptions.assumeFalse(conformance.isEmpty(), "touchstone.conformance is not set");
        List<Path> files;
        try (Stream<Path> all =
                Files.walk(Path.of(conformance, "epcis", "documents", "gs1-json"))) {
            files = all.filter(p -> p.toString().endsWith(".jsonld")).sorted().toList();
        }
        int captured = 0;
        int events = 0;
        for (Path file : files) {
            String body = Files.readString(file);
            TestServer.Answer answer = capture(body);
            if (body.contains("EPCISQueryDocument")) {
                assertThat(answer.status()).as(file.toString()).isEqualTo(400);
                assertThat(answer.json().get("code").stringValue())
                        .isEqualTo("EPCIS_QUERY_DOCUMENT");
            } else {
                assertThat(answer.status()).as(file + answer.body()).isEqualTo(202);
                captured++;
                events += answer.json().get("stored").intValue();
                assertThat(capture(body).json().get("stored").intValue()).isZero();
            }
        }
        assertThat(captured).isEqualTo(46);
        int listed = 0;
        String next = "/epcis/events?perPage=20";
        while (!next.isEmpty()) {
            TestServer.Answer page = key.get(next);
            listed += ids(page).size();
            String link = page.headers().getOrDefault("link", "");
            next = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
        }
        assertThat(listed).isEqualTo(events);
    }
}
