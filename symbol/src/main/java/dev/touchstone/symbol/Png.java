// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.symbol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Pictures as PNG (ISO/IEC 15948) of one bit a dot.
public final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int FILTER_NONE = 0;
    private static final int FILTER_UP = 2;
    private static final double INCHES_A_METRE = 1 / 0.0254;
    private static final int BUFFER_BYTES = 4_096;

    private Png() {}

    /// A file.
    ///
    /// @param dotsAnInch said in the file, so that it prints at its size; at least 1
    public static byte[] of(Bitmap bitmap, int dotsAnInch) {
        if (dotsAnInch < 1) {
            throw new IllegalArgumentException(
                    "no picture has %d dots an inch".formatted(dotsAnInch));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(BUFFER_BYTES);
        out.writeBytes(SIGNATURE);
        // Width, height, 1 bit, grey, and the only methods there are.
        ByteBuffer header = ByteBuffer.allocate(13).putInt(bitmap.side()).putInt(bitmap.side());
        chunk(out, "IHDR", header.put((byte) 1).array());
        int dotsAMetre = (int) Math.round(dotsAnInch * INCHES_A_METRE);
        ByteBuffer physical = ByteBuffer.allocate(9).putInt(dotsAMetre).putInt(dotsAMetre);
        chunk(out, "pHYs", physical.put((byte) 1).array());
        chunk(out, "IDAT", deflated(scanlines(bitmap)));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    /// Rows with their filter; one that repeats the row above becomes zeros.
    private static byte[] scanlines(Bitmap bitmap) {
        int stride = bitmap.stride();
        byte[] lines = new byte[bitmap.side() * (1 + stride)];
        int at = 0;
        for (int y = 0; y < bitmap.side(); y++) {
            if (bitmap.isRepeated(y)) {
                lines[at] = FILTER_UP;
                at += 1 + stride;
                continue;
            }
            lines[at++] = FILTER_NONE;
            for (int i = 0; i < stride; i++) {
                lines[at++] = (byte) ~bitmap.octet(y, i);
            }
        }
        return lines;
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(BUFFER_BYTES);
            byte[] buffer = new byte[BUFFER_BYTES];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
