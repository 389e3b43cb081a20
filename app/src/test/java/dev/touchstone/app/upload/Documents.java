// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.upload;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// Small documents, whole and otherwise, for tests of this slice and those above it.
public final class Documents {
    private Documents() {}

    public static byte[] pdf() {
        return ("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nxref\n0 1\n"
                        + "trailer\n<< /Root 1 0 R >>\nstartxref\n50\n%%EOF\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    public static byte[] png(int width, int height) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put(new byte[] {8, 0, 0, 0, 0});
        chunk(out, "IHDR", header.array());
        chunk(out, "IDAT", new byte[] {1, 2, 3});
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    public static byte[] jpeg(int width, int height) {
        ByteBuffer out = ByteBuffer.allocate(64);
        out.putShort((short) 0xFFD8);
        out.putShort((short) 0xFFE0).putShort((short) 7).put("JFIF\0".getBytes());
        out.putShort((short) 0xFFC0).putShort((short) 11).put((byte) 8);
        out.putShort((short) height).putShort((short) width);
        out.put(new byte[] {1, 1, 0x11, 0});
        out.putShort((short) 0xFFDA).putShort((short) 8).put(new byte[] {1, 1, 0, 0, 63, 0});
        out.put(new byte[] {5, 6, (byte) 0xFF, 0, 7, (byte) 0xFF, (byte) 0xD0, 8});
        out.putShort((short) 0xFFD9);
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    /// What the start of a program for Windows looks like.
    public static byte[] program() {
        byte[] bytes = new byte[4_096];
        bytes[0] = 'M';
        bytes[1] = 'Z';
        return bytes;
    }

    /// A PDF that is a ZIP archive, and so a Java archive or office document, as well.
    public static byte[] pdfAndZip() {
        byte[] pdf = pdf();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(pdf, 0, 60);
        out.writeBytes(new byte[] {'P', 'K', 5, 6});
        out.writeBytes(new byte[18]);
        out.write(pdf, 60, pdf.length - 60);
        return out.toByteArray();
    }

    /// A PDF whose one stream would be gigabytes if anybody inflated it.
    public static byte[] bomb() {
        byte[] deflated = new byte[1_000_000];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                ("%PDF-1.7\n1 0 obj\n<< /Length 1000000 /Filter [/FlateDecode /FlateDecode] >>\n"
                                + "stream\n")
                        .getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(deflated);
        out.writeBytes(
                "\nendstream\nendobj\nstartxref\n9\n%%EOF".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }
}
