// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.symbol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// QR codes as SVG: one path of rectangles, one unit a module, with the quiet zone around it.
public final class Svg {
    /// The largest side of a picture.
    public static final double SIDE_MM_MAX = 2_000;

    /// The text of each number that a coordinate can be.
    private static final byte[][] NUMBERS = new byte[256][];

    static {
        for (int i = 0; i < NUMBERS.length; i++) {
            NUMBERS[i] = Integer.toString(i).getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private static final int RUN_BYTES_MAX = 22;
    private static final int MODULES_A_RUN = 4;

    private Svg() {}

    /// Units a side of what is drawn, quiet zone included.
    public static int side(QrCode code) {
        return code.size() + 2 * QrCode.QUIET;
    }

    /// The dark modules as the data of a path.
    public static String path(QrCode code) {
        Ink ink = new Ink(code.size() * code.size() / MODULES_A_RUN * RUN_BYTES_MAX);
        code.runs(ink);
        return ink.text();
    }

    /// A document without a size of its own.
    public static String document(QrCode code) {
        return document(code, "");
    }

    /// A document that prints with this side, quiet zone included.
    ///
    /// @param sideMm above 0, at most [#SIDE_MM_MAX]
    public static String document(QrCode code, double sideMm) {
        if (!(sideMm > 0 && sideMm <= SIDE_MM_MAX)) {
            throw new IllegalArgumentException("no picture has a side of %s mm".formatted(sideMm));
        }
        String side = String.format(Locale.ROOT, "%.3fmm", sideMm);
        return document(code, " width=\"" + side + "\" height=\"" + side + "\"");
    }

    private static String document(QrCode code, String sizes) {
        int side = side(code);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "
                + (side + " " + side + '"' + sizes)
                + " shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h"
                + (side + "v" + side + "H0z\"/><path d=\"")
                + path(code)
                + "\"/></svg>";
    }

    /// Collects bytes; confined to one thread.
    private static final class Ink implements QrCode.RunTaker {
        private byte[] bytes;
        private int at;

        private Ink(int capacity) {
            bytes = new byte[capacity];
        }

        @Override
        public void take(int x, int y, int length) {
            if (bytes.length - at < RUN_BYTES_MAX) {
                bytes = Arrays.copyOf(bytes, bytes.length * 2);
            }
            bytes[at++] = 'M';
            number(x + QrCode.QUIET);
            bytes[at++] = ' ';
            number(y + QrCode.QUIET);
            bytes[at++] = 'h';
            number(length);
            bytes[at++] = 'v';
            bytes[at++] = '1';
            bytes[at++] = 'h';
            bytes[at++] = '-';
            number(length);
            bytes[at++] = 'z';
        }

        private void number(int value) {
            for (byte digit : NUMBERS[value]) {
                bytes[at++] = digit;
            }
        }

        private String text() {
            return new String(bytes, 0, at, StandardCharsets.ISO_8859_1);
        }
    }
}
