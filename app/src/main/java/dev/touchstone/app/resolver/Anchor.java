// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.resolver;

import dev.touchstone.gs1.ApplicationIdentifier;
import dev.touchstone.gs1.Compression;
import dev.touchstone.gs1.DigitalLink;
import dev.touchstone.gs1.Element;
import dev.touchstone.gs1.ElementString;
import dev.touchstone.gs1.Gs1Exception;
import java.util.List;

/// What links are about: a primary key, perhaps with key qualifiers; host and attributes are left
/// aside. Immutable.
///
/// @param link without attributes
record Anchor(DigitalLink link) {
    /// The longest text an anchor is read from.
    static final int TEXT_LENGTH_MAX = 300;

    Anchor {
        link = link.withoutAttributes();
    }

    /// Reads an element string, a Digital Link, or the path of one.
    ///
    /// @throws Gs1Exception when it is none of them
    static Anchor parse(String text) {
        if (text.startsWith("/")) {
            return new Anchor(DigitalLink.parse(DigitalLink.CANONICAL_STEM + text));
        }
        if (text.startsWith("http") && Compression.isCompressed(text)) {
            return new Anchor(Compression.decompress(text).link());
        }
        return new Anchor(ElementString.parse(text).link());
    }

    /// The path below a resolver, such as `/01/09506000134352/10/A`.
    String path() {
        return link.canonical().substring(DigitalLink.CANONICAL_STEM.length());
    }

    /// The path of the primary key alone.
    String keyPath() {
        return new Anchor(new DigitalLink(link.key(), List.of(), List.of())).path();
    }

    /// Whether links of this anchor are about `asked` too: each qualifier stands there as well.
    boolean covers(Anchor asked) {
        return link.key().equals(asked.link.key())
                && asked.link.qualifiers().containsAll(link.qualifiers());
    }

    /// How fine it is: an item goes before a lot, a lot before a variant, that before all of a
    /// product.
    int fineness() {
        ApplicationIdentifier key = ApplicationIdentifier.find(link.key().ai()).orElseThrow();
        int fineness = 0;
        for (Element qualifier : link.qualifiers()) {
            for (List<String> order : key.qualifiers()) {
                int place = order.indexOf(qualifier.ai());
                if (place >= 0) {
                    fineness |= 1 << (place + 1);
                }
            }
        }
        return fineness;
    }
}
