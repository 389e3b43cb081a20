// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.web;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Strict, bounded JSON: duplicate keys, trailing text, bad UTF-8 and deep nesting are refused.
/// Thread-safe.
public final class Json {
    /// How deep objects and arrays may nest.
    public static final int DEPTH_MAX = 64;

    private static final int STRING_LENGTH_MAX = 1_000_000;

    /// The one mapper, for reading trees and for writing records.
    public static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEPTH_MAX)
                                                    .maxStringLength(STRING_LENGTH_MAX)
                                                    .maxNumberLength(100)
                                                    .maxNameLength(1_000)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private Json() {}

    /// Reads one JSON value.
    ///
    /// @throws Refused MALFORMED_JSON, DUPLICATE_KEY, TOO_DEEP or BAD_UTF8
    public static JsonNode parse(byte[] utf8) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException e) {
            throw new Refused(Code.BAD_UTF8);
        }
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node == null || node.isMissingNode()) {
                throw new Refused(Code.MALFORMED_JSON, "1:1");
            }
            return node;
        } catch (StreamConstraintsException e) {
            throw new Refused(Code.TOO_DEEP, DEPTH_MAX);
        } catch (JacksonException e) {
            String where = e.getLocation() == null ? "?" : lineColumn(e);
            if (e.getOriginalMessage().startsWith("Duplicate")) {
                throw new Refused(Code.DUPLICATE_KEY, where);
            }
            throw new Refused(Code.MALFORMED_JSON, where);
        }
    }

    private static String lineColumn(JacksonException e) {
        return e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr();
    }

    /// Writes a record, map, list or tree as UTF-8.
    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }
}
