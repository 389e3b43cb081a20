// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.gs1;

import dev.touchstone.gs1.Compression;
import dev.touchstone.gs1.DigitalLink;
import dev.touchstone.gs1.ElementString;
import dev.touchstone.gs1.EpcUri;
import java.util.Locale;

/// Reads whatever GS1 text somebody has at hand.
final class AnyText {
    private AnyText() {}

    /// An EPC URN, a compressed Digital Link, or what {@link ElementString#parse} reads.
    ///
    /// @throws dev.touchstone.gs1.Gs1Exception when it is none of them
    static ElementString parse(String text) {
        String stripped = text.strip();
        String lower = stripped.toLowerCase(Locale.ROOT);
        if (lower.startsWith("urn:")) {
            return EpcUri.toDigitalLink(stripped)
                    .map(ElementString::of)
                    .orElseGet(() -> ElementString.of(DigitalLink.parse(stripped)));
        }
        if (lower.startsWith("http") && Compression.isCompressed(stripped)) {
            return ElementString.of(Compression.decompress(stripped).link());
        }
        return ElementString.parse(stripped);
    }
}
