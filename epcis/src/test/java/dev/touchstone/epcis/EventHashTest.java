// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventHashTest {
    private static final Map<String, String> NAMESPACES =
            Map.of("ext", "https://ns.example.com/ext/");

    private static String hash(String event) {
        return EventHash.of(Documents.event(event), NAMESPACES);
    }

    @Test
    void agreesWithThePublishedHashes() throws IOException {
        List<String> wrong = new ArrayList<>();
        int hashes = 0;
        for (Path file : ConformanceTest.files("event-hash")) {
            String base = file.getFileName().toString().replace(".jsonld", "");
            List<String> expected = lines(file.resolveSibling(base + ".hashes"));
            List<String> preHashes = lines(file.resolveSibling(base + ".prehashes"));
            List<EpcisEvent> events = new ArrayList<>();
            EpcisDocument document =
                    EpcisReader.read(
                            Files.readAllBytes(file), Limits.CAPTURE, (e, i) -> events.add(e));
            for (int i = 0; i < events.size(); i++) {
                hashes++;
                if (!EventHash.of(events.get(i), document.namespaces()).equals(expected.get(i))) {
                    wrong.add(
                            "\n"
                                    + base
                                    + " "
                                    + i
                                    + "\n"
                                    + EventHash.preHash(events.get(i), document.namespaces())
                                    + "\n"
                                    + (i < preHashes.size() ? preHashes.get(i) : "(none)"));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(hashes).isGreaterThan(20);
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList()
                : List.of();
    }

    @Test
    void writesTheTextToBeHashed() {
        assertThat(EventHash.preHash(Documents.event(Documents.TRANSFORMATION), NAMESPACES))
                .isEqualTo(
                        "eventType=TransformationEvent"
                                + "eventTime=2026-03-02T08:00:00.000Z"
                                + "eventTimeZoneOffset=+08:00"
                                + "inputEPCListepc=https://id.gs1.org/01/04012345111224/21/25"
                                + "inputQuantityListquantityElement"
                                + "epcClass=https://id.gs1.org/01/04012345111118/10/4444"
                                + "quantity=10uom=KGM"
                                + "outputEPCListepc=https://id.gs1.org/01/04012345778892/21/25"
                                + "outputQuantityListquantityElement"
                                + "epcClass=https://id.gs1.org/01/04012345111118/10/5"
                                + "transformationID=https://t.example.com/1"
                                + "ilmd{https://ns.example.com/ext/}x=1");
    }

    @Test
    void isTheSameHoweverTheEventIsWritten() {
        String other =
                Documents.OBJECT
                        .replace("2026-03-01T08:00:00.123+08:00", "2026-03-01t00:00:00.123000z")
                        .replace("200.50", "2.005e2")
                        .replace("26.0", "26")
                        .replace("\"x\",", "\"https://ref.gs1.org/cbv/Comp-x\",")
                        .replace(
                                "urn:epc:id:sgtin:0614141.107346.2018",
                                "https://id.example.com/01/10614141073464/21/2018?a=b")
                        .replace("\"recordTime\": \"2026-03-01T00:00:01Z\",", "")
                        .replace("374d95fc", "474d95fc")
                        .replace("\"ext:own\"", "\"rdfs:comment\": \"seen\", \"ext:own\"");
        assertThat(hash(other)).isEqualTo(hash(Documents.OBJECT));
        String renamed = Documents.OBJECT.replace("ext:", "e:");
        String document = Documents.capture(renamed).replace("\"ext\": \"https", "\"e\": \"https");
        assertThat(
                        EventHash.of(
                                Documents.read(document).getFirst(),
                                Map.of("e", "https://ns.example.com/ext/")))
                .isEqualTo(hash(Documents.OBJECT));
    }

    @Test
    void changesWithEveryFact() {
        for (String[] change :
                new String[][] {
                    {"00.123", "00.124"},
                    {"\"+08:00\"", "\"+09:00\""},
                    {"107346.2018", "107346.2019"},
                    {"200.50", "200.51"},
                    {"KGM", "GRM"},
                    {"commissioning", "encoding"},
                    {"\"active\"", "\"encoded\""},
                    {"completeness_inferred", "conformant"},
                    {"\"4\"", "\"5\""},
                    {"\"po\"", "\"inv\""},
                    {"\"f0\"", "\"f1\""},
                    {"ALARM_CONDITION", "ERROR_CONDITION"},
                    {"2026-02-01", "2026-02-02"},
                    {"ext:b", "ext:c"},
                    {"[1, null]", "[1, 2]"},
                }) {
            String changed = Documents.OBJECT.replace(change[0], change[1]);
            assertThat(changed).isNotEqualTo(Documents.OBJECT);
            assertThat(hash(changed)).as(change[0]).isNotEqualTo(hash(Documents.OBJECT));
        }
    }

    @Test
    void addsThePrefixesOfTheEventsOwnContext() {
        String single = Documents.single(Documents.AGGREGATION);
        EpcisEvent event = Documents.read(single).getFirst();
        assertThat(EventHash.of(event, Map.of())).isEqualTo(hash(Documents.AGGREGATION));
    }
}
