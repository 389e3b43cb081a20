// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.util.List;

/// What scanners send: a symbology identifier and the data of the symbol.
final class ScanData {
    private static final int IDENTIFIER_CHARS = 3;

    private ScanData() {}

    static ElementString parse(String text) {
        for (Symbology symbology : Symbology.values()) {
            if (text.startsWith(symbology.identifier())) {
                return parse(symbology, text);
            }
        }
        throw ElementString.refuse(
                "",
                0,
                Gs1Exception.Rule.STRUCTURE,
                "has an unknown symbology identifier: " + Gs1Exception.excerpt(text));
    }

    private static ElementString parse(Symbology symbology, String text) {
        String data = text.substring(IDENTIFIER_CHARS);
        return switch (symbology.content()) {
            case GTIN_8 -> gtin(data, 8);
            case GTIN_13 -> gtin(data, 13);
            case GTIN_14 -> gtin(data, 14);
            case ELEMENTS -> new ElementString(ElementStringReader.plain(text, IDENTIFIER_CHARS));
            case LINK -> ElementString.of(DigitalLink.parse(data));
        };
    }

    private static ElementString gtin(String data, int digits) {
        if (data.length() != digits) {
            throw ElementString.refuse(
                    "01",
                    IDENTIFIER_CHARS + Math.min(data.length(), digits),
                    Gs1Exception.Rule.LENGTH,
                    "of this symbology has " + digits + " digits, not " + data.length());
        }
        return new ElementString(List.of(new Element("01", Gtin.parse(data).digits())));
    }

    static String write(ElementString string, Symbology symbology) {
        return symbology.identifier()
                + switch (symbology.content()) {
                    case GTIN_8 -> shortened(string, 8);
                    case GTIN_13 -> shortened(string, 13);
                    case GTIN_14 -> shortened(string, 14);
                    case ELEMENTS -> string.joined(ElementString.GROUP_SEPARATOR);
                    case LINK -> string.link().canonical();
                };
    }

    private static String shortened(ElementString string, int digits) {
        Element only = string.elements().getFirst();
        boolean fits =
                string.elements().size() == 1
                        && only.ai().equals("01")
                        && only.value().startsWith("0".repeat(14 - digits));
        if (!fits) {
            throw ElementString.refuse(
                    only.ai(),
                    0,
                    Gs1Exception.Rule.STRUCTURE,
                    "is not one GTIN of " + digits + " digits");
        }
        return only.value().substring(14 - digits);
    }
}
