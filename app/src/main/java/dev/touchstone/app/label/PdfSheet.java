// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.label;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.touchstone.symbol.QrCode;
import dev.touchstone.symbol.Svg;
import java.util.Arrays;

/// The operators of one page of labels, in millimetres. Used again for page after page; confined
/// to one thread.
final class PdfSheet {
    private static final int THOUSAND = 1_000;
    private static final int OPERATOR_BYTES_MAX = 64;

    private final double height;
    private byte[] bytes = new byte[1 << 16];
    private int length;

    /// Sheets of a height.
    PdfSheet(double heightMm) {
        height = heightMm;
        clear();
    }

    /// Begins a new page.
    void clear() {
        length = 0;
        text(PdfWriter.millimetres());
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /// Draws a label whose upper left corner stands at a place.
    void label(LabelLayout layout, QrCode code, double left, double top) {
        double module = layout.codeSide() / Svg.side(code);
        double x = left + layout.codeLeft() + QrCode.QUIET * module;
        double y = height - top - layout.codeTop() - QrCode.QUIET * module;
        // One unit a module, downwards; one path, so that no line shows between rows.
        text("q ");
        millionths(module);
        text("0 0 -");
        millionths(module);
        millionths(x);
        millionths(y);
        text("cm\n");
        code.runs(
                (column, row, run) -> {
                    room();
                    whole(column);
                    whole(row);
                    whole(run);
                    text("1 re\n");
                });
        text("f Q\n");
        for (LabelLayout.Line line : layout.lines()) {
            line(line.text(), left + line.left(), top + line.baseline(), layout.textSize());
        }
    }

    /// Writes a line of ASCII.
    void line(String text, double left, double baseline, double size) {
        text("BT /F ");
        millionths(size);
        text("Tf ");
        millionths(left);
        millionths(height - baseline);
        text("Td (");
        text(text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)"));
        text(") Tj ET\n");
    }

    /// Draws the outline of a rectangle.
    void outline(double left, double top, double width, double tall, double stroke) {
        millionths(stroke);
        text("w ");
        millionths(left);
        millionths(height - top - tall);
        millionths(width);
        millionths(tall);
        text("re S\n");
    }

    /// Draws a straight line.
    void stroke(double fromX, double fromY, double toX, double toY, double stroke) {
        millionths(stroke);
        text("w ");
        millionths(fromX);
        millionths(height - fromY);
        text("m ");
        millionths(toX);
        millionths(height - toY);
        text("l S\n");
    }

    private void room() {
        if (bytes.length - length < OPERATOR_BYTES_MAX) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
    }

    private void text(String text) {
        byte[] added = text.getBytes(ISO_8859_1);
        while (bytes.length - length < added.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        System.arraycopy(added, 0, bytes, length, added.length);
        length += added.length;
    }

    private void whole(int value) {
        if (value >= 100) {
            bytes[length++] = (byte) ('0' + value / 100);
        }
        if (value >= 10) {
            bytes[length++] = (byte) ('0' + value / 10 % 10);
        }
        bytes[length++] = (byte) ('0' + value % 10);
        bytes[length++] = ' ';
    }

    /// A number of up to six decimals and a space.
    private void millionths(double value) {
        room();
        long scaled = Math.round(Math.abs(value) * THOUSAND * THOUSAND);
        String whole = Long.toString(scaled / (THOUSAND * THOUSAND));
        String rest = Long.toString(THOUSAND * THOUSAND + scaled % (THOUSAND * THOUSAND));
        text((value < 0 ? "-" : "") + whole + "." + rest.substring(1) + " ");
    }
}
