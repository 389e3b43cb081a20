// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.label;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.touchstone.symbol.Bitmap;
import dev.touchstone.symbol.Png;
import dev.touchstone.symbol.QrCode;
import dev.touchstone.symbol.QrLevel;
import dev.touchstone.symbol.Svg;
import dev.touchstone.symbol.Zpl;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes codes in a format, each as it is taken from its source; the same codes give the same
/// bytes. Immutable.
public final class LabelWriter {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final double MM_AN_INCH = 25.4;
    private static final int SVG_LEVEL = 3;
    /// The earliest a ZIP can say.
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Printing printing;
    private final LabelLinks links;

    /// A writer for codes of a product.
    public LabelWriter(Printing printing, LabelLinks links) {
        this.printing = printing;
        this.links = links;
    }

    /// Writes codes; the stream stays open.
    ///
    /// @param labels at most the format's greatest number
    public void write(Iterator<Label> labels, OutputStream target) throws IOException {
        BufferedOutputStream out = new BufferedOutputStream(target, BUFFER_BYTES);
        switch (printing.format()) {
            case CSV -> csv(labels, out);
            case ZPL -> zpl(labels, out);
            case PDF -> pdf(labels, out);
            case SVG, PNG -> pictures(labels, out);
        }
        out.flush();
    }

    /// The symbol of a code: error correction level M, or a higher one that costs no size.
    QrCode symbol(Label label) {
        return QrCode.of(links.symbol(label), QrLevel.M);
    }

    LabelLayout layout(Label label) {
        return LabelLayout.of(
                printing.template(), links, label, printing.format() == LabelFormat.ZPL);
    }

    private void csv(Iterator<Label> labels, OutputStream out) throws IOException {
        ascii(out, "index," + links.word() + ",code,link,symbol\r\n");
        String gtin = links.number();
        while (labels.hasNext()) {
            Label label = labels.next();
            ascii(
                    out,
                    label.index()
                            + ","
                            + gtin
                            + ","
                            + label.code()
                            + ","
                            + links.link(label)
                            + ","
                            + (links.symbol(label) + "\r\n"));
        }
    }

    private void zpl(Iterator<Label> labels, OutputStream out) throws IOException {
        Zpl zpl = new Zpl(printing.printer());
        while (labels.hasNext()) {
            Label label = labels.next();
            QrCode code = symbol(label);
            ascii(
                    out,
                    printing.ownSymbols()
                            ? zpl.nativeLabel(
                                    links.symbol(label), code, LabelLayout.texts(links, label))
                            : zpl.label(code, LabelLayout.texts(links, label)));
        }
    }

    private void pdf(Iterator<Label> labels, OutputStream out) throws IOException {
        LabelTemplate template = printing.template();
        PdfSheet sheet = new PdfSheet(template.sheetHeight());
        try (PdfWriter pdf = new PdfWriter(out)) {
            int place = 0;
            while (labels.hasNext()) {
                Label label = labels.next();
                sheet.label(
                        layout(label), symbol(label), template.left(place), template.top(place));
                place++;
                if (place == template.labelsASheet() || !labels.hasNext()) {
                    pdf.page(
                            template.sheetWidth(),
                            template.sheetHeight(),
                            sheet.bytes(),
                            sheet.length());
                    sheet.clear();
                    place = 0;
                }
            }
        }
    }

    private void pictures(Iterator<Label> labels, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        boolean vector = printing.format() == LabelFormat.SVG;
        zip.setLevel(vector ? SVG_LEVEL : Deflater.NO_COMPRESSION);
        while (labels.hasNext()) {
            Label label = labels.next();
            String name =
                    String.format(
                            Locale.ROOT,
                            "%08d-%s.%s",
                            label.index(),
                            label.code(),
                            vector ? "svg" : "png");
            ZipEntry entry = new ZipEntry(name);
            entry.setTimeLocal(NO_TIME);
            zip.putNextEntry(entry);
            double side = layout(label).codeSide();
            zip.write(
                    vector
                            ? Svg.document(symbol(label), side).getBytes(US_ASCII)
                            : png(symbol(label), side));
            zip.closeEntry();
        }
        zip.finish();
    }

    private byte[] png(QrCode code, double sideMm) {
        int dots = (int) (sideMm * printing.dotsAnInch() / MM_AN_INCH);
        int scale = Math.max(1, dots / Svg.side(code));
        return Png.of(Bitmap.of(code, scale, QrCode.QUIET), printing.dotsAnInch());
    }

    private static void ascii(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(US_ASCII));
    }
}
