// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.io.InputStream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/// How this module reads JSON: strict, numbers exact.
final class Json {
    static final int NUMBER_CHARS_MAX = 100;
    static final int NAME_CHARS_MAX = 2_048;

    /// Builds trees, from a parser with limits or from bytes that were read under limits before.
    static final JsonMapper MAPPER =
            JsonMapper.builder(factory(new Limits(1 << 30, 1 << 30, 1, 1_000, 1 << 30, 1)))
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private Json() {}

    /// A parser that holds to `limits`.
    ///
    /// @param strict whether an object may not name a member twice, see {@link UniqueMembers}
    static JsonParser parser(InputStream in, Limits limits, boolean strict) {
        JsonParser parser = factory(limits).createParser(ObjectReadContext.empty(), in);
        return strict ? new UniqueMembers(parser) : parser;
    }

    private static JsonFactory factory(Limits limits) {
        StreamReadConstraints constraints =
                StreamReadConstraints.builder()
                        .maxNestingDepth(limits.nestingDepthMax())
                        .maxStringLength(limits.stringCharsMax())
                        .maxNameLength(NAME_CHARS_MAX)
                        .maxNumberLength(NUMBER_CHARS_MAX)
                        .build();
        return JsonFactory.builder()
                .streamReadConstraints(constraints)
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .build();
    }
}
