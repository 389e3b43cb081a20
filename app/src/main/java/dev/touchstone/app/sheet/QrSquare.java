// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.sheet;

import io.nayuki.qrcodegen.QrCode;
import java.util.ArrayList;
import java.util.List;

/// A QR code (ISO/IEC 18004, error correction level M) as what has to be filled. Immutable.
///
/// @param size modules a side, without the quiet zone
/// @param runs the dark modules
public record QrSquare(int size, List<Run> runs) {
    /// The quiet zone around it, in modules.
    public static final int QUIET = 4;

    /// Dark modules side by side, from the top left corner.
    public record Run(int x, int y, int length) {}

    public QrSquare {
        runs = List.copyOf(runs);
    }

    /// The code of a text.
    ///
    /// @throws IllegalArgumentException for a text that no code can hold
    public static QrSquare of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        List<Run> runs = new ArrayList<>();
        for (int y = 0; y < code.size; y++) {
            int from = -1;
            for (int x = 0; x <= code.size; x++) {
                boolean dark = x < code.size && code.getModule(x, y);
                if (dark && from < 0) {
                    from = x;
                } else if (!dark && from >= 0) {
                    runs.add(new Run(from, y, x - from));
                    from = -1;
                }
            }
        }
        return new QrSquare(code.size, runs);
    }

    /// The same as the data of an SVG path, one unit a module, with the quiet zone around it.
    public String path() {
        StringBuilder path = new StringBuilder();
        for (Run run : runs) {
            path.append('M').append(run.x() + QUIET).append(' ').append(run.y() + QUIET);
            path.append('h').append(run.length()).append("v1h-").append(run.length()).append('z');
        }
        return path.toString();
    }

    /// Units a side of what [#path()] draws, quiet zone included.
    public int sideWithQuiet() {
        return size + 2 * QUIET;
    }
}
