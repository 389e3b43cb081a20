// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.sheet;

import dev.touchstone.app.sheet.Typefaces.Run;
import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// Draws text and lines on one page; lengths are points, from the top left corner. Confined to one
/// thread.
final class Ink implements AutoCloseable {
    private static final int HALVINGS = 6;

    private final PDDocument document;
    private final float height;
    private final PDPageContentStream content;
    private final Typefaces typefaces;
    private final Map<FontFile, PDType0Font> embedded = new EnumMap<>(FontFile.class);

    Ink(PDDocument document, PDPage page, Typefaces typefaces) throws IOException {
        this.document = document;
        this.height = page.getMediaBox().getHeight();
        this.content = new PDPageContentStream(document, page);
        this.typefaces = typefaces;
    }

    /// How a text looks.
    ///
    /// @param size of the letters, in points
    /// @param apart further space between letters, in points
    record Look(float size, Color color, boolean bold, float apart) {
        Look(float size, Color color) {
            this(size, color, false, 0);
        }

        /// The height of a line.
        float line() {
            return size * 1.45f;
        }

        Look smaller(float by) {
            return new Look(size * by, color, bold, apart * by);
        }
    }

    private PDType0Font font(FontFile file) throws IOException {
        PDType0Font font = embedded.get(file);
        if (font == null) {
            font = PDType0Font.load(document, typefaces.font(file), true);
            embedded.put(file, font);
        }
        return font;
    }

    /// How wide a text is.
    float width(String text, Look look) throws IOException {
        float width = 0;
        for (Run run : typefaces.runs(text, look.bold())) {
            width += font(run.font()).getStringWidth(run.text()) / 1000 * look.size();
            width += look.apart() * run.text().codePointCount(0, run.text().length());
        }
        return width;
    }

    /// Draws one line.
    ///
    /// @param left where it begins
    /// @param base how far its base line is from the top
    void line(String text, float left, float base, Look look) throws IOException {
        content.beginText();
        content.setNonStrokingColor(look.color());
        content.setCharacterSpacing(look.apart());
        content.newLineAtOffset(left, height - base);
        for (Run run : typefaces.runs(text, look.bold())) {
            content.setFont(font(run.font()), look.size());
            content.showText(run.text());
        }
        content.endText();
    }

    /// Cuts a text into lines no wider than allowed: between words, or between any two ideographs
    /// where the second is no closing mark.
    List<String> wrapped(String text, float widthMax, Look look) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String piece : pieces(text)) {
            if (!line.isEmpty() && width((line + piece).stripTrailing(), look) > widthMax) {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
            line.append(piece);
            while (width(line.toString().strip(), look) > widthMax && line.length() > 1) {
                int cut = fitting(line.toString(), widthMax, look);
                lines.add(line.substring(0, cut));
                line.delete(0, cut);
            }
        }
        if (!line.toString().isBlank()) {
            lines.add(line.toString().strip());
        }
        return lines;
    }

    /// The same in lines of about one length, as many as [#wrapped(String, float, Look)] makes.
    List<String> balanced(String text, float widthMax, Look look) throws IOException {
        List<String> lines = wrapped(text, widthMax, look);
        float narrow = widthMax / 2;
        float wide = widthMax;
        for (int i = 0; i < HALVINGS && lines.size() > 1; i++) {
            float middle = (narrow + wide) / 2;
            List<String> tried = wrapped(text, middle, look);
            if (tried.size() == lines.size()) {
                lines = tried;
                wide = middle;
            } else {
                narrow = middle;
            }
        }
        return lines;
    }

    private int fitting(String text, float widthMax, Look look) throws IOException {
        int cut = text.offsetByCodePoints(0, 1);
        while (cut < text.length()) {
            int next = text.offsetByCodePoints(cut, 1);
            if (width(text.substring(0, next), look) > widthMax) {
                break;
            }
            cut = next;
        }
        return cut;
    }

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int before = ' ';
        for (int each : text.codePoints().toArray()) {
            boolean mayCut =
                    before == ' '
                            || ((wide(before) || wide(each)) && !closing(each) && !opening(before));
            if (mayCut && !piece.isEmpty()) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            piece.appendCodePoint(each);
            before = each;
        }
        pieces.add(piece.toString());
        return pieces;
    }

    private static boolean wide(int character) {
        return Character.isIdeographic(character) || (character >= 0x3000 && character < 0x3030);
    }

    private static boolean closing(int character) {
        return character == ' ' || "，。、；：！？）》】”’,.;:!?)]".indexOf(character) >= 0;
    }

    private static boolean opening(int character) {
        return "（《【“‘([".indexOf(character) >= 0;
    }

    /// Draws a straight line.
    void rule(float left, float top, float right, float bottom, float thick, Color color)
            throws IOException {
        content.setStrokingColor(color);
        content.setLineWidth(thick);
        content.moveTo(left, height - top);
        content.lineTo(right, height - bottom);
        content.stroke();
    }

    /// Draws a frame.
    void frame(float left, float top, float right, float bottom, float thick, Color color)
            throws IOException {
        content.setStrokingColor(color);
        content.setLineWidth(thick);
        content.addRect(left, height - bottom, right - left, bottom - top);
        content.stroke();
    }

    /// Fills rectangles, each `left, top, width, height`.
    void fill(List<float[]> rectangles, Color color) throws IOException {
        content.setNonStrokingColor(color);
        for (float[] one : rectangles) {
            content.addRect(one[0], height - one[1] - one[3], one[2], one[3]);
        }
        content.fill();
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
