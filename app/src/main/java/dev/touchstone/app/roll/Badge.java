// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.roll;

import dev.touchstone.app.usecase.Sha256;
import dev.touchstone.app.web.Language;
import dev.touchstone.app.web.Messages;
import java.nio.charset.StandardCharsets;

/// A picture of an entry's live state for the enterprise's own pages: SVG 1.1 without a script, a
/// font or a reference to anything. It is a plain announcement and looks like no certification
/// mark. Immutable.
///
/// @param dark for a dark page
public record Badge(RollEntry entry, Language language, boolean dark) {
    private static final int WIDTH = 300;
    private static final int HEIGHT = 76;

    /// The widest name, in units of a Latin letter; a Chinese character has two.
    private static final int NAME_UNITS_MAX = 38;

    /// The picture.
    ///
    /// @param messages the sentences
    byte[] svg(Messages messages) {
        String state = messages.text(language, "pledge.state." + entry.state());
        String title = messages.text(language, "roll.badge.title", entry.year());
        String name = language.pick(entry.name().zh(), entry.name().en());
        String note = messages.text(language, "roll.badge.note");
        String paper = dark ? "#17202a" : "#ffffff";
        String ink = dark ? "#f2f4f7" : "#17202a";
        String muted = dark ? "#b9c2cc" : "#55606c";
        String svg =
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" \
                viewBox="0 0 %1$d %2$d" role="img" aria-labelledby="t d" xml:lang="%3$s">
                <title id="t">%4$s: %5$s</title>
                <desc id="d">%6$s. %7$s</desc>
                <rect x="0.5" y="0.5" width="%8$d" height="%9$d" rx="6" fill="%10$s" \
                stroke="%11$s"/>
                <rect x="1" y="7" width="5" height="62" fill="%12$s"/>
                <g font-family="system-ui, 'Noto Sans SC', 'Microsoft YaHei', sans-serif">
                <text x="16" y="24" font-size="14" font-weight="600" fill="%13$s">%4$s</text>
                <text x="284" y="24" font-size="14" font-weight="600" text-anchor="end" \
                fill="%12$s">%5$s</text>
                <text x="16" y="45" font-size="13" fill="%13$s">%14$s</text>
                <text x="16" y="64" font-size="10.5" fill="%11$s">%7$s</text>
                </g>
                </svg>
                """
                        .formatted(
                                WIDTH,
                                HEIGHT,
                                language.tag(),
                                escape(title),
                                escape(state),
                                escape(name),
                                escape(note),
                                WIDTH - 1,
                                HEIGHT - 1,
                                paper,
                                muted,
                                colour(),
                                ink,
                                escape(cut(name)));
        return svg.getBytes(StandardCharsets.UTF_8);
    }

    /// Contrast of at least 4.5 to the paper behind it, and always with the word.
    private String colour() {
        return switch (entry.state()) {
            case "PUBLISHED" -> dark ? "#5fd08a" : "#146c3a";
            case "REMOVED" -> dark ? "#ff9d94" : "#a4161a";
            default -> dark ? "#f0c35a" : "#7a5200";
        };
    }

    /// What a cache recognises the picture by, quoted.
    static String tag(byte[] svg) {
        return '"' + Sha256.hex(new String(svg, StandardCharsets.UTF_8)).substring(0, 32) + '"';
    }

    /// A name that fits on one line.
    static String cut(String name) {
        int units = 0;
        for (int i = 0; i < name.length(); i = name.offsetByCodePoints(i, 1)) {
            int code = name.codePointAt(i);
            units += code < 0x1100 ? 1 : 2;
            if (units > NAME_UNITS_MAX) {
                return name.substring(0, i).strip() + "…";
            }
        }
        return name;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("\\p{Cntrl}", " ");
    }
}
