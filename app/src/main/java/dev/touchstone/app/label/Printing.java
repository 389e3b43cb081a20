// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.label;

import dev.touchstone.symbol.ZplPrinter;

/// How codes are to be printed.
///
/// @param dotsAnInch 203, 300 or 600; for formats made of dots
/// @param darkness 0 to 30, or [ZplPrinter#AS_SET]; for label printers
/// @param inchesASecond 1 to 14, or [ZplPrinter#AS_SET]; for label printers
/// @param ownSymbols whether the label printer draws the symbols itself
public record Printing(
        LabelFormat format,
        LabelTemplate template,
        int dotsAnInch,
        int darkness,
        int inchesASecond,
        boolean ownSymbols) {
    /// What most label printers have.
    public static final int DOTS_AN_INCH = 300;

    public Printing {
        // The printer's own check of all of these.
        printer(template, dotsAnInch, darkness, inchesASecond);
    }

    /// With what is set at the printer.
    public static Printing of(LabelFormat format, LabelTemplate template) {
        int asSet = ZplPrinter.AS_SET;
        return new Printing(format, template, DOTS_AN_INCH, asSet, asSet, false);
    }

    /// The label printer.
    public ZplPrinter printer() {
        return printer(template, dotsAnInch, darkness, inchesASecond);
    }

    private static ZplPrinter printer(LabelTemplate template, int dots, int darkness, int speed) {
        return new ZplPrinter(dots, template.width(), template.height(), darkness, speed, 0);
    }
}
