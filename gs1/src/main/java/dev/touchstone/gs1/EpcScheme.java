// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The EPC schemes that name GS1 keys, with the parts their URNs have (GS1 EPC Tag Data Standard,
/// section 6.3).
///
/// The key is built from company prefix and reference, whose lengths add up to a fixed number; the
/// last part, where there is one, is a serial number of some kind.
enum EpcScheme {
    SGTIN("01", 13, Serialised.QUALIFIER, "21"),
    LGTIN("01", 13, Serialised.QUALIFIER, "10"),
    UPUI("01", 13, Serialised.QUALIFIER, "235"),
    SSCC("00", 17, Serialised.NONE, ""),
    SGLN("414", 12, Serialised.QUALIFIER_OR_ZERO, "254"),
    PGLN("417", 12, Serialised.NONE, ""),
    GRAI("8003", 12, Serialised.APPENDED, ""),
    GIAI("8004", 0, Serialised.NONE, ""),
    GSRN("8018", 17, Serialised.NONE, ""),
    GSRNP("8017", 17, Serialised.NONE, ""),
    GDTI("253", 12, Serialised.APPENDED, ""),
    SGCN("255", 12, Serialised.APPENDED, ""),
    CPI("8010", 0, Serialised.QUALIFIER, "8011"),
    GINC("401", 0, Serialised.NONE, ""),
    GSIN("402", 16, Serialised.NONE, ""),
    ITIP("8006", 13, Serialised.QUALIFIER, "21");

    /// Where the last part of the URN goes.
    enum Serialised {
        NONE,
        QUALIFIER,
        QUALIFIER_OR_ZERO,
        APPENDED
    }

    private static final Map<String, EpcScheme> BY_NAME = new TreeMap<>();

    static {
        for (EpcScheme scheme : values()) {
            BY_NAME.put(scheme.urnName(), scheme);
        }
    }

    /// The application identifier of the key.
    final String ai;

    /// The digits of company prefix and reference together, or 0 when the reference is open text.
    final int digits;

    final Serialised serialised;

    /// The application identifier of the serial part, or empty.
    final String serialAi;

    EpcScheme(String ai, int digits, Serialised serialised, String serialAi) {
        this.ai = ai;
        this.digits = digits;
        this.serialised = serialised;
        this.serialAi = serialAi;
    }

    String urnName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<EpcScheme> find(String urnName) {
        return Optional.ofNullable(BY_NAME.get(urnName));
    }

    /// How many dot-separated parts a URN of this scheme has.
    int parts() {
        return (serialised == Serialised.NONE ? 2 : 3) + (this == ITIP ? 2 : 0);
    }

    /// Whether the first digit of the reference is an indicator that goes before the prefix.
    boolean indicatorFirst() {
        return switch (this) {
            case SGTIN, LGTIN, UPUI, SSCC, ITIP -> true;
            default -> false;
        };
    }
}
