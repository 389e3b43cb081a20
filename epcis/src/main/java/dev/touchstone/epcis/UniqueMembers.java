// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.util.JsonParserDelegate;

/// A parser that refuses an object that names a member twice (RFC 8259 section 4 leaves open what
/// such an object means), except `eventID`: a published valid example of EPCIS 2.0 gives an event
/// its old and its new identifier that way, and the last one counts, as every common reader has
/// it.
final class UniqueMembers extends JsonParserDelegate {
    private static final String REPEATABLE = "eventID";

    private final Deque<Set<String>> open = new ArrayDeque<>();
    private boolean repeated;

    UniqueMembers(JsonParser parser) {
        super(parser);
    }

    /// Whether a member was repeated since this was last asked.
    boolean takeRepeated() {
        boolean was = repeated;
        repeated = false;
        return was;
    }

    @Override
    public @Nullable JsonToken nextToken() {
        JsonToken token = delegate.nextToken();
        if (token == JsonToken.START_OBJECT) {
            open.push(new HashSet<>());
        } else if (token == JsonToken.END_OBJECT) {
            open.pop();
        } else if (token == JsonToken.PROPERTY_NAME) {
            String name = delegate.currentName();
            if (!open.element().add(name)) {
                if (!name.equals(REPEATABLE)) {
                    throw new StreamReadException(this, "Duplicate member \"" + name + "\"");
                }
                repeated = true;
            }
        }
        return token;
    }

    @Override
    public @Nullable String nextName() {
        return nextToken() == JsonToken.PROPERTY_NAME ? currentName() : null;
    }

    @Override
    public JsonParser skipChildren() {
        int depth = 0;
        JsonToken token = currentToken();
        do {
            if (token != null && token.isStructStart()) {
                depth++;
            } else if (token != null && token.isStructEnd()) {
                depth--;
            }
            token = depth > 0 ? nextToken() : token;
        } while (depth > 0);
        return this;
    }
}
