// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.trace;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.epcis.EpcisEvent;
import dev.touchstone.epcis.ItemRef;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Decisions about what is captured. Pure.
final class TraceRules {
    /// The longest identifier or word that is kept beside an event.
    static final int TEXT_LENGTH_MAX = 2_048;

    /// Events happen in the span of things that are traced.
    static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private TraceRules() {}

    /// Refuses what EPCIS allows and no column holds.
    static void requireStorable(CaptureDocument document) {
        for (CaptureDocument.Named named : document.events()) {
            EpcisEvent event = named.event();
            String at = "/epcisBody/eventList/" + named.index();
            Instant time = event.facts().eventTime().instant();
            if (time.isBefore(EARLIEST) || !time.isBefore(LATEST)) {
                throw refused(at + "/eventTime", "TIME: not from 1900 to 2199");
            }
            for (String text :
                    Arrays.asList(
                            named.id(),
                            event.type(),
                            event.facts().bizStep().orElse(""),
                            event.facts().disposition().orElse(""),
                            event.facts().readPoint().orElse(""),
                            event.facts().bizLocation().orElse(""))) {
                if (text.length() > TEXT_LENGTH_MAX
                        || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
                    throw refused(at, "LIMIT: a name of printable ASCII, 2048 characters at most");
                }
            }
        }
    }

    private static Refused refused(String pointer, String why) {
        return new Refused(Code.EPCIS_INVALID, why).at(pointer);
    }

    /// The events of a document to store, each once, in the order captures store them.
    static List<CaptureDocument.Named> distinct(CaptureDocument document) {
        Map<String, CaptureDocument.Named> byIdentity = new TreeMap<>();
        for (CaptureDocument.Named named : document.events()) {
            String identity = named.id() + ' ' + named.hash() + ' ' + named.declaresError();
            byIdentity.putIfAbsent(identity, named);
        }
        return List.copyOf(byIdentity.values());
    }

    /// What an event touches, each thing once in each part it has.
    static List<TraceItem> items(UUID enterprise, UUID id, EpcisEvent event) {
        String parent =
                event.items().stream()
                        .filter(ref -> ref.role() == ItemRef.Role.PARENT)
                        .map(ref -> ref.key().uri())
                        .findFirst()
                        .orElse("");
        Map<String, TraceItem> items = new LinkedHashMap<>();
        for (ItemRef ref : event.items()) {
            String role = ref.role().name();
            items.putIfAbsent(
                    role + ref.key().uri(),
                    new TraceItem(
                            ref.key().uri(),
                            event.facts().eventTime().instant(),
                            id,
                            role,
                            enterprise,
                            event.action().map(Enum::name).orElse(""),
                            role.equals("CHILD") ? parent : ""));
        }
        return List.copyOf(items.values());
    }
}
