// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.label;

/// Sizes of labels and how they lie on a sheet; lengths are millimetres. A roll is a sheet with
/// one label.
public enum LabelTemplate {
    /// A4, 65 labels of 38.1 x 21.2.
    A4_65(5, 13, 38.1, 21.2, 4.75, 10.7, 40.6, 21.2),
    /// A4, 40 labels of 48.5 x 25.4.
    A4_40(4, 10, 48.5, 25.4, 8, 21.5, 48.5, 25.4),
    /// A4, 24 labels of 63.5 x 33.9.
    A4_24(3, 8, 63.5, 33.9, 7.25, 12.9, 66, 33.9),
    /// A4, 96 labels of 20 x 20.
    A4_96(8, 12, 20, 20, 11, 12, 24, 23),
    /// A roll of labels of 20 x 20.
    ROLL_20X20(20, 20),
    /// A roll of labels of 30 x 20.
    ROLL_30X20(30, 20),
    /// A roll of labels of 40 x 30.
    ROLL_40X30(40, 30),
    /// A roll of labels of 60 x 40.
    ROLL_60X40(60, 40);

    private static final double A4_WIDTH = 210;
    private static final double A4_HEIGHT = 297;

    private final double sheetWidth;
    private final double sheetHeight;
    private final int columns;
    private final int rows;
    private final double width;
    private final double height;
    private final double left;
    private final double top;
    private final double pitchX;
    private final double pitchY;

    LabelTemplate(
            int columns,
            int rows,
            double width,
            double height,
            double left,
            double top,
            double pitchX,
            double pitchY) {
        sheetWidth = A4_WIDTH;
        sheetHeight = A4_HEIGHT;
        this.columns = columns;
        this.rows = rows;
        this.width = width;
        this.height = height;
        this.left = left;
        this.top = top;
        this.pitchX = pitchX;
        this.pitchY = pitchY;
    }

    LabelTemplate(double width, double height) {
        sheetWidth = width;
        sheetHeight = height;
        columns = 1;
        rows = 1;
        this.width = width;
        this.height = height;
        left = 0;
        top = 0;
        pitchX = width;
        pitchY = height;
    }

    /// Width of the sheet.
    public double sheetWidth() {
        return sheetWidth;
    }

    /// Height of the sheet.
    public double sheetHeight() {
        return sheetHeight;
    }

    /// Labels of a sheet.
    public int labelsASheet() {
        return columns * rows;
    }

    /// Width of a label.
    public double width() {
        return width;
    }

    /// Height of a label.
    public double height() {
        return height;
    }

    /// Where a label lies, from the left edge.
    ///
    /// @param place from 0, row by row
    public double left(int place) {
        return left + place % columns * pitchX;
    }

    /// Where a label lies, from the upper edge.
    ///
    /// @param place from 0, row by row
    public double top(int place) {
        return top + place / columns % rows * pitchY;
    }
}
