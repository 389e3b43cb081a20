// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.symbol;

import java.util.List;

/// Labels in ZPL II, the language of many label printers: a QR code in the middle, lines of text
/// below it. One stream holds any number of labels. Immutable.
///
/// The code is drawn as dots (`^GFA`), so that it is the same symbol on every printer, or left to
/// the printer (`^BQN`), which takes a tenth of the bytes.
public final class Zpl {
    /// Lines of text below a code.
    public static final int LINES_MAX = 4;

    /// Characters of a line.
    public static final int LINE_LENGTH_MAX = 120;

    private static final int NATIVE_SCALE_MAX = 10;
    private static final double MARGIN_MM = 1;
    private static final double TEXT_MM_MIN = 1.2;
    private static final double TEXT_MM_MAX = 3;
    /// A line is this much higher than its characters.
    private static final double LINE_PITCH = 1.25;
    /// Characters of the printer's own font are this much higher than wide, with the gap.
    private static final double HEIGHT_TO_WIDTH = 1.7;
    private static final String HEX = "0123456789ABCDEF";
    private static final int REPEAT_LARGE = 20;

    private final ZplPrinter printer;

    /// Labels for a printer.
    public Zpl(ZplPrinter printer) {
        this.printer = printer;
    }

    /// A label with the code as dots, as large as the label allows.
    ///
    /// @throws IllegalArgumentException when the label is too small for a dot a module
    public String label(QrCode code, List<String> lines) {
        Plan plan = plan(code, lines);
        StringBuilder out = begin();
        origin(out, plan.left(), plan.top());
        out.append(graphic(Bitmap.of(code, plan.scale(), 0))).append("^FS\n");
        return end(out, plan, lines);
    }

    /// A label whose code is drawn by the printer from the text.
    ///
    /// @param code the same text's code, for its size; at most ten dots a module are used
    public String nativeLabel(String text, QrCode code, List<String> lines) {
        Plan plan = plan(code, lines);
        StringBuilder out = begin();
        origin(out, plan.left(), plan.top());
        out.append("^BQN,2,").append(Math.min(plan.scale(), NATIVE_SCALE_MAX));
        out.append("^FH_^FD").append(code.level()).append("A,");
        escaped(out, text);
        out.append("^FS\n");
        return end(out, plan, lines);
    }

    /// Where things lie, in dots.
    private record Plan(int left, int top, int scale, int textTop, int textHeight) {}

    private Plan plan(QrCode code, List<String> lines) {
        if (lines.size() > LINES_MAX) {
            throw new IllegalArgumentException("more than %d lines".formatted(LINES_MAX));
        }
        int longest = 1;
        for (String line : lines) {
            if (line.length() > LINE_LENGTH_MAX) {
                throw new IllegalArgumentException(
                        "a line has more than %d characters".formatted(LINE_LENGTH_MAX));
            }
            longest = Math.max(longest, line.length());
        }
        double widthMm = printer.widthMm() - 2 * MARGIN_MM;
        double textMm = Math.min(TEXT_MM_MAX, widthMm / longest * HEIGHT_TO_WIDTH);
        textMm = Math.max(TEXT_MM_MIN, textMm);
        double below = lines.isEmpty() ? 0 : lines.size() * textMm * LINE_PITCH + MARGIN_MM;
        double roomMm = Math.min(printer.widthMm(), printer.heightMm() - below);
        int scale = printer.dots(roomMm) / Svg.side(code);
        if (scale < 1) {
            throw new IllegalArgumentException(
                    "a label of %s x %s mm is too small for %d modules"
                            .formatted(printer.widthMm(), printer.heightMm(), Svg.side(code)));
        }
        int side = code.size() * scale;
        int left = (printer.dots(printer.widthMm()) - side) / 2;
        int free = printer.dots(printer.heightMm() - below) - side;
        int textTop = printer.dots(printer.heightMm() - below);
        return new Plan(left, free / 2, scale, textTop, printer.dots(textMm));
    }

    private StringBuilder begin() {
        StringBuilder out = new StringBuilder(4_096);
        if (printer.darkness() != ZplPrinter.AS_SET) {
            out.append("~SD%02d\n".formatted(printer.darkness()));
        }
        out.append("^XA^CI28");
        out.append("^PW").append(printer.dots(printer.widthMm()));
        out.append("^LL").append(printer.dots(printer.heightMm()));
        if (printer.inchesASecond() != ZplPrinter.AS_SET) {
            out.append("^PR").append(printer.inchesASecond());
        }
        return out.append('\n');
    }

    private void origin(StringBuilder out, int x, int y) {
        int shifted = Math.max(0, x + printer.dots(printer.shiftMm()));
        out.append("^FO").append(shifted).append(',').append(y);
    }

    private String end(StringBuilder out, Plan plan, List<String> lines) {
        int y = plan.textTop();
        for (String line : lines) {
            origin(out, 0, y);
            out.append("^A0N,").append(plan.textHeight());
            out.append("^FB").append(printer.dots(printer.widthMm())).append(",1,0,C");
            out.append("^FH_^FD");
            escaped(out, line);
            out.append("^FS\n");
            y += (int) Math.round(plan.textHeight() * LINE_PITCH);
        }
        return out.append("^XZ\n").toString();
    }

    /// With `_XX` for what would be read as a command, and for the escape itself.
    private static void escaped(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '^' || c == '~' || c == '_' || c == '\\' || c < ' ') {
                out.append('_').append(HEX.charAt(c >>> 4)).append(HEX.charAt(c & 0xF));
            } else {
                out.append(c);
            }
        }
    }

    /// A graphic field: hexadecimal digits, with repeat counts, `,` for a row's light rest and `:`
    /// for a row like the one above.
    public static String graphic(Bitmap bitmap) {
        int stride = bitmap.stride();
        int total = stride * bitmap.side();
        StringBuilder out = new StringBuilder(bitmap.side() * 4);
        out.append("^GFA,").append(total).append(',').append(total).append(',').append(stride);
        out.append(',');
        for (int y = 0; y < bitmap.side(); y++) {
            if (bitmap.isRepeated(y)) {
                out.append(':');
            } else {
                row(out, bitmap, y, stride);
            }
        }
        return out.toString();
    }

    private static void row(StringBuilder out, Bitmap bitmap, int y, int stride) {
        int digits = 2 * stride;
        int at = 0;
        while (at < digits) {
            int digit = digit(bitmap, y, at);
            int end = at + 1;
            while (end < digits && digit(bitmap, y, end) == digit) {
                end++;
            }
            if (end == digits && digit == 0) {
                out.append(',');
                return;
            }
            repeat(out, end - at);
            out.append(HEX.charAt(digit));
            at = end;
        }
    }

    private static int digit(Bitmap bitmap, int y, int index) {
        int octet = bitmap.octet(y, index / 2);
        return index % 2 == 0 ? octet >>> 4 : octet & 0xF;
    }

    /// `z` for 400, `g` to `y` for 20 to 380, `G` to `Y` for 1 to 19; nothing for once.
    private static void repeat(StringBuilder out, int times) {
        if (times == 1) {
            return;
        }
        int left = times;
        while (left >= REPEAT_LARGE) {
            int twenties = Math.min(20, left / REPEAT_LARGE);
            out.append((char) ('f' + twenties));
            left -= twenties * REPEAT_LARGE;
        }
        if (left > 0) {
            out.append((char) ('F' + left));
        }
    }
}
