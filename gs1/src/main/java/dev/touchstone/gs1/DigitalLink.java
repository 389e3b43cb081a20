// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What an uncompressed GS1 Digital Link URI says, whatever host it was found on.
///
/// Two links are equal when they name the same thing with the same attributes. GS1 Digital Link
/// Standard: URI Syntax, section 4.
///
/// @param key the primary identification key, such as AI 01
/// @param qualifiers the key qualifiers, in the order the standard sets
/// @param attributes data attributes of the query, sorted by application identifier
public record DigitalLink(Element key, List<Element> qualifiers, List<Element> attributes) {
    /// The longest URI that is read, in characters.
    public static final int URI_CHARS_MAX = 2_048;

    /// The most data attributes one link may carry.
    public static final int ATTRIBUTES_MAX = 64;

    /// The stem of canonical links.
    public static final String CANONICAL_STEM = "https://id.gs1.org";

    private static final Comparator<Element> BY_AI = Comparator.comparing(Element::ai);

    /// Checks that the parts go together.
    ///
    /// @throws Gs1Exception when `key` is no primary key, a qualifier does not belong to it or
    ///     stands in the wrong order, an identifier is repeated, or there are too many attributes
    public DigitalLink {
        qualifiers = List.copyOf(qualifiers);
        if (attributes.size() > 1) {
            List<Element> sorted = new ArrayList<>(attributes);
            sorted.sort(BY_AI);
            attributes = sorted;
        }
        attributes = List.copyOf(attributes);
        ApplicationIdentifier format = AiTable.require(key.ai(), 0);
        if (!format.isPrimaryKey()) {
            throw refuse(key.ai(), 0, Gs1Exception.Rule.UNKNOWN_AI, "is no primary key", "");
        }
        if (!qualifiers.isEmpty()) {
            checkQualifiers(format, qualifiers);
        }
        if (attributes.size() > ATTRIBUTES_MAX) {
            throw refuse(
                    key.ai(),
                    0,
                    Gs1Exception.Rule.LENGTH,
                    "has more than " + ATTRIBUTES_MAX + " attributes",
                    "");
        }
        String before = "";
        for (Element attribute : attributes) {
            String ai = attribute.ai();
            if (ai.equals(before) || ai.equals(key.ai()) || holds(qualifiers, ai)) {
                throw refuse(ai, 0, Gs1Exception.Rule.DUPLICATE, "is given twice", "");
            }
            if (format.takesQualifier(ai)) {
                throw refuse(ai, 0, Gs1Exception.Rule.ORDER, "belongs into the path", "");
            }
            if (!AiTable.require(ai, 0).isLinkAttribute()) {
                throw refuse(ai, 0, Gs1Exception.Rule.ORDER, "is no data attribute", "");
            }
            before = ai;
        }
    }

    private static boolean holds(List<Element> elements, String ai) {
        return value(elements, ai).isPresent();
    }

    private static void checkQualifiers(ApplicationIdentifier format, List<Element> qualifiers) {
        for (Element qualifier : qualifiers) {
            if (!format.takesQualifier(qualifier.ai())) {
                throw refuse(
                        qualifier.ai(),
                        0,
                        Gs1Exception.Rule.UNKNOWN_AI,
                        "is no key qualifier of AI " + format.number(),
                        "");
            }
        }
        for (List<String> order : format.qualifiers()) {
            if (isOrdered(qualifiers, order)) {
                return;
            }
        }
        throw refuse(
                qualifiers.getFirst().ai(),
                0,
                Gs1Exception.Rule.ORDER,
                "and its companions %s stand in an order AI %s forbids"
                        .formatted(qualifiers.stream().map(Element::ai).toList(), format.number()),
                "");
    }

    /// Whether `qualifiers` is `order` with some of its members left out.
    private static boolean isOrdered(List<Element> qualifiers, List<String> order) {
        int next = 0;
        for (Element qualifier : qualifiers) {
            int at = order.indexOf(qualifier.ai());
            if (at < next) {
                return false;
            }
            next = at + 1;
        }
        return true;
    }

