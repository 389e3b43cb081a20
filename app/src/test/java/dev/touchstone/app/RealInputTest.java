// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.touchstone.app.cli.Actor;
import dev.touchstone.app.cli.Touchstone;
import dev.touchstone.app.usecase.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What others published goes through the running server.
class RealInputTest {
    /// One published document repeats a member.
    private static final JsonMapper LENIENT = JsonMapper.builder().build();

    private static Path vectors;

    @BeforeEach
    void needsTheVectors() {
        String folder = System.getProperty("touchstone.conformance", "");
        assumeTrue(
                !folder.isEmpty() && Files.isDirectory(Path.of(folder)),
                "needs -Dtouchstone.conformance=FOLDER with the public vectors");
        vectors = Path.of(folder);
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> all = Files.walk(vectors.resolve("epcis/documents/gs1-json"))) {
            return all.filter(file -> file.toString().endsWith(".jsonld"))
                    .filter(file -> !file.toString().contains("/Invalid"))
                    .sorted()
                    .toList();
        }
    }

    private static int events(JsonNode document) {
        JsonNode list = document.path("epcisBody").path("eventList");
        if (list.isArray()) {
            return list.size();
        }
        return document.path("epcisBody").has("event") || document.has("eventTime") ? 1 : 0;
    }

    @Test
    void everyValidDocumentOfGs1IsCapturedAndListedAgain() throws IOException {
        try (TestApp app = TestApp.start()) {
            Actor quality = app.of(app.enterprise("91999999MA00000154"), Role.QUALITY);
            List<String> refused = new ArrayList<>();
            int captured = 0;
            int sent = 0;
            for (Path file : documents()) {
                byte[] document = Files.readAllBytes(file);
                Actor.Answer answer =
                        quality.post("/epcis/capture", "application/ld+json", document);
                if (file.endsWith("EPCISQueryDocument.jsonld")) {
                    assertThat(answer.code()).isEqualTo("EPCIS_QUERY_DOCUMENT");
                    assertThat(answer.json().path("detail").asString("")).isNotBlank();
                } else if (answer.status() >= 300) {
                    refused.add(file.getFileName() + ": " + answer.text());
                } else {
                    captured++;
                    sent += events(LENIENT.readTree(document));
                }
            }
            assertThat(refused).isEmpty();
            assertThat(captured).isGreaterThanOrEqualTo(46);
            int listed = listed(quality);
            // Some files repeat another file's events with the same eventID; those are kept once.
            assertThat(listed).isBetween(sent / 2, sent);
        }
    }

    private static int listed(Actor quality) {
        int listed = 0;
        String next = "/epcis/events?perPage=50";
        while (!next.isEmpty()) {
            Actor.Answer page = quality.get(next);
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            listed +=
                    page.json()
                            .path("epcisBody")
                            .path("queryResults")
                            .path("resultsBody")
                            .path("eventList")
                            .size();
            Matcher token = Pattern.compile("nextPageToken=([^&>]+)").matcher(page.link());
            next = token.find() ? "/epcis/events?perPage=50&nextPageToken=" + token.group(1) : "";
        }
        return listed;
    }

    @Test
    void theLogWrittenByTesseraIsVerifiedFromItsFolder() throws IOException {
        Matcher key =
                Pattern.compile("[\\w./-]+\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]+")
                        .matcher(Files.readString(vectors.resolve("SOURCES.md")));
        assertThat(key.find()).isTrue();
        String log = vectors.resolve("public-log/tessera-log").toString();
        assertThat(Touchstone.run(new String[] {"log", "verify", log, "--key", key.group()}))
                .isZero();
    }
}
