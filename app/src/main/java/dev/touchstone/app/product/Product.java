// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.product;

import dev.touchstone.app.number.PlatformNumber;
import dev.touchstone.gs1.Gtin;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A product of an enterprise. Immutable.
///
/// @param nameEn empty when it has none, as are brand, category and own number
/// @param ownNumber the maker's own number for it
/// @param photo a tag of the photo that is shown, if there is one; it changes with the picture
/// @param gtin its GTIN, or the platform number that stands in its place
/// @param statement the statement about it in the public log
/// @param former the platform number it had here before it had a GTIN
public record Product(
        UUID id,
        UUID enterprise,
        Gtin gtin,
        String nameZh,
        String nameEn,
        String brand,
        String category,
        String ownNumber,
        Instant registeredAt,
        UUID statement,
        Optional<String> photo,
        Optional<PlatformNumber> former) {
    /// The longest name, brand, category or own number.
    public static final int TEXT_LENGTH_MAX = 200;

    /// Where its photo is to be had, if there is one.
    ///
    /// @param small a small one, for pages that are to be light
    public Optional<String> photoAddress(boolean small) {
        return photo.map(
                tag ->
                        "/products/"
                                + gtin.digits()
                                + "/photo?"
                                + (small ? "size=small&" : "")
                                + "v="
                                + tag);
    }

    /// What statements about a product have as their subject.
    public static String subject(Gtin gtin) {
        return "product:" + gtin.digits();
    }
}
