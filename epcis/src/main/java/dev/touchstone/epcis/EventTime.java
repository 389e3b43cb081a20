// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When an event happened, and the local offset in force there (EPCIS 2.0, sections 7.4.1 and
/// 7.2).
///
/// @param instant the instant; fractions finer than a nanosecond are cut off
/// @param offset the value of `eventTimeZoneOffset`, such as `+08:00`
/// @param text the time as it was written
public record EventTime(Instant instant, String offset, String text) {
    /// The longest accepted text of a time, in characters.
    public static final int TEXT_CHARS_MAX = 64;

    private static final Pattern DATE_TIME =
            Pattern.compile(
                    "(\\d{4}-\\d{2}-\\d{2})[Tt](\\d{2}:\\d{2}:\\d{2})(?:\\.(\\d+))?"
                            + "(?:[Zz]|([+-])(\\d{2}):(\\d{2}))");
    private static final int OFFSET_MINUTES_MAX = 14 * 60;
    private static final int NANO_DIGITS = 9;

    /// Reads a time with offset (RFC 3339, section 5.6; offsets up to 14:00 as in XML Schema).
    ///
    /// A leap second is refused, since no event needs one and few systems hold it.
    ///
    /// @throws DateTimeException when `text` is no such time
    public static Instant instantOf(String text) {
        Matcher m = DATE_TIME.matcher(text);
        if (text.length() > TEXT_CHARS_MAX || !m.matches()) {
            throw new DateTimeException("not a date, time and offset");
        }
        int offsetMinutes = 0;
        if (m.group(4) != null) {
            int minutes = Integer.parseInt(m.group(6));
            offsetMinutes = Integer.parseInt(m.group(5)) * 60 + minutes;
            if (minutes > 59 || offsetMinutes > OFFSET_MINUTES_MAX) {
                throw new DateTimeException("offset out of range");
            }
            offsetMinutes = m.group(4).equals("-") ? -offsetMinutes : offsetMinutes;
        }
        String fraction = m.group(3) == null ? "" : m.group(3);
        String nanos = (fraction + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS);
        return LocalDateTime.parse(m.group(1) + "T" + m.group(2))
                .withNano(Integer.parseInt(nanos))
                .toInstant(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
    }
}
