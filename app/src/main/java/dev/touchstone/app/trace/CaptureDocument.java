// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.trace;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.epcis.EpcisDocument;
import dev.touchstone.epcis.EpcisEvent;
import dev.touchstone.epcis.EpcisProblem;
import dev.touchstone.epcis.EpcisReader;
import dev.touchstone.epcis.EpcisRefused;
import dev.touchstone.epcis.EventHash;
import dev.touchstone.epcis.Limits;
import dev.touchstone.transparency.Hash;
import dev.touchstone.transparency.TreeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A document that may be captured, read and checked whole. Immutable.
///
/// @param namespaces the prefixes it declares
/// @param events its events in order
record CaptureDocument(Map<String, String> namespaces, List<Named> events) {
    /// The limits of a capture: a document is held in memory, so it is smaller than what the
    /// reader could take.
    static final Limits LIMITS =
            new Limits(16L * 1024 * 1024, 2 * 1024 * 1024, 10_000, 64, 65_536, 10_000);

    /// An event with its identity.
    ///
    /// @param index place in the document
    /// @param id its own identifier, or else its hash identifier
    /// @param hash the 64 hexadecimal digits of its hash identifier
    record Named(EpcisEvent event, int index, String id, String hash) {
        /// Whether it declares an earlier event wrong, whose identifier it may repeat.
        boolean declaresError() {
            return event.facts().errorDeclaration().isPresent();
        }
    }

    CaptureDocument {
        namespaces = Map.copyOf(namespaces);
        events = List.copyOf(events);
    }

    /// Reads a document.
    ///
    /// @throws Refused EPCIS_INVALID with a JSON pointer, EPCIS_QUERY_DOCUMENT
    static CaptureDocument read(byte[] json) {
        List<EpcisEvent> events = new ArrayList<>();
        EpcisDocument document;
        try {
            document = EpcisReader.capture(json, LIMITS, (event, index) -> events.add(event));
        } catch (EpcisRefused e) {
            throw refusal(e.problem());
        }
        List<Named> named = new ArrayList<>();
        for (EpcisEvent event : events) {
            named.add(named(event, named.size(), document.namespaces()));
        }
        return new CaptureDocument(document.namespaces(), named);
    }

    private static Named named(EpcisEvent event, int index, Map<String, String> namespaces) {
        String hashId = EventHash.of(event, namespaces);
        int digits = hashId.indexOf(';') + 1;
        String hash = hashId.substring(digits, hashId.indexOf('?'));
        return new Named(event, index, event.facts().eventId().orElse(hashId), hash);
    }

    private static Refused refusal(EpcisProblem problem) {
        if (problem.rule() == EpcisProblem.Rule.QUERY_DOCUMENT) {
            return new Refused(Code.EPCIS_QUERY_DOCUMENT);
        }
        String pointer = problem.pointer().isEmpty() ? "/" : problem.pointer();
        return new Refused(Code.EPCIS_INVALID, problem.rule() + ": " + problem.message())
                .at(pointer);
    }

    /// The RFC 6962 tree hash over the bytes of the events, section 2.1.
    Hash root() {
        TreeBuilder tree = new TreeBuilder();
        events.forEach(one -> tree.add(one.event().json().bytes()));
        return tree.head().root();
    }
}
