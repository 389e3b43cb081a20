// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.product;

import dev.touchstone.app.number.PlatformNumber;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.Input;
import dev.touchstone.gs1.Gs1Exception;
import dev.touchstone.gs1.Gtin;
import java.util.Optional;

/// What is said about a product when it is registered. Immutable.
///
/// @param gtin empty when it has none and the platform is to give it a number
/// @param former the platform number of the same product from before it had a GTIN
public record ProductRegistration(
        Optional<Gtin> gtin,
        String nameZh,
        String nameEn,
        String brand,
        String category,
        String ownNumber,
        Optional<PlatformNumber> former) {
    static final String[] FIELDS = {
        "enterprise",
        "gtin",
        "nameZh",
        "nameEn",
        "brand",
        "category",
        "ownNumber",
        "platformNumber",
        "former"
    };

    /// What is said about a product that has a GTIN from the beginning.
    public ProductRegistration(
            Gtin gtin,
            String nameZh,
            String nameEn,
            String brand,
            String category,
            String ownNumber) {
        this(Optional.of(gtin), nameZh, nameEn, brand, category, ownNumber, Optional.empty());
    }

    static ProductRegistration of(Input input) {
        return new ProductRegistration(
                number(input),
                input.text("nameZh", Product.TEXT_LENGTH_MAX),
                optional(input, "nameEn"),
                optional(input, "brand"),
                optional(input, "category"),
                optional(input, "ownNumber"),
                input.optional("former", 13, PlatformNumber::parse));
    }

    /// A GTIN, or the wish for a platform number: one of them is said, never both.
    private static Optional<Gtin> number(Input input) {
        boolean wanted = input.flag("platformNumber");
        Optional<Gtin> gtin = input.optional("gtin", 40, ProductRegistration::gtin);
        if (wanted && gtin.isPresent()) {
            throw new Refused(Code.INVALID_VALUE, "platformNumber").at("platformNumber");
        }
        if (!wanted && gtin.isEmpty()) {
            throw new Refused(Code.MISSING_FIELD).at("gtin");
        }
        return gtin;
    }

    private static String optional(Input input, String name) {
        return input.optional(name, Product.TEXT_LENGTH_MAX, text -> text).orElse("");
    }

    private static Gtin gtin(String text) {
        try {
            Gtin gtin = Gtin.parse(text);
            if (gtin.isRestricted()) {
                throw new Refused(Code.GTIN_RESTRICTED).at("gtin");
            }
            return gtin;
        } catch (Gs1Exception e) {
            throw new Refused(Code.GTIN_INVALID, String.valueOf(e.getMessage()));
        }
    }
}
