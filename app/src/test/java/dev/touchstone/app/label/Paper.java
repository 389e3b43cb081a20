// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.label;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Printed things, read by programs that are not ours: poppler and zbar for PDF, ZXing for
/// pictures.
final class Paper {
    private static final int DOTS = 240;
    private static final List<String> ZBAR =
            List.of("zbarimg", "-q", "--nodbus", "--raw", "-Sdisable", "-Sqrcode.enable");
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z");
    private static final Pattern SIDE = Pattern.compile("viewBox=\"0 0 (\\d+) ");
    private static final Pattern FIELD =
            Pattern.compile("\\^FO(\\d+),(\\d+)\\^GFA,(\\d+),\\d+,(\\d+),([^^]*)\\^FS");
    private static final Pattern SIZE = Pattern.compile("\\^PW(\\d+)\\^LL(\\d+)");

    private Paper() {}

    /// What zbar reads on each label that is cut out of the pages as poppler draws them; pages are
    /// read on all processors.
    static List<String> pdf(Path folder, byte[] pdf, LabelTemplate template, int count) {
        try {
            Files.write(folder.resolve("labels.pdf"), pdf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int all = template.labelsASheet();
        return IntStream.range(0, (count + all - 1) / all)
                .parallel()
                .mapToObj(page -> page(folder, page, template, Math.min(all, count - page * all)))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> page(Path folder, int page, LabelTemplate template, int labels) {
        String number = String.valueOf(page + 1);
        String name = "page" + number;
        run(
                folder,
                List.of("pdftoppm", "-r", DOTS + "", "-gray", "-f", number, "-l", number),
                List.of("-singlefile", "labels.pdf", name));
        List<Path> cuts = new ArrayList<>();
        try {
            byte[] pgm = Files.readAllBytes(folder.resolve(name + ".pgm"));
            Files.delete(folder.resolve(name + ".pgm"));
            for (int place = 0; place < labels; place++) {
                Path cut = folder.resolve(name + "-" + place);
                cuts.add(Files.write(cut, cut(pgm, template, place)));
            }
            String read = run(folder, ZBAR, cuts.stream().map(Path::toString).toList());
            for (Path cut : cuts) {
                Files.delete(cut);
            }
            return read.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A label of a picture in PGM.
    private static byte[] cut(byte[] pgm, LabelTemplate template, int place) {
        String header = new String(pgm, 0, 40, StandardCharsets.ISO_8859_1);
        String[] words = header.split("\\s", 5);
        int pageWidth = Integer.parseInt(words[1]);
        int begin = header.length() - words[4].length();
        int left = dots(template.left(place));
        int top = dots(template.top(place));
        int width = dots(template.width());
        int height = dots(template.height());
        byte[] start =
                "P5\n%d %d\n255\n".formatted(width, height).getBytes(StandardCharsets.ISO_8859_1);
        byte[] label = Arrays.copyOf(start, start.length + width * height);
        for (int y = 0; y < height; y++) {
            int from = begin + (top + y) * pageWidth + left;
            System.arraycopy(pgm, from, label, start.length + y * width, width);
        }
        return label;
    }

    private static int dots(double mm) {
        return (int) (mm * DOTS / 25.4);
    }

    static String run(Path folder, List<String> program, List<String> arguments) {
        List<String> command = Stream.concat(program.stream(), arguments.stream()).toList();
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            byte[] out = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed");
            }
            return new String(out, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What ZXing reads in a picture, which it tries more than once, as scanners do.
    static String picture(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] dots = image.getRGB(0, 0, width, height, null, 0, width);
        LuminanceSource source = new RGBLuminanceSource(width, height, dots);
        ReaderException last = NotFoundException.getNotFoundInstance();
        for (Binarizer binarizer :
                List.of(new GlobalHistogramBinarizer(source), new HybridBinarizer(source))) {
            for (DecodeHintType hint :
                    List.of(DecodeHintType.TRY_HARDER, DecodeHintType.PURE_BARCODE)) {
                try {
                    return new QRCodeReader()
                            .decode(new BinaryBitmap(binarizer), Map.of(hint, true))
                            .getText();
                } catch (ReaderException e) {
                    last = e;
                }
            }
        }
        throw new AssertionError("the picture is not readable", last);
    }

    private static BufferedImage white(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    /// The rectangles of a path, four dots a unit.
    static BufferedImage svg(String document) {
        Matcher size = SIDE.matcher(document);
        if (!size.find()) {
            throw new AssertionError("no size: " + document);
        }
        int side = Integer.parseInt(size.group(1));
        BufferedImage image = white(4 * side, 4 * side);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.BLACK);
        Matcher runs = RUN.matcher(document);
        while (runs.find()) {
            graphics.fillRect(
                    4 * Integer.parseInt(runs.group(1)),
                    4 * Integer.parseInt(runs.group(2)),
                    4 * Integer.parseInt(runs.group(3)),
                    4);
        }
        graphics.dispose();
        return image;
    }

    /// The graphic field of a label on its paper.
    static BufferedImage zpl(String label) {
        Matcher size = SIZE.matcher(label);
        Matcher field = FIELD.matcher(label);
        if (!size.find() || !field.find()) {
            throw new AssertionError("no graphic: " + label);
        }
        BufferedImage image =
                white(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
        int stride = Integer.parseInt(field.group(4));
        String digits = expanded(field.group(5), 2 * stride);
        if (digits.length() != 2 * Integer.parseInt(field.group(3))) {
            throw new AssertionError("wrong length: " + digits.length());
        }
        int left = Integer.parseInt(field.group(1));
        int top = Integer.parseInt(field.group(2));
        for (int i = 0; i < 4 * digits.length(); i++) {
            if ((Character.digit(digits.charAt(i / 4), 16) >> 3 - i % 4 & 1) != 0) {
                image.setRGB(left + i % (8 * stride), top + i / (8 * stride), 0);
            }
        }
        return image;
    }

    private static String expanded(String packed, int digitsARow) {
        StringBuilder digits = new StringBuilder();
        int times = 0;
        for (char c : packed.toCharArray()) {
            if (c >= 'G' && c <= 'Y') {
                times += c - 'F';
            } else if (c >= 'g' && c <= 'z') {
                times += 20 * (c - 'f');
            } else if (c == ',') {
                digits.append("0".repeat(digitsARow - digits.length() % digitsARow));
            } else if (c == ':') {
                digits.append(digits.substring(digits.length() - digitsARow));
            } else {
                digits.append(String.valueOf(c).repeat(Math.max(1, times)));
                times = 0;
            }
        }
        return digits.toString();
    }
}
