// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Members of a tree that has been checked.
final class TreeParts {
    private TreeParts() {}

    static Optional<String> text(JsonNode object, String name) {
        JsonNode node = object.get(name);
        return node != null && node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
    }

    static String required(JsonNode object, String name) {
        return text(object, name)
                .orElseThrow(() -> new IllegalStateException("unchecked member " + name));
    }

    static Optional<Instant> instant(JsonNode object, String name) {
        return text(object, name).map(EventTime::instantOf);
    }

    static Optional<BigDecimal> number(JsonNode object, String name) {
        JsonNode node = object.get(name);
        return node != null && node.isNumber()
                ? Optional.of(node.decimalValue())
                : Optional.empty();
    }

    /// The entries of a list, or none when the member is missing.
    static <T> List<T> list(JsonNode object, String name, Function<JsonNode, T> entry) {
        JsonNode node = object.get(name);
        if (node == null || !node.isArray()) {
            return List.of();
        }
        List<T> entries = new ArrayList<>(node.size());
        for (JsonNode child : node) {
            entries.add(entry.apply(child));
        }
        return List.copyOf(entries);
    }

    static List<String> texts(JsonNode object, String name) {
        return list(object, name, JsonNode::stringValue);
    }
}
