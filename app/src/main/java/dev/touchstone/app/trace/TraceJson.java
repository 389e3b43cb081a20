// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.trace;

import dev.touchstone.app.web.Json;
import dev.touchstone.gs1.DigitalLink;
import dev.touchstone.gs1.ItemKey;
import dev.touchstone.gs1.Sscc;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// JSON of captures and of what this platform captures itself. Stateless.
final class TraceJson {
    private static final String CONTEXT =
            "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";

    private TraceJson() {}

    static String write(Map<String, String> namespaces) {
        return new String(Json.write(namespaces), StandardCharsets.UTF_8);
    }

    static Map<String, String> namespaces(String json) {
        JsonNode tree = Json.parse(json.getBytes(StandardCharsets.UTF_8));
        Map<String, String> namespaces = new LinkedHashMap<>();
        tree.properties().forEach(e -> namespaces.put(e.getKey(), e.getValue().stringValue()));
        return namespaces;
    }

    /// The job resource of a capture (EPCIS 2.0 REST binding, `/capture/{captureID}`).
    static Map<String, Object> job(Capture capture) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("captureID", capture.id().toString());
        json.put("createdAt", capture.capturedAt().toString());
        json.put("finishedAt", capture.capturedAt().toString());
        json.put("running", false);
        json.put("success", true);
        json.put("captureErrorBehaviour", "rollback");
        json.put("errors", List.of());
        json.put("events", capture.events());
        json.put("stored", capture.stored());
        json.put("root", capture.root().toBase64());
        json.put("statement", capture.statement().toString());
        json.put("proof", "/log/proof/" + capture.statement());
        return json;
    }

    /// That so many items of a lot came into being: one event, whatever the number (EPCIS 2.0,
    /// section 7.4.2; CBV 2.0, section 7.1.2, `commissioning`).
    static byte[] commissioning(UUID id, ItemKey lot, long count, Instant at) {
        return items("ADD", "commissioning", "active", id, lot, count, at);
    }

    /// That so many items of a lot lost their identity again (CBV 2.0, section 7.1.2,
    /// `decommissioning`).
    static byte[] decommissioning(UUID id, ItemKey lot, long count, Instant at) {
        return items("DELETE", "decommissioning", "inactive", id, lot, count, at);
    }

    /// That things were put into a logistic unit or taken out of it (EPCIS 2.0, section 7.4.3; CBV
    /// 2.0, section 7.1.2, `packing` and `unpacking`).
    static byte[] packing(UUID id, boolean in, Sscc unit, List<ItemKey> things, Instant at) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("@context", CONTEXT);
        event.put("type", "AggregationEvent");
        event.put("eventID", "urn:uuid:" + id);
        event.put("eventTime", at.toString());
        event.put("eventTimeZoneOffset", "+08:00");
        event.put("action", in ? "ADD" : "DELETE");
        event.put("bizStep", in ? "packing" : "unpacking");
        event.put("disposition", "in_progress");
        event.put("parentID", DigitalLink.of(unit).canonical());
        event.put("childEPCs", things.stream().map(ItemKey::uri).toList());
        return Json.write(event);
    }

    private static byte[] items(
            String action,
            String bizStep,
            String disposition,
            UUID id,
            ItemKey lot,
            long count,
            Instant at) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("@context", CONTEXT);
        event.put("type", "ObjectEvent");
        event.put("eventID", "urn:uuid:" + id);
        event.put("eventTime", at.toString());
        event.put("eventTimeZoneOffset", "+08:00");
        event.put("action", action);
        event.put("bizStep", bizStep);
        event.put("disposition", disposition);
        event.put("quantityList", List.of(Map.of("epcClass", lot.uri(), "quantity", count)));
        return Json.write(event);
    }
}
