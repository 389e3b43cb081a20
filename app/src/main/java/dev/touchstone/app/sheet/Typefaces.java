// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.sheet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TrueTypeFont;

/// Our fonts, each parsed at its first use and kept. Confined to one thread at a time.
final class Typefaces {
    private record Face(TrueTypeFont font, CmapLookup characters) {}

    private final Function<FontFile, byte[]> files;
    private final Map<FontFile, Face> parsed = new EnumMap<>(FontFile.class);

    /// Fonts from their files.
    Typefaces(Function<FontFile, byte[]> files) {
        this.files = files;
    }

    private Face face(FontFile file) {
        return parsed.computeIfAbsent(
                file,
                wanted -> {
                    TrueTypeFont font = FontFile.parse(files.apply(wanted));
                    try {
                        return new Face(font, font.getUnicodeCmapLookup());
                    } catch (IOException e) {
                        throw new UncheckedIOException("reading the characters of a font", e);
                    }
                });
    }

    TrueTypeFont font(FontFile file) {
        return face(file).font();
    }

    private boolean has(FontFile file, int character) {
        return face(file).characters().getGlyphId(character) != 0;
    }

    /// A piece of text that one font can draw.
    record Run(FontFile font, String text) {}

    /// Cuts a text into pieces.
    ///
    /// @param bold whether the title's font is asked first
    /// @throws IllegalArgumentException for a character that no font has
    List<Run> runs(String text, boolean bold) {
        List<Run> runs = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        FontFile font = FontFile.COMMON;
        for (int character : text.codePoints().toArray()) {
            FontFile next = fontOf(character, bold);
            if (next != font && !piece.isEmpty()) {
                runs.add(new Run(font, piece.toString()));
                piece.setLength(0);
            }
            font = next;
            piece.appendCodePoint(character);
        }
        if (!piece.isEmpty()) {
            runs.add(new Run(font, piece.toString()));
        }
        return runs;
    }

    private FontFile fontOf(int character, boolean bold) {
        if (bold && has(FontFile.TITLE, character)) {
            return FontFile.TITLE;
        }
        if (has(FontFile.COMMON, character)) {
            return FontFile.COMMON;
        }
        if (has(FontFile.RARE, character)) {
            return FontFile.RARE;
        }
        throw new IllegalArgumentException("no font has U+%04X".formatted(character));
    }

    /// The characters that no font has.
    Set<Integer> missing(String text) {
        Set<Integer> missing = new TreeSet<>();
        text.codePoints()
                .filter(each -> !has(FontFile.COMMON, each) && !has(FontFile.RARE, each))
                .forEach(missing::add);
        return missing;
    }
}
