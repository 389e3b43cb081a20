// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

/// A unified social credit code: one digit or letter for the registering authority, one for the
/// kind of entity, six digits of region, nine characters of organisation code, one check
/// character. Immutable.
///
/// GB 32100-2015; organisation code GB 11714-1997; region GB/T 2260. Shape is always right;
/// whether the two check characters fit is asked separately, since some early codes fail the check
/// and are legal.
///
/// @param text 18 characters of `0-9A-HJ-NP-RTUWXY`
public record CreditCode(String text) implements Comparable<CreditCode> {
    /// Characters of a code.
    public static final int LENGTH = 18;

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] WEIGHTS = {
        1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28
    };
    private static final int[] ORGANISATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
    private static final int REGION_START = 2;
    private static final int ORGANISATION_START = 8;
    private static final int ORGANISATION_CHECK = 16;

    /// Checks length and characters.
    ///
    /// @throws IllegalArgumentException saying what is wrong
    public CreditCode {
        if (text.length() != LENGTH) {
            throw new IllegalArgumentException("18 characters, got " + text.length());
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            boolean region = i >= REGION_START && i < ORGANISATION_START;
            if (region ? c < '0' || c > '9' : ALPHABET.indexOf(c) < 0) {
                throw new IllegalArgumentException("character " + (i + 1) + " is not allowed");
            }
        }
    }

    /// Reads a code whose check characters must fit.
    ///
    /// @throws IllegalArgumentException saying what is wrong, and the check character that is due
    public static CreditCode parse(String text) {
        CreditCode code = new CreditCode(text);
        if (!code.checkFits()) {
            throw new IllegalArgumentException(code.checkFault());
        }
        return code;
    }

    /// Completes the first 16 characters with both check characters.
    ///
    /// @param start authority, kind, region and the organisation code without its check character
    /// @throws IllegalArgumentException when they are not of that shape
    public static CreditCode completed(String start) {
        if (start.length() != ORGANISATION_CHECK) {
            throw new IllegalArgumentException("16 characters, got " + start.length());
        }
        String shaped = new CreditCode(start + "00").text.substring(0, ORGANISATION_CHECK);
        String organised = shaped + organisationCheck(shaped);
        return new CreditCode(organised + check(organised));
    }

    /// Whether both check characters fit.
    public boolean checkFits() {
        return checkFault().isEmpty();
    }

    /// What does not fit, empty when all does.
    public String checkFault() {
        char due = check(text);
        if (text.charAt(LENGTH - 1) != due) {
            return "the check character should be " + due;
        }
        char organisation = organisationCheck(text);
        if (text.charAt(ORGANISATION_CHECK) != organisation) {
            return "the organisation code's check character should be " + organisation;
        }
        return "";
    }

    private static char check(String code) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * ALPHABET.indexOf(code.charAt(i));
        }
        return ALPHABET.charAt((31 - sum % 31) % 31);
    }

    /// The organisation code counts letters as A = 10 to Z = 35, GB 11714-1997 section 4.
    private static char organisationCheck(String code) {
        int sum = 0;
        for (int i = 0; i < ORGANISATION_WEIGHTS.length; i++) {
            char c = code.charAt(ORGANISATION_START + i);
            sum += ORGANISATION_WEIGHTS[i] * Character.digit(c, 36);
        }
        int check = 11 - sum % 11;
        return switch (check) {
            case 10 -> 'X';
            case 11 -> '0';
            default -> (char) ('0' + check);
        };
    }

    /// The region where it was registered, GB/T 2260.
    public String region() {
        return text.substring(REGION_START, ORGANISATION_START);
    }

    /// The organisation code, nine characters.
    public String organisation() {
        return text.substring(ORGANISATION_START, LENGTH - 1);
    }

    @Override
    public int compareTo(CreditCode other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
