// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads one Digital Link URI. Confined to one thread; used once.
///
/// The primary key is found from the end: pairs of path segments are taken from the right until
/// one starts with a primary key, so a path before it may hold anything.
final class DigitalLinkReader {
    private static final int PARAMETERS_MAX = 256;

    private final String uri;
    private final Set<LinkReading.Leniency> leniencies;
    private final boolean wholeQuery;

    /// A reader that leaves out the parameters that are not GS1's.
    DigitalLinkReader(String uri) {
        this(uri, Set.of(), false);
    }

    DigitalLinkReader(String uri, Set<LinkReading.Leniency> leniencies) {
        this(uri, leniencies, true);
    }

    private DigitalLinkReader(
            String uri, Set<LinkReading.Leniency> leniencies, boolean wholeQuery) {
        this.uri = uri;
        this.leniencies = leniencies;
        this.wholeQuery = wholeQuery;
    }

    /// Refuses what cannot stand before `/01/...`.
    static void checkStem(String stem) {
        new DigitalLinkReader(stem).authorityEnd();
        if (stem.indexOf('?') >= 0 || stem.indexOf('#') >= 0 || stem.endsWith("/")) {
            throw DigitalLink.refuse(
                    "", 0, Gs1Exception.Rule.STRUCTURE, "stem has more than host and path", stem);
        }
    }

    /// Refuses what is no URI with scheme and host.
    static void checkUri(String uri) {
        new DigitalLinkReader(uri).authorityEnd();
    }

    LinkReading read() {
        int pathStart = authorityEnd();
        int end = indexOrEnd('#', pathStart, uri.length());
        int queryStart = indexOrEnd('?', pathStart, end);
        List<Element> path = new ArrayList<>(4);
        int at = keyAt(pathStart, queryStart);
        while (at <= queryStart) {
            int slash = indexOrEnd('/', at, queryStart);
            int valueEnd = indexOrEnd('/', Math.min(slash + 1, queryStart), queryStart);
            path.add(element(at, slash, valueEnd, true));
            at = valueEnd + 1;
        }
        Element key = path.getFirst();
        List<Element> qualifiers = path.subList(1, path.size());
        if (queryStart >= end - 1) {
            return new LinkReading(new DigitalLink(key, qualifiers, List.of()), List.of());
        }
        List<Element> attributes = new ArrayList<>();
        List<LinkReading.Parameter> query = new ArrayList<>();
        int from = queryStart + 1;
        while (from <= end) {
            int to = indexOrEnd('&', from, end);
            if (to > from) {
                parameter(from, to, attributes, query);
            }
            from = to + 1;
        }
        return new LinkReading(new DigitalLink(key, qualifiers, attributes), query);
    }

    /// Where the identifier of the primary key starts: behind the last slash at which pairs of
    /// segments up to the query begin with a primary key.
    private int keyAt(int pathStart, int queryStart) {
        int end = queryStart;
        while (end > pathStart) {
            int valueSlash = uri.lastIndexOf('/', end - 1);
            int aiSlash = valueSlash <= pathStart ? -1 : uri.lastIndexOf('/', valueSlash - 1);
            if (aiSlash < pathStart) {
                break;
            }
            ApplicationIdentifier ai = AiTable.at(uri, aiSlash + 1, valueSlash);
            if (ai != null && ai.isPrimaryKey()) {
                return aiSlash + 1;
            }
            end = aiSlash;
        }
        throw refuse("", pathStart, Gs1Exception.Rule.UNKNOWN_AI, "has no primary key");
    }

    /// Checks characters, scheme and host; gives the index behind the host.
    private int authorityEnd() {
        if (uri.length() > DigitalLink.URI_CHARS_MAX) {
            throw refuse(
                    "",
                    DigitalLink.URI_CHARS_MAX,
                    Gs1Exception.Rule.LENGTH,
                    "is longer than " + DigitalLink.URI_CHARS_MAX + " characters");
        }
        int bad = Uris.firstBad(uri);
        if (bad >= 0) {
            throw refuse("", bad, Gs1Exception.Rule.ENCODING, "is no URI at position " + bad);
        }
        int hostStart = schemeEnd();
        int hostEnd = hostStart;
        while (hostEnd < uri.length() && "/?#".indexOf(uri.charAt(hostEnd)) < 0) {
            char c = uri.charAt(hostEnd);
            if (!Uris.isUnreserved(c) && ":[]".indexOf(c) < 0) {
                throw refuse("", hostEnd, Gs1Exception.Rule.CHARACTER, "has a bad host");
            }
            hostEnd++;
        }
        if (hostEnd == hostStart) {
            throw refuse("", hostStart, Gs1Exception.Rule.STRUCTURE, "has no host");
        }
        return hostEnd;
    }

