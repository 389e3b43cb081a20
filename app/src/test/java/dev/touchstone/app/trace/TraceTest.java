// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.product.Lot;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Callers;
import dev.touchstone.gs1.DigitalLink;
import dev.touchstone.gs1.ItemKey;
import dev.touchstone.gs1.Serial;
import dev.touchstone.transparency.Hash;
import dev.touchstone.transparency.Rfc6962;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TraceTest {
    static final String ITEM = "https://id.gs1.org/01/06901234567892/21/A1";
    static final String CASE = "https://id.gs1.org/00/069012345600000013";

    private TestWorld world;
    private Trace trace;
    private Product product;
    private Lot lot;
    private Caller quality;

    @BeforeEach
    void open() {
        world = new TestWorld();
        trace = world.trace;
        product = world.product(world.maker().id(), "06901234567892");
        lot = world.lot(product, "L1");
        quality = world.of(product.enterprise(), Role.QUALITY);
    }

    @AfterEach
    void close() {
        world.close();
    }

    static String document(String... events) {
        return """
        {"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
         "type": "EPCISDocument", "schemaVersion": "2.0", "creationDate": "2026-09-01T00:00:00Z",
         "epcisBody": {"eventList": [%s]}}
        """
                .formatted(String.join(",", events));
    }

    static String object(String id, String time, String epc, String step) {
        return """
        {"type": "ObjectEvent", %s "eventTime": "%s", "eventTimeZoneOffset": "+08:00",
         "epcList": ["%s"], "action": "OBSERVE", "bizStep": "%s",
         "readPoint": {"id": "https://id.gs1.org/414/6901234567892"}}"""
                .formatted(id.isEmpty() ? "" : "\"eventID\": \"" + id + "\",", time, epc, step);
    }

    static String packing(String id, String time, String action, String parent, String child) {
        return """
        {"type": "AggregationEvent", "eventID": "%s", "eventTime": "%s",
         "eventTimeZoneOffset": "+08:00", "parentID": "%s", "childEPCs": ["%s"],
         "action": "%s", "bizStep": "packing"}"""
                .formatted(id, time, parent, child, action);
    }

    private Capture capture(String... events) {
        return trace.capture(quality, document(events).getBytes(UTF_8));
    }

    private static void refused(Code code, String field, Runnable call) {
        Callers.refuses(code, call::run)
                .isInstanceOfSatisfying(
                        Refused.class, e -> assertThat(e.field().orElse("")).isEqualTo(field));
    }

    private List<LifeStep> life(String... keys) {
        ItemKey[] parsed = Arrays.stream(keys).map(ItemKey::of).toArray(ItemKey[]::new);
        return world.db.read(tx -> trace.lifeOf(tx, parsed));
    }

    private int count(String table) {
        return world.db.read(
                tx ->
                        tx.sql()
                                .createQuery("select count(*) from " + table)
                                .mapTo(Integer.class)
                                .one());
    }

    private List<String> query(Caller caller, Map<String, String> parameters) {
        return trace.query(caller, EventQuery.of(parameters)).events().stream()
                .map(StoredEvent::json)
                .toList();
    }

    @Test
    void keepsEachEventExactlyAsItCame() {
        String event = object("urn:x:1", "2026-09-01T08:00:00.000+08:00", ITEM, "shipping");
        Capture capture = capture(event);
        assertThat(capture.events()).isEqualTo(1);
        assertThat(capture.stored()).isEqualTo(1);
        assertThat(query(quality, Map.of())).containsExactly(event);
        assertThat(trace.show(quality, capture.id())).isEqualTo(capture);
    }

    @Test
    void statesTheTreeHashOverTheEvents() {
        String first = object("urn:x:1", "2026-09-01T08:00:00Z", ITEM, "shipping");
        String second = object("urn:x:2", "2026-09-01T09:00:00Z", ITEM, "receiving");
        String third = object("urn:x:3", "2026-09-01T10:00:00Z", ITEM, "storing");
        Capture capture = capture(first, second, third);
        Hash left =
                Rfc6962.nodeHash(
                        Rfc6962.leafHash(first.getBytes(UTF_8)),
                        Rfc6962.leafHash(second.getBytes(UTF_8)));
        Hash root = Rfc6962.nodeHash(left, Rfc6962.leafHash(third.getBytes(UTF_8)));
        assertThat(capture.root()).isEqualTo(root);
        assertThat(world.statements(Capture.subject(capture.id())))
                .singleElement()
                .asString()
                .contains("trace.captured", "\"events\":3", root.toBase64());
    }

    @Test
    void storesAnEventOnceHoweverOftenItIsCaptured() {
        String named = object("urn:x:1", "2026-09-01T08:00:00Z", ITEM, "shipping");
        String unnamed = object("", "2026-09-01T09:00:00Z", ITEM, "receiving");
        capture(named, unnamed, unnamed);
        Capture again = capture(unnamed, named);
        assertThat(again.events()).isEqualTo(2);
        assertThat(again.stored()).isZero();
        assertThat(query(quality, Map.of())).containsExactly(unnamed, named);
        assertThat(count("trace_item")).isEqualTo(2);
        // The same event, written differently, is the same event.
        String rewritten = unnamed.replace("2026-09-01T09:00:00Z", "2026-09-01T17:00:00+08:00");
        assertThat(capture(rewritten).stored()).isZero();
    }

    @Test
    void storesAnEventOnceWhenManyCaptureItAtOnce() throws Exception {
        List<Callable<Capture>> calls = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            List<String> events = new ArrayList<>();
            for (int e = 0; e < 30; e++) {
                String id = "urn:x:" + e;
                events.add(object(id, "2026-09-01T08:00:%02dZ".formatted(e), ITEM, "shipping"));
            }
            Collections.rotate(events, i * 7);
            calls.add(() -> capture(events.toArray(String[]::new)));
        }
        int stored = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Capture> one : threads.invokeAll(calls)) {
                stored += one.get().stored();
            }
        }
        assertThat(stored).isEqualTo(30);
        assertThat(count("trace_event")).isEqualTo(30);
        assertThat(count("trace_item")).isEqualTo(30);
        assertThat(count("trace_capture")).isEqualTo(12);
    }

    @Test
    void keepsAnotherEventUnderTheSameIdentifier() {
        String one = object("urn:x:1", "2026-09-01T08:00:00Z", ITEM, "shipping");
        String other = object("urn:x:1", "2026-09-01T09:00:00Z", ITEM, "shipping");
        assertThat(capture(one, other, one).stored()).isEqualTo(2);
        assertThat(capture(other).stored()).isZero();
        assertThat(query(quality, Map.of("EQ_eventID", "urn:x:1"))).containsExactly(other, one);
    }

    @Test
    void storesNothingOfADocumentWithOneBadEvent() {
        refused(
                Code.EPCIS_INVALID,
                "/epcisBody/eventList/1/bizStep",
                () ->
                        capture(
                                object("urn:x:1", "2026-09-01T08:00:00Z", ITEM, "shipping"),
                                object("urn:x:2", "2026-09-01T08:00:00Z", ITEM, "teleporting")));
        assertThat(count("trace_event")).isZero();
        assertThat(count("trace_item")).isZero();
        assertThat(count("trace_capture")).isZero();
        assertThat(count("log_statement where type = 'trace.captured'")).isZero();
    }

    @Test
    void refusesWhatNoColumnHolds() {
        refused(
                Code.EPCIS_INVALID,
                "/epcisBody/eventList/0/eventTime",
                () -> capture(object("urn:x:1", "1899-12-31T23:59:59Z", ITEM, "shipping")));
        refused(
                Code.EPCIS_INVALID,
                "/epcisBody/eventList/0/eventTime",
                () -> capture(object("urn:x:1", "2200-01-01T00:00:00Z", ITEM, "shipping")));
        String longest = "urn:x:" + "a".repeat(TraceRules.TEXT_LENGTH_MAX - 6);
        refused(
                Code.EPCIS_INVALID,
                "/epcisBody/eventList/0/eventID",
                () -> capture(object(longest + "a", "2026-09-01T08:00:00Z", ITEM, "shipping")));
        assertThat(capture(object(longest, "2026-09-01T08:00:00Z", ITEM, "shipping")).stored())
                .isEqualTo(1);
    }

    @Test
    void takesTheMostEventsOfADocumentAndNotOneMore() {
        String[] events = new String[CaptureDocument.LIMITS.eventsMax()];
        for (int i = 0; i < events.length; i++) {
            events[i] = object("urn:x:" + i, "2026-09-01T08:00:00Z", ITEM, "shipping");
        }
        assertThat(capture(events).stored()).isEqualTo(events.length);
        String[] more = Arrays.copyOf(events, events.length + 1);
        more[events.length] = object("urn:x:more", "2026-09-01T08:00:00Z", ITEM, "shipping");
        Callers.refuses(Code.EPCIS_INVALID, () -> capture(more));
    }

    @Test
    void keepsEventsOfAnotherEnterpriseOutOfSight() {
        Capture capture = capture(object("urn:x:1", "2026-09-01T08:00:00Z", ITEM, "shipping"));
        Caller foreign = world.allRolesOf(world.maker().id());
        assertThat(query(foreign, Map.of())).isEmpty();
        assertThat(query(foreign, Map.of("EQ_eventID", "urn:x:1"))).isEmpty();
        refused(Code.NOT_FOUND, "", () -> trace.show(foreign, capture.id()));
        for (Role role : List.of(Role.REGULATOR, Role.AUDITOR, Role.OPERATOR)) {
            assertThat(query(world.caller(role), Map.of())).hasSize(1);
            assertThat(trace.show(world.caller(role), capture.id())).isEqualTo(capture);
        }
        Callers.refuses(Code.FORBIDDEN, () -> query(world.caller(Role.INSPECTION), Map.of()));
        Callers.refuses(
                Code.FORBIDDEN,
                () -> trace.capture(world.caller(Role.OPERATOR), document().getBytes(UTF_8)));
        Callers.refuses(
                Code.FORBIDDEN,
                () ->
                        trace.capture(
                                world.of(product.enterprise(), Role.SERVICE),
                                document().getBytes(UTF_8)));
    }

    @Test
    void refusesAnEnterpriseThatIsNotVerified() {
        Caller applicant = world.of(world.applicant().id(), Role.QUALITY);
        Callers.refuses(
                Code.ENTERPRISE_NOT_VERIFIED,
                () -> trace.capture(applicant, document().getBytes(UTF_8)));
    }

    @Test
    void givesEachEnterpriseItsOwnEventOfOneIdentifier() {
        String event = object("urn:x:1", "2026-09-01T08:00:00Z", ITEM, "shipping");
        capture(event);
        Caller other = world.allRolesOf(world.maker().id());
        assertThat(trace.capture(other, document(event).getBytes(UTF_8)).stored()).isEqualTo(1);
        assertThat(query(world.caller(Role.REGULATOR), Map.of())).hasSize(2);
    }

    @Test
    void tellsTheLifeOfAnItemWithWhatItWasPackedIn() {
        String pallet = "https://id.gs1.org/00/069012345600000020";
        capture(
                object("urn:x:1", "2026-09-01T01:00:00Z", ITEM, "commissioning"),
                object("urn:x:2", "2026-09-01T01:30:00Z", CASE, "inspecting"),
                packing("urn:x:3", "2026-09-01T02:00:00Z", "ADD", CASE, ITEM),
                packing("urn:x:4", "2026-09-01T03:00:00Z", "ADD", pallet, CASE),
                object("urn:x:5", "2026-09-01T04:00:00Z", pallet, "shipping"),
                packing("urn:x:6", "2026-09-01T05:00:00Z", "DELETE", pallet, CASE),
                object("urn:x:7", "2026-09-01T06:00:00Z", pallet, "receiving"),
                object("urn:x:8", "2026-09-01T07:00:00Z", CASE, "storing"),
                packing("urn:x:9", "2026-09-01T08:00:00Z", "DELETE", CASE, ITEM),
                object("urn:x:10", "2026-09-01T09:00:00Z", CASE, "destroying"),
                object("urn:x:11", "2026-09-01T10:00:00Z", ITEM, "retail_selling"));
        assertThat(life(ITEM))
                .extracting(step -> step.hop() + step.bizStep())
                .containsExactly(
                        "0commissioning",
                        "0packing",
                        "1packing",
                        "2shipping",
                        "1packing",
                        "1storing",
                        "0packing",
                        "0retail_selling");
        LifeStep first = life(ITEM).getFirst();
        assertThat(first.at()).isEqualTo(Instant.parse("2026-09-01T01:00:00Z"));
        assertThat(first.enterprise()).isEqualTo(product.enterprise());
        assertThat(first.place()).isEqualTo("https://id.gs1.org/414/6901234567892");
    }

    @Test
    void followsACircleOfParentsOnce() {
        capture(
                packing("urn:x:1", "2026-09-01T02:00:00Z", "ADD", CASE, ITEM),
                packing("urn:x:2", "2026-09-01T02:00:00Z", "ADD", ITEM, CASE));
        assertThat(life(ITEM)).hasSize(2);
    }

    @Test
    void knowsAnItemHoweverItIsWritten() {
        capture(
                object(
                        "urn:x:1",
                        "2026-09-01T01:00:00Z",
                        "urn:epc:id:sgtin:6901234.056789.A1",
                        "commissioning"),
                object(
                        "urn:x:2",
                        "2026-09-01T02:00:00Z",
                        "https://marks.example/01/06901234567892/10/L1/21/A1",
                        "shipping"));
        assertThat(life(ITEM)).hasSize(2);
        assertThat(query(quality, Map.of("MATCH_epc", ITEM))).hasSize(2);
    }

    @Test
    void tellsTheEventsOfALotAndOfSoManyItems() {
        Capture made =
                world.db.write(
                        tx ->
                                trace.commissioned(
                                        tx, quality.account(), lot, 20_000_000, world.now.get()));
        assertThat(made.stored()).isEqualTo(1);
        assertThat(count("trace_item")).isEqualTo(1);
        DigitalLink lotLink = DigitalLink.of(product.gtin(), lot.number());
        Serial serial = new Serial("A1");
        List<LifeStep> life =
                life(DigitalLink.of(product.gtin(), serial).canonical(), lotLink.canonical());
        assertThat(life)
                .singleElement()
                .satisfies(
                        step -> {
                            assertThat(step.bizStep()).isEqualTo("commissioning");
                            assertThat(step.item()).isEqualTo(lotLink.canonical());
                        });
        assertThat(query(quality, Map.of("EQ_bizStep", "commissioning")).getFirst())
                .contains("20000000");
    }

    @Test
    void leavesOutOfALifeWhatWasDeclaredWrong() {
        String wrong = object("urn:x:1", "2026-09-01T01:00:00Z", ITEM, "destroying");
        capture(wrong);
        assertThat(life(ITEM)).hasSize(1);
        String declared =
                wrong.replace(
                        "\"action\"",
                        "\"errorDeclaration\": {\"declarationTime\": \"2026-09-02T00:00:00Z\","
                                + " \"reason\": \"did_not_occur\"}, \"action\"");
        assertThat(capture(declared).stored()).isEqualTo(1);
        assertThat(life(ITEM)).isEmpty();
        assertThat(query(quality, Map.of())).containsExactlyInAnyOrder(wrong, declared);
    }

    @Test
    void saysNothingOfACaptureThatIsNotThere() {
        Callers.refuses(Code.NOT_FOUND, () -> trace.show(quality, UUID.randomUUID()));
    }
}
