// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON that means the same to everybody (I-JSON, RFC 7493) and its canonical form (RFC 8785).
///
/// Refused: repeated names, text after the end, numbers a double cannot hold exactly, lone
/// surrogates, and anything past the limits. Otherwise two different texts could have one
/// canonical form, and a signature over it would cover both. Thread-safe.
public final class StrictJson {
    /// Length of a document in UTF-16 units.
    public static final int CHARS_MAX = 1024 * 1024;

    /// Objects and arrays inside each other.
    public static final int DEPTH_MAX = 32;

    private static final int STRING_CHARS_MAX = 512 * 1024;
    private static final int NAME_CHARS_MAX = 1024;
    private static final int NUMBER_CHARS_MAX = 64;
    private static final BigDecimal EXACT_INTEGER_MAX = new BigDecimal(1L << 53);

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEPTH_MAX)
                                                    .maxDocumentLength(CHARS_MAX)
                                                    .maxStringLength(STRING_CHARS_MAX)
                                                    .maxNameLength(NAME_CHARS_MAX)
                                                    .maxNumberLength(NUMBER_CHARS_MAX)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private StrictJson() {}

    /// Reads one JSON object.
    ///
    /// @param text the document
    /// @return its tree
    /// @throws MalformedDocument when it is not such a document
    public static ObjectNode parse(String text) {
        if (text.length() > CHARS_MAX) {
            throw new MalformedDocument("document is longer than " + CHARS_MAX + " characters");
        }
        JsonNode node;
        try {
            node = MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new MalformedDocument("not acceptable JSON: " + e.getOriginalMessage(), e);
        }
        if (!(node instanceof ObjectNode object)) {
            throw new MalformedDocument("document is not a JSON object");
        }
        check(object, 1);
        return object;
    }

    /// The canonical form of a document (RFC 8785).
    ///
    /// @param document any JSON object
    /// @return its canonical form in UTF-8
    /// @throws MalformedDocument when the document is not I-JSON
    public static byte[] canonical(ObjectNode document) {
        check(document, 1);
        try {
            return new JsonCanonicalizer(MAPPER.writeValueAsString(document)).getEncodedUTF8();
        } catch (IOException e) {
            throw new UncheckedIOException("canonical form of a checked document", e);
        }
    }

    /// The canonical form as text, which is also how documents are best stored and sent.
    ///
    /// @param document any JSON object
    /// @return its canonical form
    public static String text(ObjectNode document) {
        return new String(canonical(document), StandardCharsets.UTF_8);
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    private static void check(JsonNode node, int depth) {
        if (node.isContainer() && depth > DEPTH_MAX) {
            throw new MalformedDocument("document is nested deeper than " + DEPTH_MAX);
        }
        switch (node.getNodeType()) {
            case OBJECT -> {
                for (Map.Entry<String, JsonNode> property : node.properties()) {
                    checkText(property.getKey());
                    check(property.getValue(), depth + 1);
                }
            }
            case ARRAY -> {
                for (JsonNode element : node) {
                    check(element, depth + 1);
                }
            }
            case STRING -> checkText(node.stringValue());
            case NUMBER -> checkNumber(node.decimalValue());
            case BOOLEAN, NULL -> {}
            case BINARY, MISSING, POJO ->
                    throw new MalformedDocument("document holds something that is not JSON");
        }
    }

    private static void checkNumber(BigDecimal number) {
        double nearest = number.doubleValue();
        boolean exact =
                Double.isFinite(nearest)
                        && Math.abs(number.scale()) < 400
                        && new BigDecimal(Double.toString(nearest)).compareTo(number) == 0;
        boolean integer = exact && number.stripTrailingZeros().scale() <= 0;
        if (!exact || (integer && number.abs().compareTo(EXACT_INTEGER_MAX) >= 0)) {
            throw new MalformedDocument("a double cannot hold the number " + number);
        }
    }

    private static void checkText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new MalformedDocument("text holds half of a surrogate pair");
            }
        }
    }
}
