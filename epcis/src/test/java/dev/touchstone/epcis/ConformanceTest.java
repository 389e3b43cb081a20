// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// GS1's published documents, where `touchstone.conformance` names their folder.
class ConformanceTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    static List<Path> files(String folder) throws IOException {
        String root = System.getProperty("touchstone.conformance", "");
        Path base = Path.of(root, "epcis", folder);
        assumeTrue(
                !root.isBlank() && Files.isDirectory(base),
                "touchstone.conformance names no folder with EPCIS documents");
        try (Stream<Path> paths = Files.walk(base)) {
            return paths.filter(p -> p.toString().endsWith(".jsonld")).sorted().toList();
        }
    }

    @Test
    void acceptsEveryPublishedDocument() throws IOException {
        List<String> refused = new ArrayList<>();
        int documents = 0;
        for (String folder : List.of("documents/gs1-json", "event-hash")) {
            for (Path file : files(folder)) {
                documents++;
                byte[] bytes = Files.readAllBytes(file);
                List<EpcisEvent> events = new ArrayList<>();
                try {
                    EpcisReader.read(bytes, Limits.CAPTURE, (e, i) -> events.add(e));
                } catch (EpcisRefused e) {
                    refused.add(file.getFileName() + ": " + e.getMessage());
                    continue;
                }
                JsonNode body = MAPPER.readTree(bytes).get("epcisBody");
                JsonNode results = body.get("queryResults");
                JsonNode list =
                        (results == null ? body : results.get("resultsBody")).get("eventList");
                assertThat(events).hasSize(list.size());
                for (int i = 0; i < list.size(); i++) {
                    assertThat(MAPPER.readTree(events.get(i).json().bytes()))
                            .isEqualTo(list.get(i));
                    events.get(i)
                            .items()
                            .forEach(item -> assertThat(item.key().uri()).isNotEmpty());
                }
            }
        }
        assertThat(refused).isEmpty();
        assertThat(documents).isGreaterThan(50);
    }

    @Test
    void doesNotCaptureAPublishedQueryDocument() throws IOException {
        for (Path file : files("documents/gs1-json")) {
            if (file.endsWith("EPCISQueryDocument.jsonld")) {
                EpcisProblem problem = Documents.problem(Files.readAllBytes(file), Limits.CAPTURE);
                assertThat(problem.rule()).isEqualTo(EpcisProblem.Rule.QUERY_DOCUMENT);
            }
        }
    }
}
