// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.number;

import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.LotNumber;
import dev.touchstone.gs1.Serial;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An address of the platform's own for a product with a platform number, or an item of it:
/// `/P/2900000000018/CODE`. The path is in capitals, since that makes the QR code smaller.
/// Immutable.
///
/// @param serial empty for the address of a product
public record ItemAddress(PlatformNumber number, Optional<Serial> serial) {
    private static final Pattern OWN =
            Pattern.compile(
                    "(?:[hH][tT][tT][pP][sS]?://[^?#\\s]{1,200})?/[Pp]/(29[0-9]{11})"
                            + "(?:/([0-9A-Za-z._-]{1,20}))?/?(?:[?#]\\S*)?");

    /// Finds such an address in a text that is nothing else, with or without scheme and host. An
    /// address on another host is read as well: the codes of one platform are wrong on any other.
    public static Optional<ItemAddress> find(String text) {
        // Most texts are Digital Links, which the pattern would go through slash by slash.
        if (!text.contains("/P/29") && !text.contains("/p/29")) {
            return Optional.empty();
        }
        Matcher own = OWN.matcher(text);
        if (!own.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new ItemAddress(
                            PlatformNumber.parse(own.group(1)),
                            Optional.ofNullable(own.group(2)).map(Serial::new)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The path of a product: a Digital Link when it has a GTIN.
    ///
    /// @param key a GTIN, or a platform number in its place
    public static String product(Gtin key) {
        return PlatformNumber.find(key)
                .map(number -> "/P/" + number.digits())
                .orElseGet(() -> "/01/" + key.digits());
    }

    /// What stands before the code in the path of an item.
    ///
    /// @param key a GTIN, or a platform number in its place
    public static String stem(Gtin key) {
        return product(key) + (PlatformNumber.find(key).isPresent() ? "/" : "/21/");
    }

    /// The path of an item: a Digital Link when its product has a GTIN.
    ///
    /// @param key a GTIN, or a platform number in its place
    public static String item(Gtin key, Serial serial) {
        return stem(key) + encode(serial.text());
    }

    /// The path that names a lot of a product with a platform number.
    public static String lot(PlatformNumber number, LotNumber lot) {
        return product(number.key()) + "/LOT/" + encode(lot.text());
    }

    /// The number as people see it: the 14 digits of a GTIN, the 13 of a platform number.
    ///
    /// @param key a GTIN, or a platform number in its place
    public static String digits(Gtin key) {
        return PlatformNumber.find(key).map(PlatformNumber::digits).orElseGet(key::digits);
    }

    /// What the number is: `gtin` or `platformNumber`.
    ///
    /// @param key a GTIN, or a platform number in its place
    public static String word(Gtin key) {
        return PlatformNumber.find(key).isPresent() ? "platformNumber" : "gtin";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
