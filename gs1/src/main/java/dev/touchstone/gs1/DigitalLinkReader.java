// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.util.ArrayList;
import java.util.List;

/// Reads one Digital Link URI. Confined to one thread; used once.
///
/// The primary key is found from the end: pairs of path segments are taken from the right until
/// one starts with a primary key, so a path before it may hold anything.
final class DigitalLinkReader {
    private record Segment(String text, int position) {}

    private final String uri;

    DigitalLinkReader(String uri) {
        this.uri = uri;
    }

    /// Refuses what cannot stand before `/01/...`.
    static void checkStem(String stem) {
        new DigitalLinkReader(stem).authorityEnd();
        if (stem.indexOf('?') >= 0 || stem.indexOf('#') >= 0 || stem.endsWith("/")) {
            throw DigitalLink.refuse(
                    "", 0, Gs1Exception.Rule.STRUCTURE, "stem has more than host and path", stem);
        }
    }

    DigitalLink read() {
        int pathStart = authorityEnd();
        int end = indexOrEnd('#', pathStart, uri.length());
        int queryStart = indexOrEnd('?', pathStart, end);
        List<Segment> segments = split('/', Math.min(pathStart + 1, queryStart), queryStart);
        int keyAt = segments.size() - 2;
        while (keyAt >= 0 && !isPrimaryKey(segments.get(keyAt).text())) {
            keyAt -= 2;
        }
        if (keyAt < 0) {
            throw refuse("", pathStart, Gs1Exception.Rule.UNKNOWN_AI, "has no primary key");
        }
        Element key = pathElement(segments, keyAt);
        List<Element> qualifiers = new ArrayList<>();
        for (int i = keyAt + 2; i < segments.size(); i += 2) {
            qualifiers.add(pathElement(segments, i));
        }
        List<Element> attributes = new ArrayList<>();
        if (queryStart < end) {
            for (Segment pair : split('&', queryStart + 1, end)) {
                attribute(pair, attributes);
            }
        }
        return new DigitalLink(key, qualifiers, attributes);
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
        for (String scheme : new String[] {"https://", "http://", "HTTPS://", "HTTP://"}) {
            if (uri.startsWith(scheme)) {
                return scheme.length();
            }
        }
        throw refuse("", 0, Gs1Exception.Rule.STRUCTURE, "does not start with https:// or http://");
    }

    private static boolean isPrimaryKey(String ai) {
        return AiTable.find(ai).map(AiFormat::primaryKey).orElse(false);
    }

    private Element pathElement(List<Segment> segments, int at) {
        Segment ai = segments.get(at);
        return element(ai.text(), ai.position(), segments.get(at + 1).text(), true);
    }

    private void attribute(Segment pair, List<Element> attributes) {
        int equals = pair.text().indexOf('=');
        String ai = equals < 0 ? pair.text() : pair.text().substring(0, equals);
        if (!Characters.allDigits(ai)) {
            return;
        }
        String value = equals < 0 ? "" : pair.text().substring(equals + 1);
        attributes.add(element(ai, pair.position(), value, false));
        if (attributes.size() > DigitalLink.ATTRIBUTES_MAX) {
            throw refuse(
                    ai, pair.position(), Gs1Exception.Rule.LENGTH, "is one attribute too many");
        }
    }

    private Element element(String ai, int position, String encoded, boolean path) {
        AiFormat format = AiTable.require(ai, position);
        int valueAt = position + ai.length() + 1;
        String value = Uris.decode(path ? encoded : encoded.replace('+', ' '), ai, valueAt);
        try {
            format.check(value);
        } catch (Gs1Exception e) {
            String message = e.getMessage() == null ? "" : e.getMessage();
            Gs1Exception placed = new Gs1Exception(ai, valueAt + e.position(), e.rule(), message);
            placed.initCause(e);
            throw placed;
        }
        return new Element(ai, value);
    }

    private int indexOrEnd(char c, int from, int end) {
        int at = uri.indexOf(c, from);
        return at < 0 || at > end ? end : at;
    }

    private List<Segment> split(char separator, int from, int to) {
        List<Segment> parts = new ArrayList<>();
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || uri.charAt(i) == separator) {
                parts.add(new Segment(uri.substring(start, i), start));
                start = i + 1;
            }
        }
        return parts;
    }

    private Gs1Exception refuse(String ai, int position, Gs1Exception.Rule rule, String what) {
        return DigitalLink.refuse(ai, position, rule, what, uri);
    }
}
