// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import dev.touchstone.app.label.Label;
import dev.touchstone.app.label.LabelFormat;
import dev.touchstone.app.label.LabelLinks;
import dev.touchstone.app.label.LabelTemplate;
import dev.touchstone.app.label.LabelWriter;
import dev.touchstone.app.label.Printing;
import dev.touchstone.gs1.Gtin;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/// Writes labels in every format, on one core, into nothing. Prints `FIGURE RATE RATIO`, the ratio
/// 0 where there is no peer. The peers take their symbols from ZXing and draw no text.
final class LabelLoop {
    private static final int LABELS = 650;
    private static final int COLUMNS = 5;
    private static final int LABELS_A_PAGE = 65;
    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final LabelLinks LINKS =
            new LabelLinks("https://q.example.cn", Gtin.parse("06901234567892"));

    private LabelLoop() {}

    /// Runs with milliseconds a figure.
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Duration each = Duration.ofMillis(Long.parseLong(args[0]));
        List<Label> labels = labels();
        for (LabelFormat format : LabelFormat.values()) {
            Printing printing = Printing.of(format, LabelTemplate.A4_65);
            Timed.Work ours = new Timed.Work(LABELS, () -> written(printing, labels));
            String name = format.name().toLowerCase(java.util.Locale.ROOT);
            if (format == LabelFormat.PDF || format == LabelFormat.PNG) {
                boolean pdf = format == LabelFormat.PDF;
                Timed.Work peer =
                        new Timed.Work(LABELS, () -> pdf ? sheets(labels) : pictures(labels));
                Timed.Pair pair = Timed.compare(each, ours, peer);
                out.println(name + " " + pair.ours() + " " + pair.ratio());
            } else {
                out.println(name + " " + Timed.perSecond(each, ours) + " 0");
            }
        }
    }

    private static List<Label> labels() {
        SplittableRandom random = new SplittableRandom(7);
        List<Label> labels = new ArrayList<>();
        for (int index = 1; index <= LABELS; index++) {
            StringBuilder code = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            labels.add(new Label(index, code.toString()));
        }
        return labels;
    }

    private static long written(Printing printing, List<Label> labels) {
        try {
            new LabelWriter(printing, LINKS)
                    .write(labels.iterator(), OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return labels.size();
    }

    private static ByteMatrix symbol(Label label) {
        try {
            return Encoder.encode(LINKS.symbol(label), ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long sheets(List<Label> labels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            for (int from = 0; from < labels.size(); from += LABELS_A_PAGE) {
                PDPage page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    for (int i = 0; i < LABELS_A_PAGE; i++) {
                        Label label = labels.get(from + i);
                        drawn(content, symbol(label), i % COLUMNS * 110, i / COLUMNS * 60);
                    }
                }
            }
            document.save(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.size();
    }

    private static void drawn(PDPageContentStream content, ByteMatrix code, int left, int top)
            throws IOException {
        for (int y = 0; y < code.getHeight(); y++) {
            int from = -1;
            for (int x = 0; x <= code.getWidth(); x++) {
                boolean dark = x < code.getWidth() && code.get(x, y) == 1;
                if (dark && from < 0) {
                    from = x;
                } else if (!dark && from >= 0) {
                    content.addRect(left + from * 1.6f, top + y * 1.6f, (x - from) * 1.6f, 1.6f);
                    from = -1;
                }
            }
        }
        content.fill();
    }

    private static long pictures(List<Label> labels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Label label : labels) {
            ByteMatrix code = symbol(label);
            int side = (code.getWidth() + 8) * 6;
            BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_BINARY);
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    int column = x / 6 - 4;
                    int row = y / 6 - 4;
                    boolean inside = column >= 0 && row >= 0 && column < code.getWidth();
                    boolean dark = inside && row < code.getHeight() && code.get(column, row) == 1;
                    image.setRGB(x, y, dark ? 0 : 0xFFFFFF);
                }
            }
            try {
                ImageIO.write(image, "png", out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return out.size();
    }
}
