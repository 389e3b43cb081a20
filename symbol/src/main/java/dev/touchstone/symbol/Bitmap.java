// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.symbol;

/// A picture of black and white dots, with its quiet zone. Immutable.
public final class Bitmap {
    /// The largest side.
    public static final int SIDE_DOTS_MAX = 8_000;

    private final int side;
    private final byte[] rows;

    private Bitmap(int side, byte[] rows) {
        this.side = side;
        this.rows = rows;
    }

    /// A code with so many dots a module.
    ///
    /// @param scale dots a side of a module, at least 1
    /// @param quiet light modules around it, 0 to 100; [QrCode#QUIET] unless the label has them
    ///     anyway
    /// @throws IllegalArgumentException when a side gets longer than [#SIDE_DOTS_MAX]
    public static Bitmap of(QrCode code, int scale, int quiet) {
        if (scale < 1 || scale > SIDE_DOTS_MAX || quiet < 0 || quiet > 100) {
            throw new IllegalArgumentException(
                    "no picture has %d dots a module and %d modules around"
                            .formatted(scale, quiet));
        }
        int side = (code.size() + 2 * quiet) * scale;
        if (side > SIDE_DOTS_MAX) {
            throw new IllegalArgumentException(
                    "a side of %d dots is longer than %d".formatted(side, SIDE_DOTS_MAX));
        }
        int stride = (side + Byte.SIZE - 1) / Byte.SIZE;
        byte[] rows = new byte[side * stride];
        code.runs(
                (x, y, length) -> {
                    int row = (y + quiet) * scale * stride;
                    int end = (x + quiet + length) * scale;
                    for (int dot = (x + quiet) * scale; dot < end; dot++) {
                        rows[row + dot / Byte.SIZE] |= (byte) (0x80 >>> (dot % Byte.SIZE));
                    }
                });
        for (int y = quiet; y < quiet + code.size(); y++) {
            for (int copy = 1; copy < scale; copy++) {
                int row = y * scale * stride;
                System.arraycopy(rows, row, rows, row + copy * stride, stride);
            }
        }
        return new Bitmap(side, rows);
    }

    /// Dots a side.
    public int side() {
        return side;
    }

    /// Bytes a row; a row begins at a whole byte.
    int stride() {
        return (side + Byte.SIZE - 1) / Byte.SIZE;
    }

    /// Whether a dot is black.
    public boolean isDark(int x, int y) {
        if (x < 0 || y < 0 || x >= side || y >= side) {
            throw new IndexOutOfBoundsException("no dot at %d, %d".formatted(x, y));
        }
        return (rows[y * stride() + x / Byte.SIZE] >>> (7 - x % Byte.SIZE) & 1) != 0;
    }

    /// Eight dots, the leftmost highest, 1 for black; beyond the side 0.
    int octet(int y, int index) {
        return rows[y * stride() + index] & 0xFF;
    }

    /// Whether a row equals the one above it.
    boolean isRepeated(int y) {
        int stride = stride();
        if (y == 0) {
            return false;
        }
        for (int i = 0; i < stride; i++) {
            if (rows[y * stride + i] != rows[(y - 1) * stride + i]) {
                return false;
            }
        }
        return true;
    }
}
