// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.picture;

import java.awt.geom.AffineTransform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// How a camera was held: what the tag Orientation of an Exif segment says (Exif 2.32, 4.6.4 A),
/// 1 to 8. Anything that cannot be read is taken as upright. Pure.
final class Orientation {
    static final int UPRIGHT = 1;

    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int APP1 = 0xE1;
    private static final int SOS = 0xDA;
    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY_BYTES = 12;
    private static final int ENTRIES_MAX = 512;

    private Orientation() {}

    /// The orientation of a JPEG whose segments are whole.
    static int of(byte[] jpeg) {
        int at = 2;
        while (at + 4 <= jpeg.length && (jpeg[at] & 0xFF) == 0xFF) {
            int marker = jpeg[at + 1] & 0xFF;
            if (marker == 0xFF) {
                at++;
                continue;
            }
            int length = (jpeg[at + 2] & 0xFF) << 8 | (jpeg[at + 3] & 0xFF);
            if (marker == SOS || length < 2 || at + 2 + length > jpeg.length) {
                return UPRIGHT;
            }
            int from = at + 4;
            int end = at + 2 + length;
            if (marker == APP1
                    && end - from > EXIF.length
                    && Arrays.equals(jpeg, from, from + EXIF.length, EXIF, 0, EXIF.length)) {
                return ofTiff(ByteBuffer.wrap(jpeg, from + EXIF.length, end - from - EXIF.length));
            }
            at = end;
        }
        return UPRIGHT;
    }

    private static int ofTiff(ByteBuffer segment) {
        ByteBuffer tiff = segment.slice();
        if (tiff.limit() < 8) {
            return UPRIGHT;
        }
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int first = tiff.getInt(4);
        if (first < 8 || first > tiff.limit() - 2) {
            return UPRIGHT;
        }
        int entries = Math.min(tiff.getShort(first) & 0xFFFF, ENTRIES_MAX);
        for (int i = 0; i < entries; i++) {
            int at = first + 2 + i * ENTRY_BYTES;
            if (at > tiff.limit() - ENTRY_BYTES) {
                return UPRIGHT;
            }
            if ((tiff.getShort(at) & 0xFFFF) == TAG && tiff.getShort(at + 2) == SHORT) {
                int said = tiff.getShort(at + 8) & 0xFFFF;
                return said >= 1 && said <= 8 ? said : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /// Whether width and height change places.
    static boolean turns(int orientation) {
        return orientation >= 5;
    }

    /// What makes a picture of this size stand upright with its corner at 0, 0.
    static AffineTransform upright(int orientation, double width, double height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }
}
