// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.util.ArrayList;
import java.util.List;

/// Reads element strings, bracketed and plain.
final class ElementStringReader {
    private ElementStringReader() {}

    /// Reads `(01)...(10)...`; within a value `\(` stands for `(`.
    static List<Element> bracketed(String text) {
        List<Element> elements = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) != '(') {
                throw ElementString.refuse(
                        "", at, Gs1Exception.Rule.STRUCTURE, "needs ( at position " + at);
            }
            int close = text.indexOf(')', at);
            if (close < 0) {
                throw ElementString.refuse(
                        "", at, Gs1Exception.Rule.STRUCTURE, "lacks ) behind position " + at);
            }
            String ai = text.substring(at + 1, close);
            StringBuilder value = new StringBuilder();
            int i = close + 1;
            while (i < text.length() && text.charAt(i) != '(') {
                if (text.startsWith("\\(", i)) {
                    i++;
                }
                value.append(text.charAt(i));
                i++;
            }
            add(elements, ai, value.toString(), at + 1, close + 1);
            at = i;
        }
        return elements;
    }

    /// Reads the data of a symbol from `from` on, past the FNC1 in first place.
    static List<Element> plain(String text, int from) {
        List<Element> elements = new ArrayList<>();
        int at = from;
        while (at < text.length()) {
            int length = AiTable.length(text, at);
            ApplicationIdentifier ai =
                    length == 0 || at + length > text.length()
                            ? null
                            : AiTable.at(text, at, at + length);
            if (ai == null) {
                int end = Math.min(text.length(), at + Math.max(length, 2));
                throw AiTable.unknown(text.substring(at, end), at);
            }
            int valueAt = at + length;
            int separator = separator(text, valueAt);
            int end = ai.isLengthSet() ? Math.min(valueAt + ai.lengthMax(), separator) : separator;
            add(elements, ai.number(), text.substring(valueAt, end), at, valueAt);
            at = end < text.length() && end == separator ? end + 1 : end;
            if (at == text.length() && end < at) {
                // A separator behind the last element is needless, and often printed.
                break;
            }
        }
        return elements;
    }

    private static int separator(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ElementString.GROUP_SEPARATOR || c == ElementString.FNC1) {
                return i;
            }
        }
        return text.length();
    }

    private static void add(
            List<Element> elements, String ai, String value, int aiAt, int valueAt) {
        if (elements.size() >= ElementString.ELEMENTS_MAX) {
            throw ElementString.refuse(ai, aiAt, Gs1Exception.Rule.LENGTH, "has too many elements");
        }
        AiTable.require(ai, aiAt);
        try {
            elements.add(new Element(ai, value));
        } catch (Gs1Exception e) {
            String message = e.getMessage() == null ? "" : e.getMessage();
            Gs1Exception placed = new Gs1Exception(ai, valueAt + e.position(), e.rule(), message);
            placed.initCause(e);
            throw placed;
        }
    }
}
