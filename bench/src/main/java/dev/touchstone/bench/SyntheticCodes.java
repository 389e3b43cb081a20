// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.util.Locale;

/// Unified social credit codes of nobody: region 999999, which no enterprise has.
///
/// Standard: GB 32100-2015, and GB 11714 for the ninth character of the organisation code.
final class SyntheticCodes {
    static final int NUMBER_MAX = 999_999;

    private static final String CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] ORGANISATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

    private SyntheticCodes() {}

    /// The code of a number within a series of two letters.
    static String code(String series, int number) {
        String organisation = String.format(Locale.ROOT, "%s%06d", series, number);
        int sum = 0;
        for (int i = 0; i < ORGANISATION_WEIGHTS.length; i++) {
            int value = Character.digit(organisation.charAt(i), Character.MAX_RADIX);
            sum += value * ORGANISATION_WEIGHTS[i];
        }
        int check = 11 - sum % 11;
        String ninth = check == 10 ? "X" : String.valueOf(check % 11);
        String body = "91999999" + organisation + ninth;
        int total = 0;
        int weight = 1;
        for (int i = 0; i < body.length(); i++) {
            total += CHARACTERS.indexOf(body.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return body + CHARACTERS.charAt((31 - total % 31) % 31);
    }
}
