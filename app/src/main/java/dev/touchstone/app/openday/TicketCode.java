// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.openday;

import io.nayuki.qrcodegen.QrCode;

/// The QR code of a ticket (ISO/IEC 18004, error correction level M), as the path of an SVG.
///
/// @param size modules a side, without the quiet zone
/// @param path one square a dark module
public record TicketCode(int size, String path) {
    /// Modules of the quiet zone on each side.
    public static final int QUIET = 4;

    static TicketCode of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M').append(x).append(',').append(y).append("h1v1h-1z");
                }
            }
        }
        return new TicketCode(code.size, path.toString());
    }
}
