// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.openday;

import dev.touchstone.app.web.Language;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// Open days as a calendar other programs subscribe to (RFC 5545). Times are in UTC, so no time
/// zone has to be described. Pure.
final class ICalendar {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /// The longest line in bytes without its break, section 3.1.
    private static final int LINE_BYTES_MAX = 75;

    private final String publicUrl;
    private final Language language;
    private final StringBuilder text = new StringBuilder();

    private ICalendar(String publicUrl, Language language) {
        this.publicUrl = publicUrl;
        this.language = language;
    }

    /// Writes a calendar.
    ///
    /// @param name what programs show it as
    /// @param at when it is written
    static byte[] of(
            List<OpenDay> days, String name, String publicUrl, Language language, Instant at) {
        ICalendar calendar = new ICalendar(publicUrl, language);
        calendar.line("BEGIN", "VCALENDAR");
        calendar.line("VERSION", "2.0");
        calendar.line("PRODID", "-//Touchstone//Open days//" + language.name());
        calendar.line("CALSCALE", "GREGORIAN");
        calendar.line("METHOD", "PUBLISH");
        // RFC 7986 sections 5.1 and 5.7.
        calendar.line("NAME", escape(name));
        calendar.line("X-WR-CALNAME", escape(name));
        calendar.line("REFRESH-INTERVAL;VALUE=DURATION", "PT6H");
        for (OpenDay day : days) {
            calendar.event(day, at);
        }
        calendar.line("END", "VCALENDAR");
        return calendar.text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void event(OpenDay day, Instant at) {
        OpenDay.Plan plan = day.plan();
        String page = publicUrl + "/open-days/" + day.id();
        String host = publicUrl.replaceFirst("https?://", "").replaceFirst(":[0-9]+$", "");
        line("BEGIN", "VEVENT");
        line("UID", day.id() + "@" + host);
        line("DTSTAMP", UTC.format(at));
        line("LAST-MODIFIED", UTC.format(day.stateSince()));
        line("SEQUENCE", String.valueOf(day.sequence()));
        line("DTSTART", UTC.format(plan.from()));
        line("DTEND", UTC.format(plan.to()));
        String who = language.pick(day.enterpriseName().zh(), day.enterpriseName().en());
        line("SUMMARY", escape(who + ": " + language.pick(plan.topic().zh(), plan.topic().en())));
        line(
                "DESCRIPTION",
                escape(language.pick(plan.about().zh(), plan.about().en()) + "\n" + page));
        line("LOCATION", escape(plan.site() + ", " + plan.address()));
        line("URL", page);
        line("STATUS", day.state() == OpenDay.State.CANCELLED ? "CANCELLED" : "CONFIRMED");
        line("END", "VEVENT");
    }

    /// A content line, folded so that no character is cut in two.
    private void line(String name, String value) {
        String line = name + ":" + value;
        int bytes = 0;
        for (int i = 0; i < line.length(); ) {
            int code = line.codePointAt(i);
            int more = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
            if (bytes + more > LINE_BYTES_MAX) {
                text.append("\r\n ");
                bytes = 1;
            }
            text.appendCodePoint(code);
            bytes += more;
            i += Character.charCount(code);
        }
        text.append("\r\n");
    }

    /// A TEXT value, section 3.3.11.
    private static String escape(String value) {
        return value.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r\n", "\n")
                .replace("\n", "\\n")
                .replaceAll("[\\p{Cntrl}]", " ");
    }
}
