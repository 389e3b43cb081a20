// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.label;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;

/// Writes a PDF (ISO 32000-1) page by page: what was written is forgotten but for the place of
/// each object, so that any number of pages takes 16 bytes each. Text is Courier, which every
/// reader has. Readers are asked not to fit pages to the paper. Confined to one thread.
final class PdfWriter implements AutoCloseable {
    private static final int CATALOG = 1;
    private static final int ROOT = 2;
    private static final int FONT = 3;
    private static final int KIDS_MAX = 250;
    private static final double POINTS_A_MM = 72 / 25.4;
    private static final int BUFFER_BYTES = 16_384;
    private static final int LEVEL = 3;

    private final OutputStream out;
    // A tenth larger than at the usual level, in half of its time.
    private final Deflater deflater = new Deflater(LEVEL);
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final StringBuilder nodes = new StringBuilder();
    private final List<Integer> kids = new ArrayList<>();
    private long[] places = new long[64];
    private int objects = FONT;
    private int node;
    private int pages;
    private long at;

    /// A document into a stream that stays open.
    PdfWriter(OutputStream out) throws IOException {
        this.out = out;
        // Four bytes above 127 say that the file is not text.
        text("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");
        begin(FONT);
        text("<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>\nendobj\n");
    }

    /// Adds a page.
    ///
    /// @param content operators in millimetres from the lower left corner; the font is `/F`
    void page(double widthMm, double heightMm, byte[] content, int length) throws IOException {
        if (kids.isEmpty()) {
            node = ++objects;
        }
        int stream = ++objects;
        int page = ++objects;
        byte[] packed = deflated(content, length);
        begin(stream);
        text("<</Filter/FlateDecode/Length " + packed.length + ">>\nstream\n");
        write(packed);
        text("\nendstream\nendobj\n");
        begin(page);
        text(
                String.format(
                        Locale.ROOT,
                        "<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.3f %.3f]/Contents %d 0 R"
                                + "/Resources<</Font<</F %d 0 R>>>>>>\nendobj\n",
                        node,
                        widthMm * POINTS_A_MM,
                        heightMm * POINTS_A_MM,
                        stream,
                        FONT));
        kids.add(page);
        pages++;
        if (kids.size() == KIDS_MAX) {
            node();
        }
    }

    /// Operators that make a unit a millimetre.
    static String millimetres() {
        return String.format(Locale.ROOT, "%.6f 0 0 %.6f 0 0 cm\n", POINTS_A_MM, POINTS_A_MM);
    }

    private byte[] deflated(byte[] content, int length) {
        deflater.reset();
        deflater.setInput(content, 0, length);
        deflater.finish();
        byte[] packed = new byte[0];
        while (!deflater.finished()) {
            int count = deflater.deflate(buffer);
            packed = Arrays.copyOf(packed, packed.length + count);
            System.arraycopy(buffer, 0, packed, packed.length - count, count);
        }
        return packed;
    }

    /// Ends a node of the tree of pages.
    private void node() throws IOException {
        begin(node);
        StringBuilder text = new StringBuilder("<</Type/Pages/Parent " + ROOT + " 0 R/Kids[");
        kids.forEach(kid -> text.append(kid).append(" 0 R "));
        text(text.append("]/Count ").append(kids.size()).append(">>\nendobj\n").toString());
        nodes.append(node).append(" 0 R ");
        kids.clear();
    }

    private void begin(int object) throws IOException {
        if (object >= places.length) {
            places = Arrays.copyOf(places, Math.max(object + 1, places.length * 2));
        }
        places[object] = at;
        text(object + " 0 obj\n");
    }

    private void text(String text) throws IOException {
        write(text.getBytes(ISO_8859_1));
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        at += bytes.length;
    }

    /// Ends the document.
    @Override
    public void close() throws IOException {
        try {
            finish();
        } finally {
            deflater.end();
        }
    }

    private void finish() throws IOException {
        if (!kids.isEmpty()) {
            node();
        }
        begin(ROOT);
        text("<</Type/Pages/Kids[" + nodes + "]/Count " + pages + ">>\nendobj\n");
        begin(CATALOG);
        text("<</Type/Catalog/Pages 2 0 R/ViewerPreferences<</PrintScaling/None>>>>\nendobj\n");
        long table = at;
        text("xref\n0 " + (objects + 1) + "\n0000000000 65535 f \n");
        for (int object = 1; object <= objects; object++) {
            text(String.format(Locale.ROOT, "%010d 00000 n \n", places[object]));
        }
        text("trailer\n<</Size " + (objects + 1) + "/Root 1 0 R>>\n");
        text("startxref\n" + table + "\n%%EOF\n");
        out.flush();
    }
}
