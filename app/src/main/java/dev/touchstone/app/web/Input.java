// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.web;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a caller sent: a JSON object or the fields of a form, read field by field into the
/// domain's types. Every refusal names the field and the limit. A field that was not announced is
/// refused, so a misspelt name never passes unseen. Confined to one request.
public final class Input {
    private static final int FORM_FIELDS_MAX = 500;

    private final JsonNode node;
    private final String path;
    private final boolean form;

    private Input(JsonNode node, String path, boolean form) {
        this.node = node;
        this.path = path;
        this.form = form;
    }

    static Input ofJson(JsonNode node, String... allowed) {
        return new Input(node, "", false).only(Set.of(allowed));
    }

    static Input ofForm(String body, String... allowed) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        int count = 0;
        for (String pair : body.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            if (++count > FORM_FIELDS_MAX) {
                throw new Refused(Code.WRONG_COUNT, 0, FORM_FIELDS_MAX);
            }
            int eq = pair.indexOf('=');
            String name = decode(eq < 0 ? pair : pair.substring(0, eq));
            String value = eq < 0 ? "" : decode(pair.substring(eq + 1));
            if (fields.has(name)) {
                throw new Refused(Code.DUPLICATE_KEY, name).at(name);
            }
            fields.put(name, value.replace("\r\n", "\n"));
        }
        fields.remove(Tokens.FIELD);
        return new Input(fields, "", true).only(Set.of(allowed));
    }

    /// Fields read from elsewhere, as the cells of a CSV line.
    static Input ofFields(Map<String, String> fields) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        fields.forEach(node::put);
        return new Input(node, "", true);
    }

    static String decode(String percentEncoded) {
        try {
            String text = URLDecoder.decode(percentEncoded, StandardCharsets.UTF_8);
            if (text.indexOf('\uFFFD') >= 0) {
                throw new Refused(Code.BAD_UTF8);
            }
            return text;
        } catch (IllegalArgumentException e) {
            throw new Refused(Code.BAD_REQUEST);
        }
    }

    Input only(Set<String> allowed) {
        if (!(node instanceof ObjectNode)) {
            throw new Refused(Code.WRONG_TYPE, "object").at(path.isEmpty() ? "/" : path);
        }
        for (String name : node.propertyNames()) {
            if (!allowed.contains(name)) {
                throw new Refused(Code.UNKNOWN_FIELD).at(at(shorten(name)));
            }
        }
        return this;
    }

    private static String shorten(String name) {
        return name.length() <= 60 ? name : name.substring(0, 60) + "…";
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private Optional<JsonNode> value(String name) {
        JsonNode child = node.get(name);
        return child == null || child.isNull() ? Optional.empty() : Optional.of(child);
    }

    /// Whether the field was sent, with something in it.
    public boolean has(String name) {
        return value(name)
                .filter(child -> !child.isString() || !child.stringValue().isBlank())
                .isPresent();
    }

    private JsonNode required(String name) {
        return value(name).orElseThrow(() -> new Refused(Code.MISSING_FIELD).at(at(name)));
    }

    /// A text of 1 to `lengthMax` characters, trimmed and in Unicode normal form C, on one line.
    ///
    /// @throws Refused naming the field
    public String text(String name, int lengthMax) {
        String text = clean(name, required(name), lengthMax, false);
        if (text.isEmpty()) {
            throw new Refused(Code.MISSING_FIELD).at(at(name));
        }
        return text;
    }

    /// The same with line breaks allowed.
    public String lines(String name, int lengthMax) {
        String text = clean(name, required(name), lengthMax, true);
        if (text.isEmpty()) {
            throw new Refused(Code.MISSING_FIELD).at(at(name));
        }
        return text;
    }

    /// A text that may be absent or blank.
    public Optional<String> optionalText(String name, int lengthMax) {
        return value(name)
                .map(child -> clean(name, child, lengthMax, true))
                .filter(text -> !text.isEmpty());
    }

    /// A secret, taken exactly as sent.
    public String secret(String name, int lengthMax) {
        JsonNode child = required(name);
        if (!child.isString()) {
            throw new Refused(Code.WRONG_TYPE, "string").at(at(name));
        }
        if (child.stringValue().length() > lengthMax) {
            throw new Refused(Code.TOO_LONG, lengthMax).at(at(name));
        }
        return child.stringValue();
    }

    private String clean(String name, JsonNode child, int lengthMax, boolean lineBreaks) {
        if (!child.isString()) {
            throw new Refused(Code.WRONG_TYPE, "string").at(at(name));
        }
        String raw = child.stringValue();
        if (raw.length() > 4 * lengthMax + 100) {
            throw new Refused(Code.TOO_LONG, lengthMax).at(at(name));
        }
        String text = Normalizer.normalize(raw, Normalizer.Form.NFC).strip();
        if (text.codePointCount(0, text.length()) > lengthMax) {
            throw new Refused(Code.TOO_LONG, lengthMax).at(at(name));
        }
        text.codePoints()
                .forEach(
                        point -> {
                            boolean allowedBreak = lineBreaks && (point == '\n' || point == '\t');
                            int type = Character.getType(point);
                            boolean bad =
                                    type == Character.CONTROL
                                            || type == Character.SURROGATE
                                            || type == Character.UNASSIGNED;
                            if (bad && !allowedBreak) {
                                throw new Refused(Code.BAD_CHARACTER).at(at(name));
                            }
                        });
        return text;
    }

    /// A value of the domain made from a text, by a function that says what is wrong with it.
    ///
    /// @param parse throws [IllegalArgumentException] whose message tells the rule that was
    ///     broken, or a [Refused] of its own
    public <T> T parse(String name, int lengthMax, Function<String, T> parse) {
        String text = text(name, lengthMax);
        try {
            return parse.apply(text);
        } catch (Refused e) {
            throw e.at(at(name));
        } catch (IllegalArgumentException e) {
            throw new Refused(Code.INVALID_VALUE, String.valueOf(e.getMessage())).at(at(name));
        }
    }

    /// The same for a field that may be absent or blank.
    public <T> Optional<T> optional(String name, int lengthMax, Function<String, T> parse) {
        return optionalText(name, lengthMax).isEmpty()
                ? Optional.empty()
                : Optional.of(parse(name, lengthMax, parse));
    }

    /// A whole number.
    public long integer(String name, long min, long max) {
        JsonNode child = required(name);
        long number;
        if (form && child.isString()) {
            try {
                number = Long.parseLong(child.stringValue().strip());
            } catch (NumberFormatException e) {
                throw new Refused(Code.WRONG_TYPE, "integer").at(at(name));
            }
        } else if (child.isIntegralNumber() && child.canConvertToLong()) {
            number = child.longValue();
        } else {
            throw new Refused(Code.WRONG_TYPE, "integer").at(at(name));
        }
        if (number < min || number > max) {
            throw new Refused(Code.OUT_OF_RANGE, min, max).at(at(name));
        }
        return number;
    }

    /// True or false; in a form, a ticked box.
    public boolean flag(String name) {
        Optional<JsonNode> child = value(name);
        if (child.isEmpty()) {
            return false;
        }
        if (child.get().isBoolean()) {
            return child.get().booleanValue();
        }
        if (form) {
            return Set.of("true", "on", "1").contains(child.get().stringValue());
        }
        throw new Refused(Code.WRONG_TYPE, "boolean").at(at(name));
    }

    /// One of an enum's names, in any case.
    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        String text = text(name, 60).toUpperCase(Locale.ROOT).replace('-', '_');
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        String allowed =
                Arrays.stream(type.getEnumConstants())
                        .map(Enum::name)
                        .collect(Collectors.joining(", "));
        throw new Refused(Code.UNKNOWN_VALUE, allowed).at(at(name));
    }

    /// An id of ours.
    public UUID id(String name) {
        return parse(name, 36, Input::uuid);
    }

    static UUID uuid(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException("an id has 36 characters");
        }
        return UUID.fromString(text);
    }

    /// A day, as `2026-09-01`.
    public LocalDate date(String name) {
        return parse(
                name,
                10,
                text -> {
                    try {
                        return LocalDate.parse(text);
                    } catch (DateTimeParseException e) {
                        throw new Refused(Code.WRONG_TYPE, "YYYY-MM-DD");
                    }
                });
    }

    /// A moment with its offset, as `2026-09-01T00:00:00+08:00`.
    public OffsetDateTime time(String name) {
        return parse(
                name,
                40,
                text -> {
                    try {
                        return OffsetDateTime.parse(text);
                    } catch (DateTimeParseException e) {
                        throw new Refused(Code.WRONG_TYPE, "YYYY-MM-DDThh:mm:ss+hh:mm");
                    }
                });
    }

    /// A nested object with its own announced fields; JSON only.
    public Input object(String name, String... allowed) {
        return new Input(required(name), at(name), form).only(Set.of(allowed));
    }

    /// A list of nested objects; JSON only.
    public List<Input> objects(String name, int countMin, int countMax, String... allowed) {
        JsonNode child = required(name);
        if (!child.isArray()) {
            throw new Refused(Code.WRONG_TYPE, "array").at(at(name));
        }
        if (child.size() < countMin || child.size() > countMax) {
            throw new Refused(Code.WRONG_COUNT, countMin, countMax).at(at(name));
        }
        List<Input> inputs = new ArrayList<>();
        for (int i = 0; i < child.size(); i++) {
            String place = at(name) + "[" + i + "]";
            inputs.add(new Input(child.get(i), place, form).only(Set.of(allowed)));
        }
        return inputs;
    }

    /// A list of texts; in a form, separated by commas or line breaks.
    public List<String> texts(String name, int countMin, int countMax, int lengthMax) {
        JsonNode child = required(name);
        List<String> texts = new ArrayList<>();
        if (form && child.isString()) {
            for (String part : child.stringValue().split("[,\\n]", -1)) {
                if (!part.isBlank()) {
                    texts.add(part.strip());
                }
            }
        } else if (child.isArray()) {
            for (int i = 0; i < child.size(); i++) {
                texts.add(clean(name + "[" + i + "]", child.get(i), lengthMax, false));
            }
        } else {
            throw new Refused(Code.WRONG_TYPE, "array").at(at(name));
        }
        if (texts.size() < countMin || texts.size() > countMax) {
            throw new Refused(Code.WRONG_COUNT, countMin, countMax).at(at(name));
        }
        return texts;
    }
}
