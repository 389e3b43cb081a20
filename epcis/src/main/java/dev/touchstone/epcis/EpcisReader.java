// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads EPCIS 2.0 documents in JSON or JSON-LD, event by event, in memory bounded by one event.
///
/// Everything is checked: UTF-8, JSON, the rules of the EPCIS 2.0 JSON
/// schema, CBV 2.0 words, and that each extension has a prefix declared in `@context`. No context
/// is fetched; when a document refers to one other than EPCIS's own, its prefixes count as
/// declared. A leap second is refused. Stateless; safe for any thread.
public final class EpcisReader {
    private EpcisReader() {}

    /// Reads a document or single event of any kind, query results included, as published by
    /// others: of a member that an object names twice, the last one counts.
    ///
    /// @throws EpcisRefused when a rule or limit is broken; drop what `sink` was given
    /// @throws java.io.UncheckedIOException when `in` fails
    public static EpcisDocument read(InputStream in, Limits limits, EventSink sink) {
        return new DocumentReader(in, limits, sink, DocumentReader.Mode.READ, Namespaces.NONE)
                .read();
    }

    /// Reads a document or single event of any kind, query results included, as published by
    /// others: of a member that an object names twice, the last one counts.
    ///
    /// @throws EpcisRefused when a rule or limit is broken; drop what `sink` was given
    public static EpcisDocument read(byte[] document, Limits limits, EventSink sink) {
        return read(new ByteArrayInputStream(document), limits, sink);
    }

    /// Reads what may be captured: a document of events, or a single event.
    ///
    /// An object that names a member twice is refused, since two systems may understand two
    /// different events by it; of a repeated `eventID` the last one counts.
    ///
    /// @throws EpcisRefused as `read`; with rule `QUERY_DOCUMENT` for a query document; with rule
    ///     `DUPLICATE_KEY` for a repeated member
    /// @throws java.io.UncheckedIOException when `in` fails
    public static EpcisDocument capture(InputStream in, Limits limits, EventSink sink) {
        return new DocumentReader(in, limits, sink, DocumentReader.Mode.CAPTURE, Namespaces.NONE)
                .read();
    }

    /// Reads what may be captured: a document of events, or a single event.
    ///
    /// An object that names a member twice is refused, since two systems may understand two
    /// different events by it; of a repeated `eventID` the last one counts.
    ///
    /// @throws EpcisRefused as `read`; with rule `QUERY_DOCUMENT` for a query document; with rule
    ///     `DUPLICATE_KEY` for a repeated member
    public static EpcisDocument capture(byte[] document, Limits limits, EventSink sink) {
        return capture(new ByteArrayInputStream(document), limits, sink);
    }

    /// Reads one event back from where it was stored, checked as on capture.
    ///
    /// @param event the JSON of the event, see {@link EventJson#bytes()}
    /// @param namespaces the prefixes its document declared, see {@link
    ///     EpcisDocument#namespaces()}
    /// @throws EpcisRefused when a rule or limit is broken
    public static EpcisEvent event(byte[] event, Map<String, String> namespaces, Limits limits) {
        List<EpcisEvent> events = new ArrayList<>(1);
        new DocumentReader(
                        new ByteArrayInputStream(event),
                        limits,
                        (e, index) -> events.add(e),
                        DocumentReader.Mode.EVENT,
                        new Namespaces(Map.copyOf(namespaces), false))
                .read();
        return events.getFirst();
    }
}
