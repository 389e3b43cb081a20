// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes EPCIS 2.0 documents around stored events, which stay as they came.
///
/// The document's `@context` declares the prefixes of all events. An event whose prefix means
/// something else there gets a `@context` of its own in front of its first member, or, where it
/// has one, that is widened; nothing else of it changes. Stateless; safe for any thread. EPCIS
/// 2.0, section 9.
public final class EpcisWriter {
    private static final String CONTEXT =
            "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";

    private static final String OWN = "@context";

    private EpcisWriter() {}

    /// An event with what its prefixes mean.
    ///
    /// @param event the event
    /// @param namespaces the prefixes its document declared
    public record Stored(EpcisEvent event, Map<String, String> namespaces) {
        /// Copies the map.
        public Stored {
            namespaces = Map.copyOf(namespaces);
        }
    }

    /// Writes an `EPCISDocument`; `out` is flushed and stays open.
    ///
    /// @throws UncheckedIOException when `out` fails
    public static void capture(OutputStream out, Instant creationDate, List<Stored> events) {
        write(out, creationDate, Optional.empty(), events);
    }

    /// Writes an `EPCISQueryDocument`; `out` is flushed and stays open.
    ///
    /// @throws UncheckedIOException when `out` fails
    public static void query(
            OutputStream out,
            Instant creationDate,
            EpcisDocument.Query query,
            List<Stored> events) {
        write(out, creationDate, Optional.of(query), events);
    }

    private static void write(
            OutputStream out,
            Instant creationDate,
            Optional<EpcisDocument.Query> query,
            List<Stored> events) {
        Map<String, String> common = new LinkedHashMap<>();
        events.forEach(stored -> stored.namespaces().forEach(common::putIfAbsent));
        try {
            OutputStream buffered = new BufferedOutputStream(out, 16_384);
            document(buffered, creationDate, query, common, events);
            buffered.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the document could not be written", e);
        } catch (JacksonIOException e) {
            throw new UncheckedIOException("the document could not be written", new IOException(e));
        }
    }

    private static void document(
            OutputStream out,
            Instant creationDate,
            Optional<EpcisDocument.Query> query,
            Map<String, String> common,
            List<Stored> events) {
        JsonGenerator json = Json.MAPPER.createGenerator(out, JsonEncoding.UTF8);
        json.writeStartObject();
        json.writeArrayPropertyStart("@context");
        json.writeString(CONTEXT);
        if (!common.isEmpty()) {
            json.writePOJO(common);
        }
        json.writeEndArray();
        json.writeStringProperty("type", query.isEmpty() ? "EPCISDocument" : "EPCISQueryDocument");
        json.writeStringProperty("schemaVersion", "2.0");
        json.writeStringProperty("creationDate", creationDate.toString());
        json.writeObjectPropertyStart("epcisBody");
        query.ifPresent(q -> open(json, q));
        json.writeArrayPropertyStart("eventList");
        for (Stored stored : events) {
            json.writeRawValue(event(stored, common));
        }
        json.writeEndArray();
        for (int open = query.isEmpty() ? 2 : 4; open > 0; open--) {
            json.writeEndObject();
        }
        json.flush();
    }

    private static void open(JsonGenerator json, EpcisDocument.Query query) {
        json.writeObjectPropertyStart("queryResults");
        json.writeStringProperty("queryName", query.name());
        query.subscriptionId().ifPresent(id -> json.writeStringProperty("subscriptionID", id));
        json.writeObjectPropertyStart("resultsBody");
    }

    /// The event's text, with a context of its own where the document's would mislead.
    private static String event(Stored stored, Map<String, String> common) {
        String text = stored.event().json().text();
        Map<String, String> differing = new LinkedHashMap<>();
        stored.namespaces()
                .forEach(
                        (prefix, namespace) -> {
                            if (!namespace.equals(common.get(prefix))) {
                                differing.put(prefix, namespace);
                            }
                        });
        if (differing.isEmpty()) {
            return text;
        }
        if (stored.event().json().tree() instanceof ObjectNode tree && tree.has(OWN)) {
            ArrayNode both = Json.MAPPER.createArrayNode();
            both.add(Json.MAPPER.valueToTree(differing));
            JsonNode own = tree.get(OWN);
            (own.isArray() ? own : List.of(own)).forEach(both::add);
            tree.set(OWN, both);
            return tree.toString();
        }
        return "{\"@context\":"
                + Json.MAPPER.writeValueAsString(differing)
                + ","
                + text.substring(text.indexOf('{') + 1);
    }
}
