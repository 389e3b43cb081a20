// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import java.time.Period;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How certificates are numbered, and how long they hold. Immutable.
///
/// @param pattern letters, digits and dashes with `{year}` and `{seq:N}` once each, N from 1 to 9
///     being the least digits of the counter, as `QM-{year}-{seq:6}`
/// @param validFor how long after it is issued a certificate holds
public record CertificateScheme(String pattern, Period validFor) {
    /// The longest number.
    public static final int NUMBER_LENGTH_MAX = 40;

    private static final Pattern SEQUENCE = Pattern.compile("\\{seq:([1-9])}");
    private static final Pattern REST = Pattern.compile("[A-Za-z0-9-]{0,20}");

    /// `QM-2026-000001`, for a year.
    public static final CertificateScheme DEFAULT =
            new CertificateScheme("QM-{year}-{seq:6}", Period.ofYears(1));

    /// Checks the pattern.
    ///
    /// @throws IllegalArgumentException when a part is missing or a character not allowed
    public CertificateScheme {
        Matcher sequence = SEQUENCE.matcher(pattern);
        String rest = sequence.replaceFirst("").replaceFirst("\\{year}", "");
        boolean whole = pattern.contains("{year}") && SEQUENCE.matcher(pattern).find();
        if (!whole || !REST.matcher(rest).matches()) {
            throw new IllegalArgumentException("certificate number pattern " + pattern);
        }
        if (validFor.isZero() || validFor.isNegative()) {
            throw new IllegalArgumentException("certificates valid for " + validFor);
        }
    }

    /// A number.
    ///
    /// @param sequence from 1
    public String number(int year, long sequence) {
        Matcher digits = SEQUENCE.matcher(pattern);
        if (!digits.find()) {
            throw new IllegalStateException("checked when made: " + pattern);
        }
        String format = "%0" + digits.group(1) + "d";
        return pattern.replace("{year}", String.valueOf(year))
                .replace(digits.group(), format.formatted(sequence));
    }
}
