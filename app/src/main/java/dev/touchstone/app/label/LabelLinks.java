// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.label;

import dev.touchstone.app.number.ItemAddress;
import dev.touchstone.gs1.Gtin;
import java.util.Locale;

/// The links of a product's codes: GS1 Digital Links when it has a GTIN. Immutable.
public final class LabelLinks {
    private final Gtin gtin;
    private final String stem;
    private final String capitals;

    /// Links of a product.
    ///
    /// @param origin scheme and host, without a slash at the end
    public LabelLinks(String origin, Gtin gtin) {
        this.gtin = gtin;
        String path = ItemAddress.stem(gtin);
        stem = origin + path;
        capitals = hostInCapitals(origin) + path;
    }

    /// Scheme and host do not depend on case (RFC 3986, 6.2.2.1); a path would.
    private static String hostInCapitals(String origin) {
        int host = origin.indexOf("://") + 3;
        int path = origin.indexOf('/', host);
        int end = path < 0 ? origin.length() : path;
        return origin.substring(0, end).toUpperCase(Locale.ROOT) + origin.substring(end);
    }

    /// What [#number] is: `gtin` or `platformNumber`.
    public String word() {
        return ItemAddress.word(gtin);
    }

    /// The product's number as it is printed.
    public String number() {
        return ItemAddress.digits(gtin);
    }

    /// The product's GTIN, or the platform number in its place.
    public Gtin gtin() {
        return gtin;
    }

    /// The link as people write it.
    public String link(Label label) {
        return stem + label.code();
    }

    /// The same link as a symbol holds it: in capitals, which take 5.5 bits each instead of 8.
    public String symbol(Label label) {
        return capitals + label.code();
    }
}
