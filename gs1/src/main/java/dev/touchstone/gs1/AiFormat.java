// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.util.ArrayList;
import java.util.List;

/// The shape of the value of one application identifier: its components in order.
///
/// @param ai the application identifier, 2 to 4 digits
/// @param components what a value is made of, first to last; all but the last have a fixed length
/// @param primaryKey whether a Digital Link path may start with it
/// @param qualifiers the allowed sequences of key qualifiers; empty unless a primary key
record AiFormat(
        String ai, List<Component> components, boolean primaryKey, List<List<String>> qualifiers) {

    /// A further check on the characters of one component.
    enum Check {
        NONE,
        CHECK_DIGIT,
        DATE,
        ZERO,
        NO_LEADING_ZERO
    }

    /// @param set `N` digits, `X` set 82, `Y` set 39
    /// @param lengthMin fewest characters, 1 for a component of open length
    /// @param lengthMax most characters
    /// @param optional whether the component may be missing altogether
    record Component(char set, int lengthMin, int lengthMax, boolean optional, Check check) {

        static Component of(String text) {
            boolean optional = text.startsWith("[");
            String bare = optional ? text.substring(1, text.length() - 1) : text;
            String[] parts = bare.split(",", -1);
            Check check =
                    switch (parts.length == 1 ? "" : parts[1]) {
                        case "" -> Check.NONE;
                        case "check" -> Check.CHECK_DIGIT;
                        case "date" -> Check.DATE;
                        case "zero" -> Check.ZERO;
                        case "noleadingzero" -> Check.NO_LEADING_ZERO;
                        default -> throw new IllegalStateException("unknown check in " + text);
                    };
            boolean open = parts[0].startsWith("..", 1);
            int length = Integer.parseInt(parts[0].substring(open ? 3 : 1));
            return new Component(parts[0].charAt(0), open ? 1 : length, length, optional, check);
        }

        boolean allows(char c) {
            return switch (set) {
                case 'N' -> Characters.isDigit(c);
                case 'X' -> Characters.is82(c);
                case 'Y' -> Characters.is39(c);
                default -> throw new IllegalStateException("unknown character set " + set);
            };
        }
    }

    static AiFormat of(String ai, String spec, boolean primaryKey, List<List<String>> qualifiers) {
        List<Component> components = new ArrayList<>();
        for (String text : spec.split(" ", -1)) {
            components.add(Component.of(text));
        }
        return new AiFormat(ai, List.copyOf(components), primaryKey, qualifiers);
    }

    /// The most characters a value may have.
    int lengthMax() {
        return components.stream().mapToInt(Component::lengthMax).sum();
    }

    private int lengthMin() {
        return components.stream().filter(c -> !c.optional()).mapToInt(Component::lengthMin).sum();
    }

    /// Refuses a value that does not have this shape.
    ///
    /// @throws Gs1Exception naming the position within `value`
    void check(String value) {
        int min = lengthMin();
        int max = lengthMax();
        if (value.length() < min || value.length() > max) {
            String wanted = min == max ? "exactly " + max : min + " to " + max;
            throw refuse(
                    Math.min(value.length(), max),
                    Gs1Exception.Rule.LENGTH,
                    "needs " + wanted + " characters, got " + value.length(),
                    value);
        }
        int at = 0;
        for (Component component : components) {
            int end = Math.min(value.length(), at + component.lengthMax());
            if (end == at && component.optional()) {
                continue;
            }
            check(component, value, at, end);
            at = end;
        }
    }

    private void check(Component component, String value, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!component.allows(value.charAt(i))) {
                throw refuse(
                        i,
                        Gs1Exception.Rule.CHARACTER,
                        component.set() == 'N'
                                ? "needs a digit at position " + i
                                : "has a character outside its set at position " + i,
                        value);
            }
        }
        if (to - from < component.lengthMin()) {
            throw refuse(to, Gs1Exception.Rule.LENGTH, "has a part that is too short", value);
        }
        switch (component.check()) {
            case NONE -> {}
            case CHECK_DIGIT -> checkDigit(value, from, to);
            case DATE -> checkDate(value, from);
            case ZERO -> {
                if (value.charAt(from) != '0') {
                    throw refuse(from, Gs1Exception.Rule.STRUCTURE, "must start with 0", value);
                }
            }
            case NO_LEADING_ZERO -> {
                if (value.charAt(from) == '0' && to - from > 1) {
                    throw refuse(from, Gs1Exception.Rule.STRUCTURE, "may not start with 0", value);
                }
            }
        }
    }

    private void checkDigit(String value, int from, int to) {
        int expected = CheckDigit.of(value.substring(from, to - 1));
        if (value.charAt(to - 1) - '0' != expected) {
            throw refuse(
                    to - 1,
                    Gs1Exception.Rule.CHECK_DIGIT,
                    "has check digit " + value.charAt(to - 1) + " where " + expected + " is due",
                    value);
        }
    }

    private void checkDate(String value, int from) {
        int month = Integer.parseInt(value.substring(from + 2, from + 4));
        int day = Integer.parseInt(value.substring(from + 4, from + 6));
        if (month < 1 || month > 12) {
            throw refuse(from + 2, Gs1Exception.Rule.STRUCTURE, "has no such month", value);
        }
        boolean leap = Integer.parseInt(value.substring(from, from + 2)) % 4 == 0;
        int days = month == 2 ? (leap ? 29 : 28) : "469B".indexOf(hex(month)) >= 0 ? 30 : 31;
        if (day > days) {
            throw refuse(from + 4, Gs1Exception.Rule.STRUCTURE, "has no such day", value);
        }
    }

    private static char hex(int month) {
        return Character.toUpperCase(Character.forDigit(month, 16));
    }

    private Gs1Exception refuse(int position, Gs1Exception.Rule rule, String what, String value) {
        return new Gs1Exception(
                ai, position, rule, "AI " + ai + " " + what + ": " + Gs1Exception.excerpt(value));
    }
}
