// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.epcis.EpcisProblem.Rule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EpcisReaderTest {
    @Test
    void givesEveryEventWithItsOriginalBytes() {
        List<String> originals = Documents.events();
        List<EpcisEvent> events =
                Documents.read(Documents.capture(originals.toArray(new String[0])));
        assertThat(events).extracting(e -> e.json().text()).isEqualTo(originals);
        assertThat(events)
                .extracting(EpcisEvent::type)
                .containsExactly(
                        "ObjectEvent",
                        "AggregationEvent",
                        "AssociationEvent",
                        "TransactionEvent",
                        "TransformationEvent",
                        "ext:PaintEvent");
    }

    @Test
    void readsTheSameWhateverTheInputsChunksAre() {
        String document = "\n " + Documents.capture(Documents.OBJECT, Documents.AGGREGATION) + " ";
        byte[] bytes = Documents.utf8(document);
        for (int chunk : new int[] {1, 2, 3, 7, 4_000, 8_000, 100_000}) {
            List<String> texts = new ArrayList<>();
            InputStream in =
                    new ByteArrayInputStream(bytes) {
                        @Override
                        public synchronized int read(byte[] target, int from, int length) {
                            return super.read(target, from, Math.min(length, chunk));
                        }
                    };
            EpcisReader.capture(in, Limits.CAPTURE, (e, i) -> texts.add(e.json().text()));
            assertThat(texts).containsExactly(Documents.OBJECT, Documents.AGGREGATION);
        }
    }

    @Test
    void tellsTheFactsOfTheDocument() {
        EpcisDocument document =
                EpcisReader.capture(
                        Documents.utf8("\ufeff" + Documents.capture(Documents.OBJECT)),
                        Limits.CAPTURE,
                        (e, i) -> {});
        assertThat(document.kind()).isEqualTo(EpcisDocument.Kind.CAPTURE);
        assertThat(document.schemaVersion()).contains("2.0");
        assertThat(document.creationDate()).contains(Instant.parse("2026-03-04T00:00:00Z"));
        assertThat(document.sender()).contains("me");
        assertThat(document.namespaces()).containsEntry("ext", "https://ns.example.com/ext/");
        assertThat(document.eventCount()).isEqualTo(1);
        assertThat(document.query()).isEmpty();
    }

    @Test
    void readsTheFieldsOfAnEvent() {
        ObjectEvent event = (ObjectEvent) Documents.event(Documents.OBJECT);
        EventFacts facts = event.facts();
        assertThat(facts.eventTime().instant()).isEqualTo("2026-03-01T00:00:00.123Z");
        assertThat(facts.eventTime().offset()).isEqualTo("+08:00");
        assertThat(facts.recordTime()).contains(Instant.parse("2026-03-01T00:00:01Z"));
        assertThat(facts.bizStep()).contains("commissioning");
        assertThat(facts.readPoint()).contains("urn:epc:id:sgln:0614141.00777.0");
        assertThat(facts.bizTransactions())
                .containsExactly(new BizTransaction(Optional.of("po"), "https://po.example.com/1"));
        assertThat(facts.sources())
                .containsExactly(new Endpoint("owning_party", "urn:epc:id:pgln:4012345.00225"));
        assertThat(event.action()).contains(Action.ADD);
        assertThat(event.quantityList().getFirst().quantity()).contains(new BigDecimal("200.50"));
        assertThat(event.persistentDisposition().orElseThrow().set())
                .containsExactly("completeness_verified");
        assertThat(event.json().member("ilmd").orElseThrow().get("ext:harvest").stringValue())
                .isEqualTo("2026-02-01");
        ErrorDeclaration error =
                Documents.event(Documents.AGGREGATION).facts().errorDeclaration().orElseThrow();
        assertThat(error.reason()).contains("incorrect_data");
    }

    @Test
    void namesTheSameThingTheSameInEveryEvent() {
        List<ItemRef> items = Documents.event(Documents.OBJECT).items();
        assertThat(items)
                .extracting(item -> item.role() + " " + item.key().level() + " " + item.key().uri())
                .containsExactly(
                        "EPC INSTANCE https://id.gs1.org/01/10614141073464/21/2018",
                        "EPC INSTANCE https://id.gs1.org/01/09506000134352/21/S%2F2",
                        "EPC LOT https://id.gs1.org/01/04012345123456/10/998877");
        assertThat(items.get(2).quantity().orElseThrow().uom()).contains("KGM");
        assertThat(Documents.event(Documents.AGGREGATION).items())
                .extracting(item -> item.role() + " " + item.key().level())
                .containsExactly("PARENT INSTANCE", "CHILD INSTANCE", "CHILD CLASS");
        assertThat(Documents.event(Documents.AGGREGATION).items().get(1).key())
                .isEqualTo(items.getFirst().key());
        assertThat(Documents.event(Documents.ASSOCIATION).items()).hasSize(2);
        assertThat(Documents.event(Documents.TRANSACTION).items()).hasSize(2);
        assertThat(Documents.event(Documents.TRANSFORMATION).items())
                .extracting(item -> item.role().name())
                .containsExactly("INPUT", "INPUT", "OUTPUT", "OUTPUT");
        assertThat(Documents.event(Documents.EXTENDED).items()).isEmpty();
    }

    @Test
    void readsAQueryDocumentButDoesNotCaptureIt() {
        String query = Documents.query(Documents.OBJECT, Documents.TRANSFORMATION);
        EpcisDocument document =
                EpcisReader.read(Documents.utf8(query), Limits.CAPTURE, (e, i) -> {});
        assertThat(document.kind()).isEqualTo(EpcisDocument.Kind.QUERY);
        assertThat(document.query())
                .contains(new EpcisDocument.Query("SimpleEventQuery", Optional.of("s1")));
        assertThat(document.eventCount()).isEqualTo(2);
        assertThat(Documents.problem(query).rule()).isEqualTo(Rule.QUERY_DOCUMENT);
        String empty = "{\"type\": \"EPCISQueryDocument\"}";
        assertThat(Documents.problem(empty).rule()).isEqualTo(Rule.QUERY_DOCUMENT);
    }

    @Test
    void readsASingleEventWithItsOwnContext() {
        String single = Documents.single(Documents.AGGREGATION);
        List<EpcisEvent> events = new ArrayList<>();
        EpcisDocument document =
                EpcisReader.capture(
                        Documents.utf8(" " + single + "\n"),
                        Limits.CAPTURE,
                        (e, i) -> events.add(e));
        assertThat(document.kind()).isEqualTo(EpcisDocument.Kind.SINGLE_EVENT);
        assertThat(events.getFirst().json().text()).isEqualTo(single);
        EpcisProblem problem = Documents.problem(Documents.AGGREGATION);
        assertThat(problem.rule()).isEqualTo(Rule.REQUIRED);
        assertThat(problem.pointer()).isEqualTo("/@context");
    }

    @Test
    void findsTheContextAndTypeBehindTheEvents() {
        String head = "{\"epcisBody\": {\"eventList\": [" + Documents.OBJECT + "]},";
        String tail =
                "\"type\": \"EPCISDocument\", \"schemaVersion\": \"2.0\","
                        + "\"creationDate\": \"2026-03-04T00:00:00Z\", \"@context\": ";
        assertThat(Documents.read(head + tail + Documents.CONTEXT + "}")).hasSize(1);
        EpcisProblem problem = Documents.problem(head + tail + "{\"other\": \"urn:x:\"}}");
        assertThat(problem.rule()).isEqualTo(Rule.PREFIX);
        assertThat(problem.value()).isEqualTo("ext");
        assertThat(problem.pointer()).startsWith("/epcisBody/eventList/0/");
    }

    @Test
    void takesPrefixesOfAForeignContextAsDeclared() {
        String document = Documents.capture(Documents.OBJECT);
        String foreign =
                document.replace(
                        "{\"ext\": \"https://ns.example.com/ext/\"}",
                        "\"https://ns.example.com/context.jsonld\"");
        assertThat(foreign).isNotEqualTo(document);
        assertThat(Documents.read(foreign)).hasSize(1);
    }

    @Test
    void takesPrefixesOfTheEventsOwnContext() {
        String event =
                Documents.ASSOCIATION.replaceFirst(
                        "\\{",
                        "{\"@context\": {\"mine\": \"https://mine.example.com/\"},"
                                + " \"mine:x\": 1, ");
        assertThat(Documents.read(Documents.capture(event))).hasSize(1);
        assertThat(
                        Documents.problem(
                                        Documents.capture(
                                                event,
                                                Documents.ASSOCIATION.replaceFirst(
                                                        "\\{", "{\"mine:x\": 1, ")))
                                .pointer())
                .isEqualTo("/epcisBody/eventList/1/mine:x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TYPE       |                   | []",
                "TYPE       |                   | 7",
                "SYNTAX     |                   | ''",
                "SYNTAX     |                   | {",
                "SYNTAX     |                   | {'type': 'EPCISDocument'} x",
                "REQUIRED   | /epcisBody        | {'type': 'EPCISDocument'}",
                "REQUIRED   | /type             | {}",
                "TYPE       | /type             | {'type': 3}",
                "VOCABULARY | /type             | {'type': 'PaintEvent'}",
                "TYPE       | /epcisBody        | {'epcisBody': []}",
                "TYPE       | /epcisBody/eventList   | {'epcisBody': {'eventList': {}}}",
                "TYPE       | /epcisBody/eventList/0 | {'epcisBody': {'eventList': [null]}}",
                "NOT_ALLOWED| /epcisBody/x      | {'epcisBody': {'eventList': [], 'x': 1}}",
                "DUPLICATE_KEY | /epcisBody     | {'epcisBody': {}, 'epcisBody': {}}",
                "QUERY_DOCUMENT | /epcisBody/queryResults | {'epcisBody': {'queryResults': {}}}",
            })
    void refusesWhatIsNoDocument(Rule rule, String pointer, String document) {
        EpcisProblem problem = Documents.problem(document.replace('\'', '"'));
        assertThat(problem.rule()).as(problem.message()).isEqualTo(rule);
        assertThat(problem.pointer()).isEqualTo(pointer == null ? "" : pointer);
    }

    @Test
    void ofARepeatedEventIdTheLastOneCounts() {
        String document =
                Documents.capture(
                        Documents.OBJECT.replace(
                                "{\"type\": \"ObjectEvent\"",
                                "{\"eventID\": \"urn:x:1\", \"type\": \"ObjectEvent\""));
        List<EpcisEvent> events = new ArrayList<>();
        EpcisReader.capture(
                document.getBytes(StandardCharsets.UTF_8),
                Limits.CAPTURE,
                (event, index) -> events.add(event));
        assertThat(events.getFirst().facts().eventId())
                .contains("urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8");
        assertThat(events.getFirst().json().text()).containsOnlyOnce("\"eventID\"");
    }

    @Test
    void capturesNoMemberGivenTwiceButReadsTheLast() {
        String document =
                Documents.capture(
                        Documents.OBJECT.replace("\"ext:line\": \"4\"", "\"id\": \"urn:x:y\""));
        EpcisProblem problem = Documents.problem(document);
        assertThat(problem.rule()).isEqualTo(Rule.DUPLICATE_KEY);
        assertThat(problem.pointer()).isEqualTo("/epcisBody/eventList/0/readPoint/id");
        EpcisEvent event = Documents.read(document).getFirst();
        assertThat(event.facts().readPoint()).contains("urn:x:y");
        assertThat(event.json().member("readPoint").orElseThrow().get("id").stringValue())
                .isEqualTo("urn:x:y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "c0 80",
                "c1 bf",
                "e0 9f bf",
                "ed a0 80",
                "f0 8f bf bf",
                "f4 90 80 80",
                "f5 80 80 80",
                "ff",
                "c3 22",
                "e6 89",
                "00"
            })
    void refusesBytesThatAreNotUtf8(String hex) {
        byte[] bytes = Documents.utf8(Documents.capture(Documents.OBJECT));
        byte[] bad = java.util.HexFormat.ofDelimiter(" ").parseHex(hex);
        String text =
                new String(bytes, StandardCharsets.ISO_8859_1)
                        .replace(
                                "\"y\"",
                                "\"" + new String(bad, StandardCharsets.ISO_8859_1) + "\"");
        EpcisProblem problem =
                Documents.problem(text.getBytes(StandardCharsets.ISO_8859_1), Limits.CAPTURE);
        assertThat(problem.rule()).isEqualTo(Rule.ENCODING);
    }

    @Test
    void refusesOtherUnicodeEncodings() {
        String document = Documents.capture(Documents.OBJECT);
        for (var charset :
                List.of(
                        StandardCharsets.UTF_16,
                        StandardCharsets.UTF_16LE,
                        StandardCharsets.UTF_32BE)) {
            assertThat(Documents.problem(document.getBytes(charset), Limits.CAPTURE).rule())
                    .isEqualTo(Rule.ENCODING);
        }
    }

    @Test
    void passesAFailureOfTheInputOn() {
        InputStream broken =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("line dropped");
                    }
                };
        assertThatThrownBy(() -> EpcisReader.read(broken, Limits.CAPTURE, (e, i) -> {}))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void boundsWhatARefusalRepeats() {
        String word = "x".repeat(5_000);
        EpcisProblem problem =
                Documents.problem(
                        Documents.capture(
                                Documents.OBJECT.replace("\"commissioning\"", '"' + word + '"')));
        assertThat(problem.value()).hasSize(EpcisProblem.VALUE_CHARS_MAX);
        assertThat(problem.message()).hasSizeLessThan(400);
    }
}
