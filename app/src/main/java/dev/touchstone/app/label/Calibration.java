// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.label;

import java.io.IOException;
import java.io.OutputStream;

/// A page to print before the labels: rulers in millimetres along two edges of the labels, the
/// outline of every label and of what is safe in it. Held against a sheet of labels it shows
/// whether the printer scales or shifts.
final class Calibration {
    private static final double THIN = 0.1;
    private static final double TEXT = 2.2;
    private static final int TENTH = 10;

    private Calibration() {}

    /// Writes the page of a template.
    static void write(LabelTemplate template, OutputStream out) throws IOException {
        PdfSheet sheet = new PdfSheet(template.sheetHeight());
        for (int place = 0; place < template.labelsASheet(); place++) {
            double left = template.left(place);
            double top = template.top(place);
            double safe = LabelLayout.SAFE;
            sheet.outline(left, top, template.width(), template.height(), THIN);
            sheet.outline(
                    left + safe,
                    top + safe,
                    template.width() - 2 * safe,
                    template.height() - 2 * safe,
                    THIN / 2);
        }
        double middleX = template.sheetWidth() / 2;
        double middleY = template.sheetHeight() / 2;
        for (int mm = 0; mm <= template.sheetWidth(); mm++) {
            sheet.stroke(mm, middleY, mm, middleY - tick(mm), THIN);
            if (mm % TENTH == 0 && mm + TEXT * 2 < template.sheetWidth()) {
                sheet.line(Integer.toString(mm), mm + THIN, middleY + TEXT, TEXT);
            }
        }
        for (int mm = 0; mm <= template.sheetHeight(); mm++) {
            sheet.stroke(middleX, mm, middleX + tick(mm), mm, THIN);
            if (mm % TENTH == 0 && mm > 0) {
                sheet.line(Integer.toString(mm), middleX - 2 * TEXT, mm - THIN, TEXT);
            }
        }
        try (PdfWriter pdf = new PdfWriter(out)) {
            pdf.page(template.sheetWidth(), template.sheetHeight(), sheet.bytes(), sheet.length());
        }
    }

    private static double tick(int mm) {
        if (mm % TENTH == 0) {
            return 4;
        }
        return mm % 5 == 0 ? 3 : 2;
    }
}
