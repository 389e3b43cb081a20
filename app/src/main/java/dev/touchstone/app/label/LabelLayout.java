// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.label;

import java.util.ArrayList;
import java.util.List;

/// Where code and text stand on a label; lengths are millimetres from its upper left corner.
/// Immutable.
///
/// Modules and text keep at least [#SAFE] from the edge, so that a cut a little beside its place
/// takes nothing away. A wide label has its text beside the code, any other below it.
///
/// @param codeLeft of the code with its quiet zone
/// @param codeTop of the code with its quiet zone
/// @param codeSide of the code with its quiet zone
/// @param textSize height of an em
/// @param lines the text
public record LabelLayout(
        double codeLeft, double codeTop, double codeSide, double textSize, List<Line> lines) {
    /// What may be cut off from each edge.
    public static final double SAFE = 1;

    /// Width of a character in a font of even width, in ems.
    static final double CHARACTER = 0.6;

    private static final double CODE_SIDE_MAX = 30;
    private static final double BESIDE_MIN = 14;
    private static final double TEXT_SIZE_MAX = 3;
    private static final double PITCH = 1.2;
    private static final double ASCENT = 0.8;
    private static final int CHUNK = 10;

    /// A line of text.
    ///
    /// @param left of its first character
    /// @param baseline on which it stands
    public record Line(double left, double baseline, String text) {}

    public LabelLayout {
        lines = List.copyOf(lines);
    }

    /// The layout of one label.
    ///
    /// @param stacked whether the text stands below the code whatever the width, as label printers
    ///     do it
    public static LabelLayout of(
            LabelTemplate template, LabelLinks links, Label label, boolean stacked) {
        boolean beside = !stacked && template.width() - template.height() >= BESIDE_MIN;
        return beside ? beside(template, links, label) : below(template, links, label);
    }

    private static LabelLayout beside(LabelTemplate template, LabelLinks links, Label label) {
        List<String> texts = new ArrayList<>();
        texts.add(links.number());
        for (int from = 0; from < label.code().length(); from += CHUNK) {
            int to = Math.min(label.code().length(), from + CHUNK);
            texts.add(label.code().substring(from, to));
        }
        texts.add("#" + label.index());
        double side = Math.min(template.height(), CODE_SIDE_MAX);
        double room = template.width() - side - SAFE;
        double size = Math.min(TEXT_SIZE_MAX, room / (longest(texts) * CHARACTER));
        double top = (template.height() - texts.size() * size * PITCH) / 2;
        List<Line> lines = new ArrayList<>();
        for (String text : texts) {
            lines.add(new Line(side, top + size * ASCENT, text));
            top += size * PITCH;
        }
        return new LabelLayout(0, (template.height() - side) / 2, side, size, lines);
    }

    private static LabelLayout below(LabelTemplate template, LabelLinks links, Label label) {
        List<String> texts = texts(links, label);
        double room = template.width() - 2 * SAFE;
        double size = Math.min(TEXT_SIZE_MAX, room / (longest(texts) * CHARACTER));
        double text = texts.size() * size * PITCH + SAFE;
        double side = Math.min(template.width(), template.height() - text);
        double top = template.height() - text;
        List<Line> lines = new ArrayList<>();
        for (String line : texts) {
            double left = (template.width() - line.length() * CHARACTER * size) / 2;
            lines.add(new Line(left, top + size * ASCENT, line));
            top += size * PITCH;
        }
        return new LabelLayout((template.width() - side) / 2, 0, side, size, lines);
    }

    /// What stands below a code: the code and the product, to be typed in.
    static List<String> texts(LabelLinks links, Label label) {
        return List.of(label.code(), links.number());
    }

    private static int longest(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(1);
    }
}