    private int schemeEnd() {
        if (uri.startsWith("https://") || uri.startsWith("HTTPS://")) {
            return 8;
        }
        if (uri.startsWith("http://") || uri.startsWith("HTTP://")) {
            return 7;
        }
        throw refuse("", 0, Gs1Exception.Rule.STRUCTURE, "does not start with https:// or http://");
    }

    private void parameter(
            int from, int to, List<Element> attributes, List<LinkReading.Parameter> query) {
        if (query.size() >= PARAMETERS_MAX) {
            throw refuse("", from, Gs1Exception.Rule.LENGTH, "has too many parameters");
        }
        int equals = indexOrEnd('=', from, to);
        boolean foreign =
                equals == from || Characters.firstNot(Characters.DIGIT, uri, from, equals) >= 0;
        if (foreign && !wholeQuery) {
            return;
        }
        if (foreign) {
            query.add(
                    new LinkReading.Parameter(
                            decoded(from, equals),
                            equals == to ? "" : decoded(equals + 1, to),
                            LinkReading.Kind.OTHER));
            return;
        }
        if (AiTable.at(uri, from, equals) == null
                && leniencies.contains(LinkReading.Leniency.UNKNOWN_AI)) {
            query.add(
                    new LinkReading.Parameter(
                            uri.substring(from, equals),
                            equals == to ? "" : decoded(equals + 1, to),
                            LinkReading.Kind.UNKNOWN_AI));
            return;
        }
        Element attribute = element(from, equals, to, false);
        attributes.add(attribute);
        if (wholeQuery) {
            query.add(
                    new LinkReading.Parameter(
                            attribute.ai(), attribute.value(), LinkReading.Kind.ATTRIBUTE));
        }
        if (attributes.size() > DigitalLink.ATTRIBUTES_MAX) {
            throw refuse(
                    attribute.ai(), from, Gs1Exception.Rule.LENGTH, "is one attribute too many");
        }
    }

    private String decoded(int from, int to) {
        return Uris.decode(uri.substring(from, to).replace('+', ' '), "", from);
    }

    /// The identifier from `from` to the separator, with the value behind that.
    private Element element(int from, int separator, int to, boolean path) {
        ApplicationIdentifier found = AiTable.at(uri, from, separator);
        if (found == null) {
            throw AiTable.unknown(uri.substring(from, separator), from);
        }
        String ai = found.number();
        int valueAt = Math.min(separator + 1, to);
        String encoded = uri.substring(valueAt, to);
        String value = Uris.decode(path ? encoded : encoded.replace('+', ' '), ai, valueAt);
        if (leniencies.contains(LinkReading.Leniency.SHORT_GTIN)) {
            value = filled(ai, value);
        }
        try {
            return new Element(ai, value);
        } catch (Gs1Exception e) {
            String message = e.getMessage() == null ? "" : e.getMessage();
            Gs1Exception placed = new Gs1Exception(ai, valueAt + e.position(), e.rule(), message);
            placed.initCause(e);
            throw placed;
        }
    }

    private static String filled(String ai, String value) {
        int length = value.length();
        boolean shorter = length == 8 || length == 12 || length == 13;
        return (ai.equals("01") || ai.equals("02")) && shorter
                ? "0".repeat(14 - length) + value
                : value;
    }

    private int indexOrEnd(char c, int from, int end) {
        int at = uri.indexOf(c, from, end);
        return at < 0 ? end : at;
    }

    private Gs1Exception refuse(String ai, int position, Gs1Exception.Rule rule, String what) {
        return DigitalLink.refuse(ai, position, rule, what, uri);
    }
}
