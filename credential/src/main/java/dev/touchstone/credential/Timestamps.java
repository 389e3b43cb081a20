// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Times in documents: XML Schema `dateTimeStamp`, so always with an offset.
final class Timestamps {
    private static final int CHARS_MAX = 40;

    private Timestamps() {}

    /// @throws MalformedDocument when the member is there and not such a time
    static Optional<Instant> optional(JsonNode node, String name) {
        JsonNode member = node.get(name);
        if (member == null) {
            return Optional.empty();
        }
        if (!member.isString() || member.stringValue().length() > CHARS_MAX) {
            throw new MalformedDocument(name + " is not a time");
        }
        try {
            return Optional.of(OffsetDateTime.parse(member.stringValue()).toInstant());
        } catch (DateTimeException e) {
            throw new MalformedDocument(name + " is not a time: " + member.stringValue(), e);
        }
    }
}
