// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Linters of codes, numbers with a meaning, and company prefixes.
final class CodeLinters {
    /// The shortest GS1 company prefix, in digits.
    static final int PREFIX_DIGITS_MIN = 4;

    private static final int IBAN_CHARS_MIN = 11;
    private static final int IBAN_CHARS_MAX = 34;

    private CodeLinters() {}

    private static @Nullable LintFinding oneOf(
            Set<String> codes, LintError error, String text, int from, int to) {
        return codes.contains(text.substring(from, to)) ? null : Linter.all(error, from, to);
    }

    private static @Nullable LintFinding oneOf(
            String characters, LintError error, String text, int from, int to) {
        return to - from == 1 && characters.indexOf(text.charAt(from)) >= 0
                ? null
                : Linter.all(error, from, to);
    }

    static @Nullable LintFinding yesNo(String text, int from, int to, PrefixSource none) {
        return oneOf("01", LintError.NOT_ZERO_OR_ONE, text, from, to);
    }

    static @Nullable LintFinding winding(String text, int from, int to, PrefixSource none) {
        return oneOf("019", LintError.INVALID_WINDING_DIRECTION, text, from, to);
    }

    static @Nullable LintFinding sex(String text, int from, int to, PrefixSource none) {
        return oneOf("0129", LintError.INVALID_BIOLOGICAL_SEX_CODE, text, from, to);
    }

    static @Nullable LintFinding country(String text, int from, int to, PrefixSource none) {
        return oneOf(CodeLists.COUNTRIES, LintError.NOT_ISO3166, text, from, to);
    }

    static @Nullable LintFinding countries(String text, int from, int to, PrefixSource none) {
        for (int at = from; at < to || at == from; at += 3) {
            int end = Math.min(at + 3, to);
            if (!CodeLists.COUNTRIES.contains(text.substring(at, end))) {
                return Linter.at(LintError.NOT_ISO3166, at - from, end - at);
            }
        }
        return null;
    }

    /// 999 stands for several countries.
    static @Nullable LintFinding countryOrMany(String text, int from, int to, PrefixSource none) {
        return to - from == 3 && text.startsWith("999", from)
                ? null
                : oneOf(CodeLists.COUNTRIES, LintError.NOT_ISO3166_OR_999, text, from, to);
    }

    static @Nullable LintFinding countryLetters(String text, int from, int to, PrefixSource none) {
        return oneOf(CodeLists.COUNTRY_LETTERS, LintError.NOT_ISO3166_ALPHA2, text, from, to);
    }

    static @Nullable LintFinding currency(String text, int from, int to, PrefixSource none) {
        return oneOf(CodeLists.CURRENCIES, LintError.NOT_ISO4217, text, from, to);
    }

    static @Nullable LintFinding mediaType(String text, int from, int to, PrefixSource none) {
        return oneOf(CodeLists.MEDIA_TYPES, LintError.INVALID_MEDIA_TYPE, text, from, to);
    }

    static @Nullable LintFinding packageType(String text, int from, int to, PrefixSource none) {
        return oneOf(CodeLists.PACKAGE_TYPES, LintError.INVALID_PACKAGE_TYPE, text, from, to);
    }

    static @Nullable LintFinding prefixFirst(String text, int from, int to, PrefixSource source) {
        if (to - from < PREFIX_DIGITS_MIN) {
            return Linter.all(LintError.TOO_SHORT_FOR_GCP, from, to);
        }
        int bad = Characters.firstNot(Characters.DIGIT, text, from, from + PREFIX_DIGITS_MIN);
        if (bad >= 0) {
            return Linter.at(LintError.INVALID_GCP_PREFIX, bad - from, 1);
        }
        if (source.equals(PrefixSource.ANY)) {
            return null;
        }
        return switch (source.ask(text.substring(from, to))) {
            case KNOWN -> null;
            case UNKNOWN -> Linter.all(LintError.INVALID_GCP_PREFIX, from, to);
            case OFFLINE -> Linter.all(LintError.GCP_DATASOURCE_OFFLINE, from, to);
        };
    }

    /// The first digit of GTIN, SSCC and ITIP is not of the prefix.
    static @Nullable LintFinding prefixSecond(String text, int from, int to, PrefixSource source) {
        if (to - from < 2) {
            return Linter.all(LintError.TOO_SHORT_FOR_GCP, from, to);
        }
        LintFinding bad = prefixFirst(text, from + 1, to, source);
        return bad == null ? null : Linter.at(bad.error(), bad.position() + 1, bad.length());
    }

