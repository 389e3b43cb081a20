// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The JSON of one event exactly as it came, white space included; rewritten only when it gave its
/// `eventID` twice. Immutable.
public final class EventJson {
    private final byte[] utf8;

    EventJson(byte[] utf8) {
        this.utf8 = utf8;
    }

    /// The bytes, UTF-8, without byte order mark.
    public byte[] bytes() {
        return utf8.clone();
    }

    /// The bytes as text.
    public String text() {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /// A new tree of it, numbers exact; each call reads the bytes again.
    public JsonNode tree() {
        return Json.MAPPER.readTree(utf8);
    }

    /// One member of the event, such as `ilmd`, `sensorElementList` or an extension.
    public Optional<JsonNode> member(String name) {
        return Optional.ofNullable(tree().get(name));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventJson json && Arrays.equals(utf8, json.utf8);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(utf8);
    }

    @Override
    public String toString() {
        return text();
    }
}