    /// Puts elements together in any order: the one primary key that all others can go with, its
    /// qualifiers in their order, and attributes.
    ///
    /// Of several primary keys the first one given becomes the key, the others attributes.
    ///
    /// @throws Gs1Exception when there is no primary key, or an element can be neither qualifier
    ///     nor attribute
    public static DigitalLink of(List<Element> elements) {
        Element key =
                elements.stream()
                        .filter(e -> AiTable.require(e.ai(), 0).isPrimaryKey())
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        refuse(
                                                "",
                                                0,
                                                Gs1Exception.Rule.STRUCTURE,
                                                "needs a primary key",
                                                elements.toString()));
        ApplicationIdentifier format = AiTable.require(key.ai(), 0);
        List<Element> qualifiers = new ArrayList<>();
        List<Element> attributes = new ArrayList<>();
        for (Element element : elements) {
            if (!element.equals(key)) {
                (format.takesQualifier(element.ai()) ? qualifiers : attributes).add(element);
            }
        }
        for (List<String> order : format.qualifiers()) {
            if (qualifiers.stream().allMatch(q -> order.contains(q.ai()))) {
                qualifiers.sort(Comparator.comparingInt(q -> order.indexOf(q.ai())));
                break;
            }
        }
        return new DigitalLink(key, qualifiers, attributes);
    }

    /// Key, qualifiers and attributes, in this order.
    public List<Element> elements() {
        List<Element> all = new ArrayList<>(1 + qualifiers.size() + attributes.size());
        all.add(key);
        all.addAll(qualifiers);
        all.addAll(attributes);
        return List.copyOf(all);
    }

    /// A link to the trade item as such.
    public static DigitalLink of(Gtin gtin) {
        return new DigitalLink(new Element("01", gtin.digits()), List.of(), List.of());
    }

    /// A link to one batch or lot.
    public static DigitalLink of(Gtin gtin, LotNumber lot) {
        return of(gtin).with(new Element("10", lot.text()));
    }

    /// A link to one item.
    public static DigitalLink of(Gtin gtin, Serial serial) {
        return of(gtin).with(new Element("21", serial.text()));
    }

    /// A link to one item that also says its batch or lot.
    public static DigitalLink of(Gtin gtin, LotNumber lot, Serial serial) {
        return of(gtin, lot).with(new Element("21", serial.text()));
    }

    /// A link to a logistic unit.
    public static DigitalLink of(Sscc sscc) {
        return new DigitalLink(new Element("00", sscc.digits()), List.of(), List.of());
    }

    /// A link to a place.
    public static DigitalLink of(Gln gln) {
        return new DigitalLink(new Element("414", gln.digits()), List.of(), List.of());
    }

    /// This link with one more key qualifier behind the others.
    public DigitalLink with(Element qualifier) {
        List<Element> more = new ArrayList<>(qualifiers);
        more.add(qualifier);
        return new DigitalLink(key, more, attributes);
    }

    /// Reads an uncompressed Digital Link URI; a path before the primary key is allowed. {@link
    /// LinkReading#of(String)} says more: what else the query holds, in which order.
    ///
    /// @throws Gs1Exception when it is no such URI; the position counts from its first character
    public static DigitalLink parse(String uri) {
        return new DigitalLinkReader(uri).read().link();
    }

    /// The link in `uri`, or empty when it is no Digital Link URI.
    public static Optional<DigitalLink> find(String uri) {
        try {
            return Optional.of(parse(uri));
        } catch (Gs1Exception e) {
            return Optional.empty();
        }
    }

    /// The canonical URI: GS1's own host, attributes in the order of their identifiers.
    public String canonical() {
        return uri(CANONICAL_STEM);
    }

    /// The URI on an own host.
    ///
    /// @param stem scheme, host and perhaps a path, such as `https://example.com/q`
    /// @throws Gs1Exception when `stem` is no such URI, or ends in what reads as a key
    public String uri(String stem) {
        String bare = stem.endsWith("/") ? stem.substring(0, stem.length() - 1) : stem;
        DigitalLinkReader.checkStem(bare);
        StringBuilder out = new StringBuilder(bare);
        append(out, '/', key, '/');
        qualifiers.forEach(q -> append(out, '/', q, '/'));
        char separator = '?';
        for (Element attribute : attributes) {
            append(out, separator, attribute, '=');
            separator = '&';
        }
        return out.toString();
    }

    private static void append(StringBuilder out, char before, Element element, char between) {
        out.append(before).append(element.ai()).append(between);
        out.append(Uris.encode(element.value()));
    }

    /// The same key and qualifiers without data attributes.
    public DigitalLink withoutAttributes() {
        return attributes.isEmpty() ? this : new DigitalLink(key, qualifiers, List.of());
    }

    /// The trade item, when the key is AI 01.
    public Optional<Gtin> gtin() {
        return key.ai().equals("01") ? Optional.of(new Gtin(key.value())) : Optional.empty();
    }

    /// The logistic unit, when the key is AI 00.
    public Optional<Sscc> sscc() {
        return key.ai().equals("00") ? Optional.of(new Sscc(key.value())) : Optional.empty();
    }

    /// The place or party, when the key is AI 414 or 417.
    public Optional<Gln> gln() {
        boolean location = key.ai().equals("414") || key.ai().equals("417");
        return location ? Optional.of(new Gln(key.value())) : Optional.empty();
    }

    /// The batch or lot, when AI 10 is among the qualifiers.
    public Optional<LotNumber> lot() {
        return qualifier("10").map(LotNumber::new);
    }

    /// The serial number, when AI 21 is among the qualifiers.
    public Optional<Serial> serial() {
        return qualifier("21").map(Serial::new);
    }

    /// The value of one key qualifier.
    public Optional<String> qualifier(String ai) {
        return value(qualifiers, ai);
    }

    /// The value of one data attribute.
    public Optional<String> attribute(String ai) {
        return value(attributes, ai);
    }

    private static Optional<String> value(List<Element> elements, String ai) {
        for (Element element : elements) {
            if (element.ai().equals(ai)) {
                return Optional.of(element.value());
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return canonical();
    }

    static Gs1Exception refuse(
            String ai, int position, Gs1Exception.Rule rule, String what, String text) {
        String subject = ai.isEmpty() ? "Digital Link" : String.format(Locale.ROOT, "AI %s", ai);
        String shown = text.isEmpty() ? "" : ": " + Gs1Exception.excerpt(text);
        return new Gs1Exception(ai, position, rule, subject + " " + what + shown);
    }
}
