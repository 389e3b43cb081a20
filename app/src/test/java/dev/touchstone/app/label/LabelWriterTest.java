// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.label;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.number.PlatformNumber;
import dev.touchstone.app.sheet.Readers;
import dev.touchstone.gs1.DigitalLink;
import dev.touchstone.gs1.Gtin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every format is read back by a program that is not ours. `-Dtouchstone.labels=10000` reads as
/// many of each.
class LabelWriterTest {
    private static final long SEED = Long.getLong("touchstone.seed", System.nanoTime());
    private static final int LABELS = Integer.getInteger("touchstone.labels", 200);
    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final LabelLinks LINKS =
            new LabelLinks("https://q.example.cn", Gtin.parse("06901234567892"));

    @TempDir private Path folder;

    private final Random random = new Random(SEED);

    private List<Label> labels(int count) {
        System.out.println("LabelWriterTest -Dtouchstone.seed=" + SEED);
        List<Label> labels = new ArrayList<>();
        for (int index = 1; index <= count; index++) {
            StringBuilder code = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                code.append(ALPHABET.charAt(random.nextInt(32)));
            }
            labels.add(new Label(index, code.toString()));
        }
        return labels;
    }

    private static byte[] written(Printing printing, List<Label> labels) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new LabelWriter(printing, LINKS).write(labels.iterator(), out);
        return out.toByteArray();
    }

    private static List<String> expected(List<Label> labels) {
        return labels.stream().map(LINKS::symbol).toList();
    }

    @Test
    void everyCodeOnEverySheetIsRead() throws IOException {
        Readers.require();
        for (LabelTemplate template : LabelTemplate.values()) {
            int count = template == LabelTemplate.A4_65 ? LABELS : Math.max(20, LABELS / 100);
            List<Label> labels = labels(count);
            byte[] pdf = written(Printing.of(LabelFormat.PDF, template), labels);
            assertThat(Paper.pdf(folder, pdf, template, count))
                    .as(template.name())
                    .isEqualTo(expected(labels));
        }
    }

    @Test
    void aSheetIsAPdfAsOthersUnderstandIt() throws IOException {
        List<Label> labels = labels(65 * 260);
        byte[] pdf = written(Printing.of(LabelFormat.PDF, LabelTemplate.A4_65), labels);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(260);
            assertThat(document.getPage(259).getMediaBox().getWidth()).isEqualTo(595.276f);
        }
        Readers.require();
        byte[] few =
                written(Printing.of(LabelFormat.PDF, LabelTemplate.A4_65), labels.subList(0, 66));
        String text = Readers.text(folder, few);
        assertThat(text)
                .contains("06901234567892", labels.get(0).code().substring(0, 10), "#1", "#66");
        assertThat(Paper.run(folder, List.of("pdfinfo"), List.of("sheet.pdf")))
                .contains("Pages:           2");
    }

    @Test
    void everyLabelOfAPrinterIsRead() throws IOException {
        for (int dots : List.of(203, 300, 600)) {
            Printing printing =
                    new Printing(LabelFormat.ZPL, LabelTemplate.ROLL_20X20, dots, -1, -1, false);
            List<Label> labels = labels(dots == 300 ? LABELS : LABELS / 4);
            String[] printed = new String(written(printing, labels), US_ASCII).split("\\^XZ\n", -1);
            assertThat(printed).hasSize(labels.size() + 1);
            assertThat(
                            Stream.of(printed)
                                    .limit(labels.size())
                                    .parallel()
                                    .map(one -> Paper.picture(Paper.zpl(one)))
                                    .toList())
                    .isEqualTo(expected(labels));
            for (Label label : labels) {
                assertThat(printed[label.index() - 1]).contains("^FD" + label.code() + "^FS");
            }
        }
    }

    @Test
    void everyPictureIsRead() throws IOException {
        List<Label> labels = labels(LABELS);
        for (LabelFormat format : List.of(LabelFormat.SVG, LabelFormat.PNG)) {
            byte[] zip = written(Printing.of(format, LabelTemplate.A4_96), labels);
            try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
                for (Label label : labels) {
                    ZipEntry entry = in.getNextEntry();
                    assertThat(entry.getName())
                            .startsWith("%08d-%s.".formatted(label.index(), label.code()));
                    byte[] bytes = in.readAllBytes();
                    String read =
                            Paper.picture(
                                    format == LabelFormat.SVG
                                            ? Paper.svg(new String(bytes, US_ASCII))
                                            : ImageIO.read(new ByteArrayInputStream(bytes)));
                    assertThat(read).isEqualTo(LINKS.symbol(label));
                }
                assertThat(in.getNextEntry()).isNull();
            }
        }
    }

    @Test
    void aListHoldsLinksThatMeanTheSame() throws IOException {
        List<Label> labels = labels(50);
        String list =
                new String(
                        written(Printing.of(LabelFormat.CSV, LabelTemplate.A4_65), labels),
                        US_ASCII);
        String[] lines = list.split("\r\n", -1);
        assertThat(lines).hasSize(52).startsWith("index,gtin,code,link,symbol");
        for (Label label : labels) {
            String[] fields = lines[label.index()].split(",", -1);
            assertThat(fields[0]).isEqualTo("" + label.index());
            assertThat(fields[2]).isEqualTo(label.code());
            DigitalLink link = DigitalLink.parse(fields[3]);
            DigitalLink symbol = DigitalLink.parse(fields[4]);
            assertThat(symbol.qualifiers()).isEqualTo(link.qualifiers()).isNotEmpty();
            assertThat(fields[4]).isEqualTo(fields[3].toUpperCase(java.util.Locale.ROOT));
        }
    }

    @Test
    void onlyTheHostIsWrittenInCapitals() {
        LabelLinks links = new LabelLinks("https://q.example.cn/a/b", LINKS.gtin());
        assertThat(links.symbol(new Label(1, "X")))
                .isEqualTo("HTTPS://Q.EXAMPLE.CN/a/b/01/06901234567892/21/X");
    }

    @Test
    void theSymbolIsOfVersion3() {
        for (Label label : labels(300)) {
            LabelWriter writer =
                    new LabelWriter(Printing.of(LabelFormat.PDF, LabelTemplate.A4_65), LINKS);
            assertThat(writer.symbol(label).version()).isEqualTo(3);
        }
    }

    @Test
    void nothingReachesIntoWhatMayBeCutOff() {
        Label longest = new Label(20_000_000, "W".repeat(20));
        for (LabelTemplate template : LabelTemplate.values()) {
            for (boolean stacked : new boolean[] {true, false}) {
                LabelLayout layout = LabelLayout.of(template, LINKS, longest, stacked);
                double safe = LabelLayout.SAFE - 1e-9;
                double quiet = layout.codeSide() * 4 / 37;
                assertThat(layout.codeLeft() + quiet).isGreaterThan(safe);
                assertThat(layout.codeTop() + quiet).isGreaterThan(safe);
                assertThat(layout.codeLeft() + layout.codeSide() - quiet)
                        .isLessThan(template.width() - safe);
                for (LabelLayout.Line line : layout.lines()) {
                    double end = line.left() + line.text().length() * 0.6 * layout.textSize();
                    assertThat(line.left()).isGreaterThan(safe);
                    assertThat(end).isLessThan(template.width() - safe);
                    assertThat(line.baseline() + 0.3 * layout.textSize())
                            .isLessThan(template.height() - safe / 2);
                }
                assertThat(layout.codeSide() / 37).as(template.name()).isGreaterThan(0.35);
            }
        }
    }

    @Test
    void labelsLieOnTheirSheet() {
        for (LabelTemplate template : LabelTemplate.values()) {
            int last = template.labelsASheet() - 1;
            assertThat(template.left(last) + template.width())
                    .isLessThanOrEqualTo(template.sheetWidth());
            assertThat(template.top(last) + template.height())
                    .isLessThanOrEqualTo(template.sheetHeight());
            assertThat(template.left(0)).isGreaterThanOrEqualTo(0);
        }
    }

    @Test
    void takesOneCodeAtATimeHoweverManyThereAre() throws IOException {
        List<Label> labels = labels(1_000);
        int[] ahead = new int[1];
        long[] bytes = new long[1];
        Iterator<Label> source =
                IntStream.rangeClosed(1, 30_000)
                        .mapToObj(
                                index -> {
                                    ahead[0] = index;
                                    return labels.get(index % labels.size());
                                })
                        .iterator();
        OutputStream out =
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        bytes[0]++;
                    }

                    @Override
                    public void write(byte[] b, int from, int length) {
                        // At any time all but the latest page and buffer has been given away.
                        assertThat((long) ahead[0]).isLessThan(300 + (bytes[0] + length) / 300);
                        bytes[0] += length;
                    }
                };
        new LabelWriter(Printing.of(LabelFormat.PDF, LabelTemplate.A4_65), LINKS)
                .write(source, out);
        assertThat(ahead[0]).isEqualTo(30_000);
    }

    @Test
    void theCalibrationPageHasRulersAndEveryOutline() throws IOException {
        for (LabelTemplate template : LabelTemplate.values()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Calibration.write(template, out);
            try (PDDocument document = Loader.loadPDF(out.toByteArray())) {
                assertThat(document.getNumberOfPages()).isEqualTo(1);
            }
        }
        Readers.require();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Calibration.write(LabelTemplate.A4_65, out);
        assertThat(Readers.text(folder, out.toByteArray())).contains("100", "200", "280");
    }

    @Test
    void labelsOfAProductWithoutAGtinAreReadAndFitVersionThree() throws IOException {
        LabelLinks own = new LabelLinks("https://q16.example.com", PlatformNumber.of(1).key());
        List<Label> labels = labels(20);
        List<String> symbols = labels.stream().map(own::symbol).toList();
        assertThat(symbols.getFirst())
                .startsWith("HTTPS://Q16.EXAMPLE.COM/P/2900000000018/")
                .hasSizeLessThanOrEqualTo(61);
        assertThat(own.link(labels.getFirst()))
                .startsWith("https://q16.example.com/P/2900000000018/");
        LabelWriter symbol =
                new LabelWriter(Printing.of(LabelFormat.SVG, LabelTemplate.A4_96), own);
        assertThat(labels).allMatch(label -> symbol.symbol(label).version() <= 3);
        for (LabelFormat format : LabelFormat.values()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Printing printing = Printing.of(format, LabelTemplate.ROLL_20X20);
            new LabelWriter(printing, own).write(labels.iterator(), out);
            assertThat(read(format, out.toByteArray(), labels.size()))
                    .as(format.name())
                    .isEqualTo(symbols);
        }
    }

    private List<String> read(LabelFormat format, byte[] bytes, int count) throws IOException {
        String text = new String(bytes, US_ASCII);
        List<String> read = new ArrayList<>();
        switch (format) {
            case CSV -> {
                assertThat(text).startsWith("index,platformNumber,code,link,symbol\r\n1,2900");
                text.lines().skip(1).forEach(line -> read.add(line.split(",", -1)[4]));
            }
            case ZPL -> {
                for (String one : List.of(text.split("\\^XZ\n")).subList(0, count)) {
                    read.add(Paper.picture(Paper.zpl(one)));
                }
            }
            case PDF -> {
                Readers.require();
                read.addAll(Paper.pdf(folder, bytes, LabelTemplate.ROLL_20X20, count));
            }
            case SVG, PNG -> {
                try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes))) {
                    while (in.getNextEntry() != null) {
                        byte[] one = in.readAllBytes();
                        read.add(
                                Paper.picture(
                                        format == LabelFormat.SVG
                                                ? Paper.svg(new String(one, US_ASCII))
                                                : ImageIO.read(new ByteArrayInputStream(one))));
                    }
                }
            }
        }
        return read;
    }
}
