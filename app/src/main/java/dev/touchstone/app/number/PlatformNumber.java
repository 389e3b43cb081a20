// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.number;

import dev.touchstone.gs1.Gtin;
import java.util.Locale;
import java.util.Optional;

/// The number this platform gives to a product whose maker has no GS1 company prefix. It has 13
/// digits, begins with 29 and ends with a GS1 check digit, so it takes the place of a GTIN in keys
/// and can never be one: GS1 keeps that prefix for restricted circulation (GS1 General
/// Specifications, section 1.4.2). Unique on one platform only. Immutable.
///
/// @param key the number with a zero before it, in the place of a GTIN
public record PlatformNumber(Gtin key) {
    /// The last place of the sequence that fits.
    public static final long SEQUENCE_MAX = 9_999_999_999L;

    private static final String START = "029";
    private static final int LENGTH = 13;

    /// Checks that it begins as such numbers do.
    public PlatformNumber {
        if (!key.digits().startsWith(START)) {
            throw new IllegalArgumentException("not a platform number: " + key.digits());
        }
    }

    /// The number at a place of the sequence.
    ///
    /// @param sequence from 1 to [#SEQUENCE_MAX]
    public static PlatformNumber of(long sequence) {
        if (sequence < 1 || sequence > SEQUENCE_MAX) {
            throw new IllegalArgumentException("place " + sequence);
        }
        String start = START + String.format(Locale.ROOT, "%010d", sequence);
        int sum = 0;
        for (int i = 0; i < LENGTH; i++) {
            sum += (start.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
        }
        return new PlatformNumber(new Gtin(start + (10 - sum % 10) % 10));
    }

    /// The platform number that stands in the place of a GTIN; empty when it is a GTIN.
    public static Optional<PlatformNumber> find(Gtin key) {
        return key.digits().startsWith(START)
                ? Optional.of(new PlatformNumber(key))
                : Optional.empty();
    }

    /// Reads the 13 digits.
    ///
    /// @throws IllegalArgumentException saying what is wrong
    public static PlatformNumber parse(String digits) {
        if (digits.length() != LENGTH) {
            throw new IllegalArgumentException("a platform number has 13 digits");
        }
        return new PlatformNumber(Gtin.parse(digits));
    }

    /// The 13 digits, as people see them.
    public String digits() {
        return key.digits().substring(1);
    }

    @Override
    public String toString() {
        return digits();
    }
}
