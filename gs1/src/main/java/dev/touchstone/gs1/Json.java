// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A small reader of JSON (RFC 8259), so that the library needs nothing but the JDK. Objects keep
/// the order of their members; a member given twice is refused.
///
/// Values are `Map`, `List`, `String`, `BigDecimal`, `Boolean`, or {@link Null}. Confined to one
/// thread; used once.
final class Json {
    static final int CHARS_MAX = 1024 * 1024;
    static final int DEPTH_MAX = 32;
    private static final int NUMBER_CHARS_MAX = 40;

    private final String text;
    private int at;
    private int depth;

    /// The JSON value `null`.
    enum Null {
        NULL
    }

    private Json(String text) {
        this.text = text;
    }

    static Object parse(String text) {
        Json json = new Json(text);
        if (text.length() > CHARS_MAX) {
            throw json.refuse("is longer than " + CHARS_MAX + " characters");
        }
        Object value = json.value();
        json.space();
        if (json.at < text.length()) {
            throw json.refuse("goes on behind its end");
        }
        return value;
    }

    private Object value() {
        space();
        if (at == text.length()) {
            throw refuse("ends too early");
        }
        char c = text.charAt(at);
        return switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", Null.NULL);
            default -> number();
        };
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw refuse("has no value here");
        }
        at += word.length();
        return value;
    }

    private Map<String, Object> object() {
        enter();
        Map<String, Object> members = new LinkedHashMap<>();
        space();
        if (peek('}')) {
            return members;
        }
        do {
            space();
            if (at == text.length() || text.charAt(at) != '"') {
                throw refuse("needs the name of a member here");
            }
            String name = string();
            space();
            if (!peek(':')) {
                throw refuse("needs a colon here");
            }
            if (members.put(name, value()) != null) {
                throw refuse("has a member twice");
            }
            space();
        } while (peek(','));
        leave('}');
        return members;
    }

    private List<Object> array() {
        enter();
        List<Object> items = new ArrayList<>();
        space();
        if (peek(']')) {
            return items;
        }
        do {
            items.add(value());
            space();
        } while (peek(','));
        leave(']');
        return items;
    }

    private void enter() {
        at++;
        depth++;
        if (depth > DEPTH_MAX) {
            throw refuse("is nested more than " + DEPTH_MAX + " deep");
        }
    }

    private void leave(char close) {
        if (at == text.length() || text.charAt(at) != close) {
            throw refuse("needs a comma or " + close + " here");
        }
        at++;
        depth--;
    }

    /// Takes `c` when it comes next; a closing one leaves.
    private boolean peek(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            depth -= c == '}' || c == ']' ? 1 : 0;
            return true;
        }
        return false;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return out.toString();
            }
            if (c < ' ') {
                throw refuse("has a control character in a text");
            }
            out.append(c == '\\' ? escaped() : c);
        }
        throw refuse("ends within a text");
    }

    private char escaped() {
        if (at == text.length()) {
            throw refuse("ends within a text");
        }
        char c = text.charAt(at++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default -> throw refuse("has an unknown escape");
        };
    }

    private char unit() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0) {
                throw refuse("has a broken escape");
            }
            value = value * 16 + digit;
            at++;
        }
        return (char) value;
    }

    private BigDecimal number() {
        int start = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(start, Math.min(at, start + NUMBER_CHARS_MAX));
        if (at - start > NUMBER_CHARS_MAX
                || !number.matches("-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,3})?")) {
            at = start;
            throw refuse("has no value here");
        }
        return new BigDecimal(number);
    }

    private Gs1Exception refuse(String what) {
        return new Gs1Exception(
                "", at, Gs1Exception.Rule.ENCODING, "JSON " + what + ", at position " + at);
    }

    /// Writes a text with quotes.
    static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                default -> {
                    if (c < ' ') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
