// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import dev.touchstone.epcis.EpcisDocument;
import dev.touchstone.epcis.EpcisEvent;
import dev.touchstone.epcis.EpcisReader;
import dev.touchstone.epcis.EventHash;
import dev.touchstone.epcis.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// The EPCIS library: reading and checking documents, on one core.
///
/// The peer reads the same bytes into Jackson's tree, without a look at EPCIS, CBV, identifiers or
/// limits.
final class EpcisBench implements Benchmark {
    private static final String PEER = "jackson-tree";
    private static final JsonMapper JSON = new JsonMapper();
    private static final String HEAD =
            """
            {"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
              {"ext": "https://ns.example.com/ext/"}],
             "type": "EPCISDocument", "schemaVersion": "2.0",
             "creationDate": "2026-03-04T00:00:00Z", "epcisBody": {"eventList": [
            """;

    @Override
    public void run(Settings settings, Figures figures) {
        for (int events : new int[] {1, 100}) {
            read(settings, figures, events, document(events));
        }
        hash(settings, figures, document(100));
    }

    private static void read(Settings settings, Figures figures, int events, byte[] document) {
        int documents = Math.max(1, 100 / events);
        Timed.Work ours = new Timed.Work(documents, () -> repeat(documents, document));
        Timed.Work peer = new Timed.Work(documents, () -> tree(documents, document));
        Timed.Pair pair = Timed.compare(settings.perFigure(), ours, peer);
        String figure = "read-" + events + (events == 1 ? "-event" : "-events");
        figures.figure(figure, pair, "documents/s", PEER);
        figures.figure(
                figure + "-bytes", pair.ours() * document.length / 1e6, "MB/s", pair.ratio(), PEER);
    }

    private static long repeat(int documents, byte[] document) {
        long events = 0;
        for (int i = 0; i < documents; i++) {
            events += EpcisReader.capture(document, Limits.CAPTURE, (e, at) -> {}).eventCount();
        }
        return events;
    }

    private static long tree(int documents, byte[] document) {
        long members = 0;
        for (int i = 0; i < documents; i++) {
            members += JSON.readTree(document).size();
        }
        return members;
    }

    private static void hash(Settings settings, Figures figures, byte[] document) {
        List<EpcisEvent> events = new ArrayList<>();
        EpcisDocument read = EpcisReader.read(document, Limits.CAPTURE, (e, at) -> events.add(e));
        Timed.Work hash =
                new Timed.Work(
                        events.size(),
                        () ->
                                events.stream()
                                        .mapToLong(e -> EventHash.of(e, read.namespaces()).length())
                                        .sum());
        figures.figure("event-hash", Timed.perSecond(settings.perFigure(), hash), "events/s");
    }

    /// A document of synthetic events: items packed, with an extension and a sensor each.
    static byte[] document(int events) {
        List<String> list = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            list.add(event(i));
        }
        return (HEAD + String.join(",\n", list) + "]}}").getBytes(StandardCharsets.UTF_8);
    }

    private static String event(int number) {
        return """
        {"type": "ObjectEvent", "eventID": "urn:uuid:374d95fc-9457-4a51-bd6a-%012d",
         "eventTime": "2026-03-01T08:00:00.123+08:00", "eventTimeZoneOffset": "+08:00",
         "epcList": ["urn:epc:id:sgtin:0614141.107346.%d", "urn:epc:id:sgtin:0614141.107346.1%d",
                     "https://shop.example.com/01/09506000134352/10/L1/21/S%d"],
         "action": "OBSERVE", "bizStep": "packing", "disposition": "in_progress",
         "readPoint": {"id": "urn:epc:id:sgln:0614141.00777.0"},
         "bizLocation": {"id": "urn:epc:id:sgln:0614141.00888.0"},
         "bizTransactionList": [{"type": "po", "bizTransaction": "https://po.example.com/%d"}],
         "sensorElementList": [{"sensorReport": [
            {"type": "Temperature", "value": 26.5, "uom": "CEL"}]}],
         "ext:line": "4", "ext:shift": {"ext:team": "B"}}"""
                .formatted(number, number, number, number, number);
    }
}
