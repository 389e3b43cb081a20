// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.epcis.EpcisProblem.Rule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EpcisWriterTest {
    private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");
    private static final Map<String, String> EXT = Map.of("ext", "https://ns.example.com/ext/");

    private static EpcisWriter.Stored stored(String event, Map<String, String> namespaces) {
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        return new EpcisWriter.Stored(
                EpcisReader.event(bytes, namespaces, Limits.CAPTURE), namespaces);
    }

    @Test
    void givesEventsBackAsTheyCame() {
        List<EpcisWriter.Stored> events =
                Documents.events().stream().map(e -> stored(e, EXT)).toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EpcisWriter.capture(out, NOW, events);
        List<String> texts = new ArrayList<>();
        EpcisDocument document =
                EpcisReader.capture(
                        out.toByteArray(), Limits.CAPTURE, (e, i) -> texts.add(e.json().text()));
        assertThat(texts).isEqualTo(Documents.events());
        assertThat(document.creationDate()).contains(NOW);
        assertThat(document.namespaces()).isEqualTo(EXT);
    }

    @Test
    void writesAnEmptyAnswer() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EpcisDocument.Query query = new EpcisDocument.Query("q\"1", Optional.of("s"));
        EpcisWriter.query(out, NOW, query, List.of());
        EpcisDocument document = EpcisReader.read(out.toByteArray(), Limits.CAPTURE, (e, i) -> {});
        assertThat(document.kind()).isEqualTo(EpcisDocument.Kind.QUERY);
        assertThat(document.query()).contains(query);
        assertThat(document.eventCount()).isZero();
    }

    @Test
    void keepsWhatAPrefixMeansInEachEvent() {
        Map<String, String> other = Map.of("ext", "https://other.example.com/");
        String own =
                Documents.TRANSFORMATION.replaceFirst(
                        "\\{", "{\"@context\": {\"mine\": \"urn:m:\"}, \"mine:x\": 1.50, ");
        List<EpcisWriter.Stored> events =
                List.of(
                        stored(Documents.TRANSFORMATION, EXT),
                        stored(Documents.TRANSFORMATION, other),
                        stored(own, other),
                        stored(own, EXT));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EpcisWriter.query(out, NOW, new EpcisDocument.Query("q", Optional.empty()), events);
        List<EpcisEvent> read = new ArrayList<>();
        EpcisDocument document =
                EpcisReader.read(out.toByteArray(), Limits.CAPTURE, (e, i) -> read.add(e));
        for (int i = 0; i < events.size(); i++) {
            EpcisWriter.Stored before = events.get(i);
            assertThat(EventHash.of(read.get(i), document.namespaces()))
                    .isEqualTo(EventHash.of(before.event(), before.namespaces()));
        }
        assertThat(read.get(0).json()).isEqualTo(events.get(0).event().json());
    }

    @Test
    void readsAStoredEventOnlyWithItsPrefixes() {
        byte[] event = Documents.utf8(Documents.OBJECT);
        assertThat(EpcisReader.event(event, EXT, Limits.CAPTURE).json().bytes()).isEqualTo(event);
        assertThatThrownBy(() -> EpcisReader.event(event, Map.of(), Limits.CAPTURE))
                .isInstanceOfSatisfying(
                        EpcisRefused.class,
                        e -> assertThat(e.problem().rule()).isEqualTo(Rule.PREFIX));
        byte[] document = Documents.utf8(Documents.capture(Documents.OBJECT));
        assertThatThrownBy(() -> EpcisReader.event(document, EXT, Limits.CAPTURE))
                .isInstanceOf(EpcisRefused.class);
    }

    @Test
    void passesAFailureOfTheOutputOn() {
        OutputStream broken =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("line dropped");
                    }
                };
        assertThatThrownBy(() -> EpcisWriter.capture(broken, NOW, List.of()))
                .isInstanceOf(UncheckedIOException.class);
    }
}
