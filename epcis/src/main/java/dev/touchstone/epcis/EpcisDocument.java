// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The facts around the events of one document that was read to its end.
///
/// @param kind what sort of document it was
/// @param schemaVersion the version of EPCIS, such as `2.0`; empty where it may be left out
/// @param creationDate when the document was made
/// @param id the document's own identifier
/// @param sender who sent it, as written
/// @param receiver whom it was for, as written
/// @param namespaces declared prefixes of extensions with their namespaces
/// @param masterData the `epcisMasterData` of the header as JSON text
/// @param query name and subscription, for a query document
/// @param eventCount how many events the sink was given
public record EpcisDocument(
        Kind kind,
        Optional<String> schemaVersion,
        Optional<Instant> creationDate,
        Optional<String> id,
        Optional<String> sender,
        Optional<String> receiver,
        Map<String, String> namespaces,
        Optional<String> masterData,
        Optional<Query> query,
        int eventCount) {
    /// The sorts of documents.
    public enum Kind {
        /// `EPCISDocument`: events to be captured.
        CAPTURE,
        /// `EPCISQueryDocument`: the answer to a query.
        QUERY,
        /// One event by itself, with its own `@context`.
        SINGLE_EVENT
    }

    /// What a query document answers.
    ///
    /// @param name the query's name, such as `SimpleEventQuery`
    /// @param subscriptionId the subscription that asked, if one did
    public record Query(String name, Optional<String> subscriptionId) {}
}
