// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The one text under which a thing is known, however its identifier was written.
///
/// An EPC URN and every Digital Link URI of one thing have the same key: the canonical Digital
/// Link on `id.gs1.org`, without attributes and without the qualifiers that a finer one makes
/// needless (a serial number makes lot and variant needless). Any other URI is its own key, with
/// scheme, host and URN namespace in lower case.
///
/// @param uri the canonical URI, at most {@value DigitalLink#URI_CHARS_MAX} characters
/// @param level what kind of thing it names
public record ItemKey(String uri, Level level) {
    /// What a key names.
    public enum Level {
        /// One single thing: an item, a logistic unit, an asset, a document.
        INSTANCE,
        /// All things of one batch or lot.
        LOT,
        /// All things of one trade item or type.
        CLASS,
        /// A place or party.
        LOCATION,
        /// A URI that is not of GS1's making, so what it names is unknown here.
        OTHER
    }

    /// Reads an identifier strictly: a URN of a known EPC scheme must be well-formed throughout.
    ///
    /// @throws Gs1Exception when `text` is no absolute URI, or a broken EPC URN
    public static ItemKey of(String text) {
        checkUri(text);
        Optional<DigitalLink> link = EpcUri.toDigitalLink(text);
        if (link.isEmpty()) {
            link = DigitalLink.find(text);
        }
        return link.map(ItemKey::of).orElseGet(() -> other(text));
    }

    /// Reads an identifier that is only known to be an absolute URI: a broken EPC URN becomes a
    /// key of level `OTHER`.
    ///
    /// @throws Gs1Exception when `text` is no absolute URI
    public static ItemKey lenient(String text) {
        checkUri(text);
        try {
            return of(text);
        } catch (Gs1Exception e) {
            return other(text);
        }
    }

    /// The key of what `link` names.
    public static ItemKey of(DigitalLink link) {
        DigitalLink finest = finest(link.withoutAttributes());
        return new ItemKey(finest.canonical(), level(finest));
    }

    /// The Digital Link of this key, unless its level is `OTHER`.
    public Optional<DigitalLink> link() {
        return level == Level.OTHER ? Optional.empty() : Optional.of(DigitalLink.parse(uri));
    }

    @Override
    public String toString() {
        return uri;
    }

    private static DigitalLink finest(DigitalLink link) {
        Optional<Element> serial =
                link.qualifiers().stream().filter(q -> q.ai().equals("21")).findFirst();
        Optional<Element> lot =
                link.qualifiers().stream().filter(q -> q.ai().equals("10")).findFirst();
        return serial.or(() -> lot)
                .map(only -> new DigitalLink(link.key(), List.of(only), List.of()))
                .orElse(link);
    }

    private static Level level(DigitalLink link) {
        int length = link.key().value().length();
        return switch (link.key().ai()) {
            case "01", "8006" -> {
                if (link.serial().isPresent() || link.qualifier("235").isPresent()) {
                    yield Level.INSTANCE;
                }
                yield link.lot().isPresent() ? Level.LOT : Level.CLASS;
            }
            case "8003" -> length > 14 ? Level.INSTANCE : Level.CLASS;
            case "253", "255" -> length > 13 ? Level.INSTANCE : Level.CLASS;
            case "8010" -> link.qualifier("8011").isPresent() ? Level.INSTANCE : Level.CLASS;
            case "8013" -> Level.CLASS;
            case "414", "415", "417" -> Level.LOCATION;
            default -> Level.INSTANCE;
        };
    }

    private static ItemKey other(String text) {
        int schemeEnd = text.indexOf(':');
        String scheme = text.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
        String rest = text.substring(schemeEnd);
        int lowerTo = 0;
        if (scheme.equals("urn")) {
            int namespaceEnd = rest.indexOf(':', 1);
            lowerTo = Math.max(namespaceEnd, 0);
            if (rest.regionMatches(true, 0, ":uuid:", 0, 6)) {
                lowerTo = rest.length();
            }
        } else if (rest.startsWith("://")) {
            lowerTo = 3;
            while (lowerTo < rest.length() && "/?#".indexOf(rest.charAt(lowerTo)) < 0) {
                lowerTo++;
            }
        }
        String lowered = rest.substring(0, lowerTo).toLowerCase(Locale.ROOT);
        return new ItemKey(scheme + lowered + rest.substring(lowerTo), Level.OTHER);
    }

    /// Refuses what is no absolute URI (RFC 3986) of at most {@value DigitalLink#URI_CHARS_MAX}
    /// characters.
    ///
    /// @throws Gs1Exception naming the first wrong position
    public static void checkUri(String text) {
        if (text.length() > DigitalLink.URI_CHARS_MAX) {
            throw new Gs1Exception(
                    "",
                    DigitalLink.URI_CHARS_MAX,
                    Gs1Exception.Rule.LENGTH,
                    "an identifier has at most "
                            + DigitalLink.URI_CHARS_MAX
                            + " characters, got "
                            + text.length());
        }
        int bad = Uris.firstBad(text);
        if (bad >= 0) {
            throw notUri(bad, text);
        }
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1 || !Characters.isLetter(text.charAt(0))) {
            throw notUri(Math.max(colon, 0), text);
        }
        for (int i = 1; i < colon; i++) {
            char c = text.charAt(i);
            if (!Characters.isLetter(c) && !Characters.isDigit(c) && "+-.".indexOf(c) < 0) {
                throw notUri(i, text);
            }
        }
    }

    private static Gs1Exception notUri(int position, String text) {
        return new Gs1Exception(
                "",
                position,
                Gs1Exception.Rule.ENCODING,
                "not an absolute URI, see position "
                        + position
                        + ": "
                        + Gs1Exception.excerpt(text));
    }
}
