// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.product;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.web.Input;
import dev.touchstone.gs1.Gs1Exception;
import dev.touchstone.gs1.Gtin;

/// What is said about a product when it is registered. Immutable.
public record ProductRegistration(
        Gtin gtin, String nameZh, String nameEn, String brand, String category, String ownNumber) {
    static final String[] FIELDS = {
        "enterprise", "gtin", "nameZh", "nameEn", "brand", "category", "ownNumber"
    };

    static ProductRegistration of(Input input) {
        return new ProductRegistration(
                input.parse("gtin", 40, ProductRegistration::gtin),
                input.text("nameZh", Product.TEXT_LENGTH_MAX),
                optional(input, "nameEn"),
                optional(input, "brand"),
                optional(input, "category"),
                optional(input, "ownNumber"));
    }

    private static String optional(Input input, String name) {
        return input.optional(name, Product.TEXT_LENGTH_MAX, text -> text).orElse("");
    }

    private static Gtin gtin(String text) {
        try {
            return Gtin.parse(text);
        } catch (Gs1Exception e) {
            throw new Refused(Code.GTIN_INVALID, String.valueOf(e.getMessage()));
        }
    }
}
