// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.upload;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/// The walk along the frame of a file, see [DocumentFormat]. Takes time in proportion to its
/// length. Confined to one call.
final class DocumentFrame {
    private static final byte[] PDF_START = ascii("%PDF-");
    private static final byte[] PDF_END = ascii("%%EOF");
    private static final byte[] PDF_XREF = ascii("startxref");
    private static final byte[] PNG_START = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] JPEG_START = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] ZIP_END = {'P', 'K', 5, 6};

    /// How far from its start or end a reader of PDF or ZIP looks for the marks of its format.
    private static final int PDF_REACH_BYTES = 1_024;

    private static final int ZIP_REACH_BYTES = 65_557;

    private static final int CHUNK_FRAME_BYTES = 12;
    private static final int IHDR_BYTES = 13;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;

    private final byte[] bytes;
    private final DocumentFormat format;

    DocumentFrame(byte[] bytes) {
        this.bytes = bytes;
        this.format = start(bytes);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static DocumentFormat start(byte[] bytes) {
        if (bytes.length == 0) {
            throw new Refused(Code.FILE_EMPTY);
        }
        if (isAt(bytes, 0, PDF_START)) {
            return DocumentFormat.PDF;
        }
        if (isAt(bytes, 0, PNG_START)) {
            return DocumentFormat.PNG;
        }
        if (isAt(bytes, 0, JPEG_START)) {
            return DocumentFormat.JPEG;
        }
        throw new Refused(Code.FILE_TYPE);
    }

    DocumentFormat format() {
        switch (format) {
            case PDF -> requirePdf();
            case PNG -> requirePng();
            case JPEG -> requireJpeg();
        }
        requireNothingElse();
        return format;
    }

    private static boolean isAt(byte[] bytes, int at, byte[] wanted) {
        return at >= 0
                && at + wanted.length <= bytes.length
                && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
    }

    private void require(boolean right) {
        if (!right) {
            throw new Refused(Code.FILE_DAMAGED, format);
        }
    }

    private int at(int index) {
        require(index < bytes.length);
        return bytes[index] & 0xFF;
    }

    private int lastIndexOf(byte[] wanted, int reachBytes) {
        for (int i = bytes.length - wanted.length; i >= 0 && i >= bytes.length - reachBytes; i--) {
            if (isAt(bytes, i, wanted)) {
                return i;
            }
        }
        return -1;
    }

    private void requirePdf() {
        int major = at(PDF_START.length);
        require((major == '1' || major == '2') && at(PDF_START.length + 1) == '.');
        int end = lastIndexOf(PDF_END, PDF_REACH_BYTES);
        require(end > 0);
        for (int i = end + PDF_END.length; i < bytes.length; i++) {
            require(at(i) == '\r' || at(i) == '\n' || at(i) == ' ' || at(i) == 0);
        }
        int xref = lastIndexOf(PDF_XREF, PDF_REACH_BYTES);
        require(xref > 0 && xref < end);
    }

    private void requirePng() {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int at = PNG_START.length;
        boolean first = true;
        boolean data = false;
        while (true) {
            require(at <= bytes.length - CHUNK_FRAME_BYTES);
            int length = buffer.getInt(at);
            require(length >= 0 && length <= bytes.length - at - CHUNK_FRAME_BYTES);
            CRC32 crc = new CRC32();
            crc.update(bytes, at + 4, length + 4);
            require((int) crc.getValue() == buffer.getInt(at + 8 + length));
            String type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (first) {
                require(type.equals("IHDR") && length == IHDR_BYTES);
                requireSides(buffer.getInt(at + 8), buffer.getInt(at + 12));
                first = false;
            }
            data |= type.equals("IDAT");
            at += CHUNK_FRAME_BYTES + length;
            if (type.equals("IEND")) {
                require(data && length == 0 && at == bytes.length);
                return;
            }
        }
    }

    private void requireJpeg() {
        int at = 2;
        boolean frame = false;
        boolean scan = false;
        while (true) {
            require(at(at) == 0xFF);
            while (at(at) == 0xFF) {
                at++;
            }
            int marker = at(at);
            at++;
            if (marker == EOI) {
                require(frame && scan && at == bytes.length);
                return;
            }
            require(marker >= 0xC0 && (marker < 0xD0 || marker > 0xD8));
            int length = (at(at) << 8) + at(at + 1);
            require(length >= 2 && at + length <= bytes.length);
            if (isFrame(marker)) {
                require(length >= 8);
                requireSides((at(at + 5) << 8) + at(at + 6), (at(at + 3) << 8) + at(at + 4));
                frame = true;
            }
            at += length;
            if (marker == SOS) {
                scan = true;
                at = afterScan(at);
            }
        }
    }

    private static boolean isFrame(int marker) {
        return marker < 0xD0 && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /// Where the coded data of a scan ends: at the next marker that is no restart, and no data.
    private int afterScan(int from) {
        int i = from;
        while (true) {
            if (at(i) == 0xFF) {
                int next = at(i + 1);
                boolean data = next == 0 || next == 0xFF || (next >= 0xD0 && next <= 0xD7);
                if (!data) {
                    return i;
                }
            }
            i++;
        }
    }

    private void requireSides(int width, int height) {
        int max = DocumentFormat.SIDE_PIXELS_MAX;
        if (width < 1 || height < 1 || width > max || height > max) {
            String sides =
                    Integer.toUnsignedString(width) + " × " + Integer.toUnsignedString(height);
            throw new Refused(Code.FILE_DIMENSIONS, sides, max);
        }
    }

    /// An image that a reader of PDF would open too, or anything that a reader of ZIP (and so of
    /// office documents and Java archives) would, is two files in one.
    private void requireNothingElse() {
        require(lastIndexOf(ZIP_END, ZIP_REACH_BYTES) < 0);
        if (format != DocumentFormat.PDF) {
            for (int i = 0; i < Math.min(PDF_REACH_BYTES, bytes.length); i++) {
                require(!isAt(bytes, i, PDF_START));
            }
        }
    }
}
