// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.gs1;

import org.jspecify.annotations.Nullable;

/// Linters of dates and times (GS1 General Specifications, sections 3.4 and 7.12).
final class DateLinters {
    private DateLinters() {}

    static @Nullable LintFinding yymmdd(String text, int from, int to, PrefixSource none) {
        return date(text, from, to, 2, false);
    }

    /// Day 00 stands for the last day of the month.
    static @Nullable LintFinding yymmd0(String text, int from, int to, PrefixSource none) {
        return date(text, from, to, 2, true);
    }

    static @Nullable LintFinding yyyymmdd(String text, int from, int to, PrefixSource none) {
        return date(text, from, to, 4, false);
    }

    static @Nullable LintFinding yyyymmd0(String text, int from, int to, PrefixSource none) {
        return date(text, from, to, 4, true);
    }

    static @Nullable LintFinding yymmddhh(String text, int from, int to, PrefixSource none) {
        if (to - from != 8) {
            return Linter.all(
                    to - from < 8
                            ? LintError.DATE_WITH_HOUR_TOO_SHORT
                            : LintError.DATE_WITH_HOUR_TOO_LONG,
                    from,
                    to);
        }
        LintFinding bad = yymmdd(text, from, from + 6, none);
        return bad != null ? bad : moved(hour(text, from + 6, to, none), 6);
    }

    private static @Nullable LintFinding date(
            String text, int from, int to, int yearDigits, boolean lastDay) {
        int length = yearDigits + 4;
        if (to - from != length) {
            return Linter.all(
                    to - from < length ? LintError.DATE_TOO_SHORT : LintError.DATE_TOO_LONG,
                    from,
                    to);
        }
        int bad = Characters.firstNot(Characters.DIGIT, text, from, to);
        if (bad >= 0) {
            return Linter.at(LintError.NON_DIGIT_CHARACTER, bad - from, 1);
        }
        int year = two(text, from + yearDigits - 2);
        int month = two(text, from + yearDigits);
        int day = two(text, from + yearDigits + 2);
        if (month < 1 || month > 12) {
            return Linter.at(LintError.ILLEGAL_MONTH, yearDigits, 2);
        }
        // Two digits mean a year from 1951 on and below 2100, in which every fourth one is leap.
        boolean leap = year % 4 == 0 && (yearDigits == 2 || year != 0 || two(text, from) % 4 == 0);
        int days =
                switch (month) {
                    case 2 -> leap ? 29 : 28;
                    case 4, 6, 9, 11 -> 30;
                    default -> 31;
                };
        return day > days || (day == 0 && !lastDay)
                ? Linter.at(LintError.ILLEGAL_DAY, yearDigits + 2, 2)
                : null;
    }

    private static int two(String text, int at) {
        return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
    }

    private static @Nullable LintFinding part(
            String text,
            int from,
            int to,
            int max,
            LintError tooShort,
            LintError tooLong,
            LintError illegal) {
        if (to - from != 2) {
            return Linter.all(to - from < 2 ? tooShort : tooLong, from, to);
        }
        int bad = Characters.firstNot(Characters.DIGIT, text, from, to);
        if (bad >= 0) {
            return Linter.at(LintError.NON_DIGIT_CHARACTER, bad - from, 1);
        }
        return two(text, from) > max ? Linter.at(illegal, 0, 2) : null;
    }

    static @Nullable LintFinding hour(String text, int from, int to, PrefixSource none) {
        return part(
                text,
                from,
                to,
                23,
                LintError.HOUR_TOO_SHORT,
                LintError.HOUR_TOO_LONG,
                LintError.ILLEGAL_HOUR);
    }

    static @Nullable LintFinding minute(String text, int from, int to, PrefixSource none) {
        return part(
                text,
                from,
                to,
                59,
                LintError.MINUTE_TOO_SHORT,
                LintError.MINUTE_TOO_LONG,
                LintError.ILLEGAL_MINUTE);
    }

    static @Nullable LintFinding second(String text, int from, int to, PrefixSource none) {
        return part(
                text,
                from,
                to,
                59,
                LintError.SECOND_TOO_SHORT,
                LintError.SECOND_TOO_LONG,
                LintError.ILLEGAL_SECOND);
    }

    static @Nullable LintFinding hourMinute(String text, int from, int to, PrefixSource none) {
        if (to - from != 4) {
            return Linter.all(
                    to - from < 4
                            ? LintError.HOUR_WITH_MINUTE_TOO_SHORT
                            : LintError.HOUR_WITH_MINUTE_TOO_LONG,
                    from,
                    to);
        }
        LintFinding bad = hour(text, from, from + 2, none);
        return bad != null ? bad : moved(minute(text, from + 2, to, none), 2);
    }

    static @Nullable LintFinding minuteAndMaybeSecond(
            String text, int from, int to, PrefixSource none) {
        if (to - from != 2 && to - from != 4) {
            return Linter.all(LintError.INVALID_LENGTH_FOR_MINUTES_AND_SECONDS, from, to);
        }
        LintFinding bad = minute(text, from, from + 2, none);
        if (bad != null || to - from == 2) {
            return bad;
        }
        return moved(second(text, from + 2, to, none), 2);
    }

    private static @Nullable LintFinding moved(@Nullable LintFinding finding, int by) {
        return finding == null
                ? null
                : Linter.at(finding.error(), finding.position() + by, finding.length());
    }
}
