// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What every type of event may say: when, where, why, how, by whom (EPCIS 2.0, section 7.4).
///
/// Standard words are bare (`shipping`); other words are URIs. For an {@link ExtendedEvent} only
/// time, identifiers, certification and error declaration are checked; the rest is taken as found.
///
/// @param eventTime when it happened
/// @param recordTime when a repository recorded it, if it says so
/// @param eventId the event's own identifier
/// @param certificationInfo URIs of certificates
/// @param errorDeclaration present when the event declares an earlier one wrong
/// @param bizStep the business step
/// @param disposition the state of the things afterwards
/// @param readPoint URI of the place of the event
/// @param bizLocation URI of the place where the things are afterwards
/// @param bizTransactions business transactions it belongs to
/// @param sources where a transfer comes from
/// @param destinations where a transfer goes
/// @param json the event as it came, with sensor data, master data and extensions
public record EventFacts(
        EventTime eventTime,
        Optional<Instant> recordTime,
        Optional<String> eventId,
        List<String> certificationInfo,
        Optional<ErrorDeclaration> errorDeclaration,
        Optional<String> bizStep,
        Optional<String> disposition,
        Optional<String> readPoint,
        Optional<String> bizLocation,
        List<BizTransaction> bizTransactions,
        List<Endpoint> sources,
        List<Endpoint> destinations,
        EventJson json) {
    /// Copies the lists.
    public EventFacts {
        certificationInfo = List.copyOf(certificationInfo);
        bizTransactions = List.copyOf(bizTransactions);
        sources = List.copyOf(sources);
        destinations = List.copyOf(destinations);
    }
}
