// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import dev.touchstone.gs1.Gs1Exception;
import dev.touchstone.gs1.ItemKey;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Writes the text from which an event hash is made (CBV 2.0, section 8.9.2): members in the order
/// of {@link HashOrder}, lists sorted, values in one canonical form, extensions last.
final class PreHash {
    private static final Set<String> IGNORED =
            Set.of("@context", "type", "recordTime", "eventID", "errorDeclaration");
    private static final String COMMENT = "{http://www.w3.org/2000/01/rdf-schema#}comment";
    private static final Pattern DECIMAL =
            Pattern.compile(
                    "[+-]?(?:\\d{1,100}(?:\\.\\d{0,100})?|\\.\\d{1,100})(?:[eE][+-]?\\d{1,2})?");

    private final Namespaces namespaces;

    PreHash(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    String event(String type, JsonNode event) {
        return "eventType=" + expand(type) + members(event, HashOrder.EVENT, IGNORED);
    }

    private String members(JsonNode object, List<HashOrder> order, Set<String> ignored) {
        StringBuilder out = new StringBuilder();
        for (HashOrder field : order) {
            JsonNode value = object.get(field.name());
            if (value != null) {
                out.append(field(field, value));
            }
        }
        List<String> rest = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey();
            boolean known = order.stream().anyMatch(field -> field.name().equals(name));
            if (!known && !ignored.contains(name)) {
                extension(qualified(name), member.getValue(), rest);
            }
        }
        return out.append(sorted(rest)).toString();
    }

    private String field(HashOrder field, JsonNode value) {
        List<String> entries = new ArrayList<>();
        for (JsonNode entry : value.isArray() ? value : List.of(value)) {
            String text =
                    switch (field.kind()) {
                        case TIME -> field.name() + "=" + time(entry.asString());
                        case TEXT -> field.name() + "=" + scalar(entry);
                        case WORD -> field.name() + "=" + word(field, entry.asString());
                        case EPCS -> "epc=" + scalar(entry);
                        case OBJECT -> named(field, entry);
                        case PAIRS -> members(entry, field.members(), Set.of());
                        case ELEMENTS -> named(field, entry);
                    };
            if (!text.isEmpty()) {
                entries.add(text);
            }
        }
        boolean list =
                switch (field.kind()) {
                    case EPCS, PAIRS, ELEMENTS -> true;
                    case TIME, TEXT, WORD, OBJECT -> false;
                };
        return list && !entries.isEmpty() ? field.name() + sorted(entries) : sorted(entries);
    }

    private String named(HashOrder field, JsonNode entry) {
        String text = members(entry, field.members(), Set.of());
        return text.isEmpty() ? "" : field.element() + text;
    }

    private void extension(String name, JsonNode value, List<String> out) {
        if (name.equals(COMMENT) || value.isNull()) {
            return;
        }
        if (value.isArray()) {
            for (JsonNode entry : value) {
                extension(name, entry, out);
            }
        } else if (value.isObject()) {
            List<String> children = new ArrayList<>();
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                extension(qualified(member.getKey()), member.getValue(), children);
            }
            out.add(name + sorted(children));
        } else {
            String text = scalar(value);
            out.add(text.isEmpty() ? name : name + "=" + text);
        }
    }

    /// `{namespace}name` for an extension, and the name itself for any other member.
    private String qualified(String name) {
        int colon = name.indexOf(':');
        if (colon < 0) {
            return name;
        }
        Optional<String> namespace = namespaces.namespace(name.substring(0, colon));
        if (namespace.isPresent()) {
            return "{" + namespace.get() + "}" + name.substring(colon + 1);
        }
        int cut = Math.max(name.lastIndexOf('/'), Math.max(name.lastIndexOf('#'), colon)) + 1;
        return "{" + name.substring(0, cut) + "}" + name.substring(cut);
    }

    private static String time(String text) {
        return new DateTimeFormatterBuilder()
                .appendInstant(3)
                .toFormatter()
                .format(EventTime.instantOf(text));
    }

    private String word(HashOrder field, String text) {
        String word = field.vocabulary().map(v -> v.webUri(text)).orElse(text);
        return word.indexOf(':') < 0 ? "https://gs1.org/voc/" + word : expand(word);
    }

    /// A prefixed name as whole URI.
    private String expand(String text) {
        int colon = text.indexOf(':');
        if (colon < 0 || text.startsWith("//", colon + 1)) {
            return text;
        }
        return namespaces
                .namespace(text.substring(0, colon))
                .map(namespace -> namespace + text.substring(colon + 1))
                .orElse(text);
    }

    /// A value in the one form all its spellings share: numbers without needless zeros, GS1
    /// identifiers as canonical Digital Link. A text that is a number counts as that number, since
    /// XML cannot tell them apart.
    private static String scalar(JsonNode value) {
        String text = value.isNumber() ? plain(value.decimalValue()) : value.asString().strip();
        if (!value.isNumber() && DECIMAL.matcher(text).matches()) {
            return plain(new BigDecimal(text));
        }
        if (text.indexOf(':') < 0) {
            return text;
        }
        try {
            ItemKey key = ItemKey.of(text);
            return key.level() == ItemKey.Level.OTHER ? text : key.uri();
        } catch (Gs1Exception notAnIdentifier) {
            return text;
        }
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /// The entries in the order of their UTF-8 bytes, joined.
    private static String sorted(List<String> entries) {
        return String.join(
                "",
                entries.stream()
                        .sorted(
                                (a, b) ->
                                        Arrays.compareUnsigned(
                                                a.getBytes(StandardCharsets.UTF_8),
                                                b.getBytes(StandardCharsets.UTF_8)))
                        .toList());
    }
}
