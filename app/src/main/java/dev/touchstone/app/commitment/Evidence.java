// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.commitment;

import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.LotNumber;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/// Something a report points to. Immutable.
///
/// @param reference an https address, or what names a thing of this platform: see [Kind]
public record Evidence(Kind kind, String reference) {
    /// The longest reference.
    public static final int REFERENCE_LENGTH_MAX = 500;

    private static final Pattern REPORT_NUMBER = Pattern.compile("R-[0-9]{8}-[0-9A-Z]{8}");
    private static final Pattern ASCII = Pattern.compile("[!-~]+");

    /// What it is.
    public enum Kind {
        /// An inspection report, at an https address.
        INSPECTION_REPORT,
        /// A quality open day, at an https address.
        OPEN_DAY,
        /// A lot that was held, and what became of it: a GTIN, a slash and the lot's number.
        HELD_LOT,
        /// An answer to a consumer's report, by the report's number.
        CONSUMER_ANSWER,
        /// Something else, at an https address.
        OTHER
    }

    /// Checks the reference.
    ///
    /// @throws IllegalArgumentException saying what is wrong with it
    public Evidence {
        if (reference.length() > REFERENCE_LENGTH_MAX) {
            throw new IllegalArgumentException("more than 500 characters");
        }
        reference =
                switch (kind) {
                    case INSPECTION_REPORT, OPEN_DAY, OTHER -> address(reference);
                    case HELD_LOT -> lot(reference);
                    case CONSUMER_ANSWER -> number(reference);
                };
    }

    /// Whether the reference is an address that a page may link to.
    public boolean isAddress() {
        return switch (kind) {
            case INSPECTION_REPORT, OPEN_DAY, OTHER -> true;
            case HELD_LOT, CONSUMER_ANSWER -> false;
        };
    }

    /// The GTIN of a held lot.
    Gtin gtin() {
        return new Gtin(reference.substring(0, reference.indexOf('/')));
    }

    /// The page of a held lot's product.
    public String productPage() {
        return "/products/" + gtin().digits();
    }

    /// The number of a held lot.
    LotNumber lotNumber() {
        return new LotNumber(reference.substring(reference.indexOf('/') + 1));
    }

    private static String address(String text) {
        try {
            URI uri = new URI(text);
            if ("https".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && ASCII.matcher(text).matches()) {
                return text;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "an address that begins with https://, as a browser's address bar gives it", e);
        }
        throw new IllegalArgumentException(
                "an address that begins with https://, as a browser's address bar gives it");
    }

    private static String lot(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("a GTIN, a slash and the number of a lot");
        }
        Gtin gtin = Gtin.parse(text.substring(0, slash).strip());
        LotNumber number = new LotNumber(text.substring(slash + 1).strip());
        return gtin.digits() + "/" + number;
    }

    private static String number(String text) {
        if (!REPORT_NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("the number of a report, as R-20260901-7K3F9Q2M");
        }
        return text;
    }
}
