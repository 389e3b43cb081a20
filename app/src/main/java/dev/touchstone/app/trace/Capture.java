// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.trace;

import dev.touchstone.transparency.Hash;
import java.time.Instant;
import java.util.UUID;

/// A document of events that was stored. Immutable.
///
/// @param events how many events it holds
/// @param stored how many of them were new
/// @param root RFC 6962 tree hash over the events as they came, in the document's order
/// @param statement the statement of it in the public log
public record Capture(
        UUID id,
        UUID enterprise,
        int events,
        int stored,
        Hash root,
        Instant capturedAt,
        UUID statement) {
    private static final String SUBJECT = "capture:";

    /// What statements about a capture have as their subject.
    public static String subject(UUID id) {
        return SUBJECT + id;
    }

    /// The capture that a statement with such a subject is about.
    static UUID idOf(String subject) {
        return UUID.fromString(subject.substring(SUBJECT.length()));
    }
}