    /// ISO 13616: letters are two-digit numbers, the first four characters go last, modulo 97.
    static @Nullable LintFinding iban(String text, int from, int to, PrefixSource none) {
        int length = to - from;
        if (length < IBAN_CHARS_MIN || length > IBAN_CHARS_MAX) {
            return Linter.all(
                    length < IBAN_CHARS_MIN ? LintError.IBAN_TOO_SHORT : LintError.IBAN_TOO_LONG,
                    from,
                    to);
        }
        if (!CodeLists.COUNTRY_LETTERS.contains(text.substring(from, from + 2))) {
            return Linter.at(LintError.ILLEGAL_IBAN_COUNTRY_CODE, 0, 2);
        }
        int sum = 0;
        for (int i = 0; i < length; i++) {
            int at = (i + 4) % length;
            char c = text.charAt(from + at);
            if (Characters.isDigit(c)) {
                sum = (sum * 10 + c - '0') % 97;
            } else if (c >= 'A' && c <= 'Z') {
                sum = (sum * 100 + c - 'A' + 10) % 97;
            } else {
                return Linter.at(LintError.INVALID_IBAN_CHARACTER, at, 1);
            }
        }
        return sum == 1 ? null : Linter.at(LintError.INCORRECT_IBAN_CHECKSUM, 2, 2);
    }

    static @Nullable LintFinding latitude(String text, int from, int to, PrefixSource none) {
        return degrees(
                text,
                from,
                to,
                "1800000000",
                LintError.LATITUDE_INVALID_LENGTH,
                LintError.INVALID_LATITUDE);
    }

    static @Nullable LintFinding longitude(String text, int from, int to, PrefixSource none) {
        return degrees(
                text,
                from,
                to,
                "3600000000",
                LintError.LONGITUDE_INVALID_LENGTH,
                LintError.INVALID_LONGITUDE);
    }

    static @Nullable LintFinding latitudeLongitude(
            String text, int from, int to, PrefixSource none) {
        int middle = Math.min(from + 10, to);
        LintFinding bad = latitude(text, from, middle, none);
        if (bad != null) {
            return bad;
        }
        bad = longitude(text, middle, to, none);
        return bad == null
                ? null
                : Linter.at(bad.error(), bad.position() + middle - from, bad.length());
    }

    private static @Nullable LintFinding degrees(
            String text, int from, int to, String max, LintError length, LintError tooMuch) {
        if (to - from != max.length()) {
            return Linter.all(length, from, to);
        }
        int bad = Characters.firstNot(Characters.DIGIT, text, from, to);
        if (bad >= 0) {
            return Linter.at(LintError.NON_DIGIT_CHARACTER, bad - from, 1);
        }
        return text.substring(from, to).compareTo(max) > 0 ? Linter.all(tooMuch, from, to) : null;
    }

    static @Nullable LintFinding pieceOfTotal(String text, int from, int to, PrefixSource none) {
        LintFinding bad = CharacterLinters.numeric(text, from, to, none);
        if (bad != null) {
            return bad;
        }
        int length = to - from;
        if (length == 0 || length % 2 != 0) {
            return Linter.all(LintError.INVALID_LENGTH_FOR_PIECE_OF_TOTAL, from, to);
        }
        int half = length / 2;
        if (CharacterLinters.nonZero(text, from, from + half, none) != null) {
            return Linter.at(LintError.ZERO_PIECE_NUMBER, 0, half);
        }
        if (CharacterLinters.nonZero(text, from + half, to, none) != null) {
            return Linter.at(LintError.ZERO_TOTAL_PIECES, half, half);
        }
        String total = text.substring(from + half, to);
        return text.substring(from, from + half).compareTo(total) > 0
                ? Linter.all(LintError.PIECE_NUMBER_EXCEEDS_TOTAL, from, to)
                : null;
    }

    static @Nullable LintFinding positionInSequence(
            String text, int from, int to, PrefixSource none) {
        int slash = Characters.firstNot(Characters.DIGIT, text, from, to);
        if (slash <= from
                || slash == to - 1
                || text.charAt(slash) != '/'
                || Characters.firstNot(Characters.DIGIT, text, slash + 1, to) >= 0) {
            return Linter.all(LintError.POSITION_IN_SEQUENCE_MALFORMED, from, to);
        }
        if (text.charAt(from) == '0') {
            return Linter.at(LintError.ILLEGAL_ZERO_PREFIX, 0, slash - from);
        }
        if (text.charAt(slash + 1) == '0') {
            return Linter.at(LintError.ILLEGAL_ZERO_PREFIX, slash + 1 - from, to - slash - 1);
        }
        String position = text.substring(from, slash);
        String end = text.substring(slash + 1, to);
        boolean beyond =
                position.length() == end.length()
                        ? position.compareTo(end) > 0
                        : position.length() > end.length();
        return beyond ? Linter.all(LintError.POSITION_EXCEEDS_END, from, to) : null;
    }
}
