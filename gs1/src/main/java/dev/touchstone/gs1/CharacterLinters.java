// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import org.jspecify.annotations.Nullable;

/// Linters of character sets, zeros and check characters.
final class CharacterLinters {
    private static final String NOT_FOR_IMPORTERS = "!\"%&'()*+,./:;<=>?";

    private CharacterLinters() {}

    private static @Nullable LintFinding set(
            int kinds, LintError error, String text, int from, int to) {
        int bad = Characters.firstNot(kinds, text, from, to);
        return bad < 0 ? null : Linter.at(error, bad - from, 1);
    }

    static @Nullable LintFinding numeric(String text, int from, int to, PrefixSource none) {
        return set(Characters.DIGIT, LintError.NON_DIGIT_CHARACTER, text, from, to);
    }

    static @Nullable LintFinding set39(String text, int from, int to, PrefixSource none) {
        return set(Characters.IN_39, LintError.INVALID_CSET39_CHARACTER, text, from, to);
    }

    static @Nullable LintFinding set82(String text, int from, int to, PrefixSource none) {
        return set(Characters.IN_82, LintError.INVALID_CSET82_CHARACTER, text, from, to);
    }

    /// Base64 safe for files and URIs, perhaps with padding that fits the length.
    static @Nullable LintFinding set64(String text, int from, int to, PrefixSource none) {
        int end = to;
        while (end > from && text.charAt(end - 1) == '=') {
            end--;
        }
        int pads = to - end;
        if (pads > 2 || (pads > 0 && (to - from) % 3 != 0)) {
            return Linter.at(LintError.INVALID_CSET64_PADDING, end - from, pads);
        }
        return set(Characters.IN_64, LintError.INVALID_CSET64_CHARACTER, text, from, end);
    }

    /// GS1 General Specifications, section 7.9.1.
    static @Nullable LintFinding checkDigit(String text, int from, int to, PrefixSource none) {
        int sum = 0;
        boolean triple = (to - from) % 2 == 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return Linter.at(LintError.NON_DIGIT_CHARACTER, i - from, 1);
            }
            sum += triple ? 3 * digit : digit;
            triple = !triple;
        }
        if (to == from) {
            return Linter.at(LintError.TOO_SHORT_FOR_CHECK_DIGIT, 0, 0);
        }
        return sum % 10 == 0 ? null : Linter.at(LintError.INCORRECT_CHECK_DIGIT, to - from - 1, 1);
    }

    /// GS1 General Specifications, section 7.9.5.
    static @Nullable LintFinding checkPair(String text, int from, int to, PrefixSource none) {
        int length = to - from;
        if (length < 2) {
            return Linter.all(LintError.TOO_SHORT_FOR_CHECK_PAIR, from, to);
        }
        if (length - 2 > CheckPair.CHARS_MAX) {
            return Linter.all(LintError.TOO_LONG_FOR_CHECK_PAIR_IMPLEMENTATION, from, to);
        }
        LintFinding bad = set82(text, from, to - 2, none);
        if (bad != null) {
            return bad;
        }
        int sum = CheckPair.sum(text, from, to - 2);
        boolean right =
                text.charAt(to - 2) == CheckPair.first(sum)
                        && text.charAt(to - 1) == CheckPair.second(sum);
        return right ? null : Linter.at(LintError.INCORRECT_CHECK_PAIR, length - 2, 2);
    }

    static @Nullable LintFinding hasNonDigit(String text, int from, int to, PrefixSource none) {
        return Characters.firstNot(Characters.DIGIT, text, from, to) >= 0
                ? null
                : Linter.all(LintError.REQUIRES_NON_DIGIT_CHARACTER, from, to);
    }

    static @Nullable LintFinding hyphens(String text, int from, int to, PrefixSource none) {
        return to > from && only('-', text, from, to)
                ? null
                : Linter.all(LintError.NOT_HYPHEN, from, to);
    }

    static @Nullable LintFinding zero(String text, int from, int to, PrefixSource none) {
        return to > from && only('0', text, from, to)
                ? null
                : Linter.all(LintError.NOT_ZERO, from, to);
    }

    private static boolean only(char wanted, String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != wanted) {
                return false;
            }
        }
        return true;
    }

    static @Nullable LintFinding nonZero(String text, int from, int to, PrefixSource none) {
        LintFinding bad = numeric(text, from, to, none);
        if (bad != null) {
            return bad;
        }
        return only('0', text, from, to)
                ? Linter.all(LintError.ILLEGAL_ZERO_VALUE, from, to)
                : null;
    }

    /// A lone zero is a number like others.
    static @Nullable LintFinding noZeroPrefix(String text, int from, int to, PrefixSource none) {
        LintFinding bad = numeric(text, from, to, none);
        if (bad != null) {
            return bad;
        }
        return to - from > 1 && text.charAt(from) == '0'
                ? Linter.at(LintError.ILLEGAL_ZERO_PREFIX, 0, 1)
                : null;
    }

    static @Nullable LintFinding percentCoded(String text, int from, int to, PrefixSource none) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '%') {
                if (to - i < 3 || !Uris.isEscape(text, i)) {
                    int shown = Math.min(3, to - i);
                    return Linter.at(LintError.INVALID_PERCENT_SEQUENCE, i - from, shown);
                }
                i += 2;
            }
        }
        return null;
    }

    /// One character of set 82 that is letter, digit, `-` or `_`.
    static @Nullable LintFinding importerIndex(String text, int from, int to, PrefixSource none) {
        boolean right =
                to - from == 1
                        && Characters.is82(text.charAt(from))
                        && NOT_FOR_IMPORTERS.indexOf(text.charAt(from)) < 0;
        return right ? null : Linter.all(LintError.INVALID_IMPORT_IDX_CHARACTER, from, to);
    }
}
