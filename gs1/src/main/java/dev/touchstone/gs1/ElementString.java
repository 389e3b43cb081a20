// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The elements one or more symbols on a thing hold together, in their order.
///
/// Each value is valid by itself; whether the elements go together is asked with {@link
/// #violations()}, since a thing may carry some of them in another symbol. Immutable. GS1 General
/// Specifications, sections 4.13 and 7.8.
///
/// @param elements 1 to {@value #ELEMENTS_MAX} elements; a repeated identifier has the same value
public record ElementString(List<Element> elements) {
    /// The most elements of one string.
    public static final int ELEMENTS_MAX = 128;

    /// The longest text that is read, in characters; more than any symbol holds.
    public static final int CHARS_MAX = 8_192;

    /// The separator of element strings in the data of a symbol (ASCII 29).
    public static final char GROUP_SEPARATOR = '\u001d';

    /// Stands for FNC1 in texts for people; it is in none of GS1's character sets.
    public static final char FNC1 = '^';

    /// Checks number and repetitions.
    ///
    /// @throws Gs1Exception when there are none or too many, or one identifier has two values
    public ElementString {
        elements = List.copyOf(elements);
        if (elements.isEmpty() || elements.size() > ELEMENTS_MAX) {
            throw refuse(
                    "",
                    0,
                    Gs1Exception.Rule.LENGTH,
                    "has 1 to " + ELEMENTS_MAX + " elements, not " + elements.size());
        }
        Map<String, String> values = new HashMap<>();
        for (Element element : elements) {
            String before = values.put(element.ai(), element.value());
            if (before != null && !before.equals(element.value())) {
                throw refuse(
                        element.ai(),
                        0,
                        Gs1Exception.Rule.DUPLICATE,
                        "gives AI " + element.ai() + " two values");
            }
        }
    }

    /// Reads any of the ways to write elements: with identifiers in brackets, `(01)...(10)...`; as
    /// data of a symbol with FNC1 (`^` or ASCII 29) before the first element and behind those
    /// whose length is open, `^01...10...`; or as a scanner sends it, with a symbology identifier
    /// in front, `]d201...`; or a Digital Link URI.
    ///
    /// @throws Gs1Exception naming identifier, position in `text`, and rule
    public static ElementString parse(String text) {
        if (text.length() > CHARS_MAX) {
            throw refuse(
                    "",
                    CHARS_MAX,
                    Gs1Exception.Rule.LENGTH,
                    "is longer than " + CHARS_MAX + " characters");
        }
        if (text.startsWith("(")) {
            return new ElementString(ElementStringReader.bracketed(text));
        }
        if (text.startsWith("]")) {
            return ScanData.parse(text);
        }
        if (text.startsWith(String.valueOf(FNC1)) || text.startsWith("\u001d")) {
            return new ElementString(ElementStringReader.plain(text, 1));
        }
        if (text.regionMatches(true, 0, "http", 0, 4)) {
            LinkReading reading = LinkReading.of(text);
            return new ElementString(inOrder(reading));
        }
        return new ElementString(ElementStringReader.plain(text, 0));
    }

    private static List<Element> inOrder(LinkReading reading) {
        List<Element> elements = new ArrayList<>();
        elements.add(reading.link().key());
        elements.addAll(reading.link().qualifiers());
        for (LinkReading.Parameter parameter : reading.query()) {
            if (parameter.kind() == LinkReading.Kind.ATTRIBUTE) {
                elements.add(new Element(parameter.name(), parameter.value()));
            }
        }
        return elements;
    }

    /// The elements of a Digital Link.
    public static ElementString of(DigitalLink link) {
        return new ElementString(link.elements());
    }

    /// With identifiers in brackets, for people; a `(` within a value is written `\(`.
    public String bracketed() {
        StringBuilder out = new StringBuilder();
        for (Element element : elements) {
            out.append('(').append(element.ai()).append(')');
            out.append(element.value().replace("(", "\\("));
        }
        return out.toString();
    }

    /// As the data of a symbol, `^` standing for FNC1: first, and behind each element of open
    /// length that another one follows.
    public String unbracketed() {
        return FNC1 + joined(FNC1);
    }

    /// As a scanner sends what it read from this kind of symbol.
    ///
    /// @throws Gs1Exception when such a symbol cannot hold these elements
    public String scanData(Symbology symbology) {
        return ScanData.write(this, symbology);
    }

    String joined(char separator) {
        StringBuilder out = new StringBuilder();
        boolean separate = false;
        for (Element element : elements) {
            if (separate) {
                out.append(separator);
            }
            out.append(element.ai()).append(element.value());
            separate = !AiTable.require(element.ai(), 0).isLengthSet();
        }
        return out.toString();
    }

    /// These elements as a Digital Link.
    ///
    /// @throws Gs1Exception when there is no primary key, or an element cannot be in a link
    public DigitalLink link() {
        return DigitalLink.of(elements.stream().distinct().toList());
    }

    /// The value of the first element with this identifier.
    public Optional<String> value(String ai) {
        return elements.stream().filter(e -> e.ai().equals(ai)).map(Element::value).findFirst();
    }

    /// What these elements lack or may not hold together, as a whole of all symbols on a thing:
    /// the refusals that {@link #checkAssociations()} would throw, in the order of the elements.
    public List<Gs1Exception> violations() {
        return Associations.violations(elements);
    }

    /// Refuses elements that do not go together.
    ///
    /// @throws Gs1Exception of rule `REQUIRED` or `EXCLUDED`, naming the identifier
    public void checkAssociations() {
        List<Gs1Exception> violations = violations();
        if (!violations.isEmpty()) {
            throw violations.getFirst();
        }
    }

    @Override
    public String toString() {
        return bracketed();
    }

    static Gs1Exception refuse(String ai, int position, Gs1Exception.Rule rule, String what) {
        return new Gs1Exception(ai, position, rule, "element string " + what);
    }
}
