// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.copies;

import java.util.Locale;

/// So many of so many, with the interval that holds the true share in 95 of 100 cases (Wilson
/// score interval, NIST/SEMATECH e-Handbook section 7.2.4.1). Immutable.
record Share(int part, int whole) {
    private static final double Z = 1.959964;

    Share {
        if (part < 0 || part > whole) {
            throw new IllegalArgumentException(part + " is no part of " + whole);
        }
    }

    double value() {
        return whole == 0 ? 0 : (double) part / whole;
    }

    double low() {
        return whole == 0 ? 0 : Math.max(0, centre() - half());
    }

    double high() {
        return whole == 0 ? 1 : Math.min(1, centre() + half());
    }

    private double centre() {
        return (value() + Z * Z / (2 * whole)) / (1 + Z * Z / whole);
    }

    private double half() {
        double inner = value() * (1 - value()) / whole + Z * Z / (4.0 * whole * whole);
        return Z * Math.sqrt(inner) / (1 + Z * Z / whole);
    }

    String percent(int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f %%", 100 * value());
    }

    String interval(int digits) {
        String format = "%." + digits + "f to %." + digits + "f %%";
        return String.format(Locale.ROOT, format, 100 * low(), 100 * high());
    }
}
