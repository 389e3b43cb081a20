// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.symbol;

/// A label printer that speaks ZPL II, what is in it, and how it prints.
///
/// @param dotsAnInch 203, 300 or 600
/// @param widthMm of a label, 10 to 250
/// @param heightMm of a label, 8 to 1000
/// @param darkness 0 to 30 (`~SD`), or [#AS_SET] for what is set at the printer
/// @param inchesASecond 1 to 14 (`^PR`), or [#AS_SET]
/// @param shiftMm to the right when positive, -10 to 10, for rolls that do not lie in the middle
public record ZplPrinter(
        int dotsAnInch,
        double widthMm,
        double heightMm,
        int darkness,
        int inchesASecond,
        double shiftMm) {
    /// Left as it is set at the printer.
    public static final int AS_SET = -1;

    private static final double MM_AN_INCH = 25.4;
    private static final double WIDTH_MIN = 10;
    private static final double WIDTH_MAX = 250;
    private static final double HEIGHT_MIN = 8;
    private static final double HEIGHT_MAX = 1_000;
    private static final int DARKNESS_MAX = 30;
    private static final int SPEED_MAX = 14;
    private static final double SHIFT_MAX = 10;

    public ZplPrinter {
        if (dotsAnInch != 203 && dotsAnInch != 300 && dotsAnInch != 600) {
            throw new IllegalArgumentException(
                    "a printer has 203, 300 or 600 dots an inch, not " + dotsAnInch);
        }
        within("width", widthMm, WIDTH_MIN, WIDTH_MAX);
        within("height", heightMm, HEIGHT_MIN, HEIGHT_MAX);
        within("darkness", darkness, AS_SET, DARKNESS_MAX);
        within("shift", shiftMm, -SHIFT_MAX, SHIFT_MAX);
        if (inchesASecond != AS_SET) {
            within("speed", inchesASecond, 1, SPEED_MAX);
        }
    }

    private static void within(String what, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(
                    "%s %s is not within %s to %s".formatted(what, value, min, max));
        }
    }

    /// A printer with labels of this size and all else as set at it.
    public static ZplPrinter of(int dotsAnInch, double widthMm, double heightMm) {
        return new ZplPrinter(dotsAnInch, widthMm, heightMm, AS_SET, AS_SET, 0);
    }

    /// The nearest number of dots.
    int dots(double mm) {
        return (int) Math.round(mm * dotsAnInch / MM_AN_INCH);
    }
}
