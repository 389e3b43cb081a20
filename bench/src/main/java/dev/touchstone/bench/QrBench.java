// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import dev.touchstone.bench.Bench.Broken;
import dev.touchstone.symbol.QrCode;
import dev.touchstone.symbol.QrLevel;
import dev.touchstone.symbol.Svg;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;

/// QR codes with automatic mask, on one core, beside ZXing and nayuki on the same texts.
///
/// The peers' symbols become SVG paths of the same form by a plain loop; `encode` is without any.
final class QrBench implements Benchmark {
    private static final int TEXTS = 500;
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final String ZXING = "ZXing";
    private static final String NAYUKI = "nayuki";
    private static final long SEED = 20_260_901;

    @FunctionalInterface
    private interface Modules {
        boolean dark(int x, int y);
    }

    @Override
    public void run(Settings settings, Figures figures) {
        List<String> capitals = links("HTTPS://Q.EXAMPLE.CN", "06901234567892");
        List<String> small = links("https://quality.example.org", "06901234567892");
        sizes(figures, "capitals", capitals);
        sizes(figures, "small-letters", small);
        ToIntFunction<String> ours = text -> Svg.path(QrCode.of(text, QrLevel.M)).length();
        measure(settings, figures, "svg", capitals, ours, QrBench::zxingSvg, ZXING);
        measure(settings, figures, "svg", capitals, ours, QrBench::nayukiSvg, NAYUKI);
        measure(settings, figures, "svg-small-letters", small, ours, QrBench::zxingSvg, ZXING);
        measure(settings, figures, "svg-small-letters", small, ours, QrBench::nayukiSvg, NAYUKI);
        ToIntFunction<String> encode = text -> QrCode.of(text, QrLevel.M).penalty();
        measure(settings, figures, "encode", capitals, encode, t -> zxing(t).getWidth(), ZXING);
        measure(settings, figures, "encode", capitals, encode, t -> nayuki(t).mask, NAYUKI);
    }

    private static List<String> links(String stem, String gtin) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder text = new StringBuilder(stem + "/01/" + gtin + "/21/");
            for (int j = 0; j < 20; j++) {
                text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private static void measure(
            Settings settings,
            Figures figures,
            String figure,
            List<String> texts,
            ToIntFunction<String> ours,
            ToIntFunction<String> theirs,
            String peer) {
        Timed.Work our = new Timed.Work(TEXTS, () -> texts.stream().mapToInt(ours).sum());
        Timed.Work their = new Timed.Work(TEXTS, () -> texts.stream().mapToInt(theirs).sum());
        figures.figure(figure, Timed.compare(settings.perFigure(), our, their), "codes/s", peer);
    }

    /// Means of the modules a side, after seeing that no peer makes a smaller one.
    private static void sizes(Figures figures, String kind, List<String> texts) {
        double ours = 0;
        double zxing = 0;
        double nayuki = 0;
        for (String text : texts) {
            int our = QrCode.of(text, QrLevel.M).size();
            int their = Math.min(zxing(text).getWidth(), nayuki(text).size);
            if (our > their) {
                throw new Broken("%d modules, a peer has %d: %s".formatted(our, their, text));
            }
            ours += our;
            zxing += zxing(text).getWidth();
            nayuki += nayuki(text).size;
        }
        String figure = "side-" + kind;
        figures.figure(figure, ours / TEXTS, "modules");
        figures.note(
                String.format(
                        Locale.ROOT,
                        "%s: %.1f modules a side, %s %.1f, %s %.1f",
                        kind,
                        ours / TEXTS,
                        ZXING,
                        zxing / TEXTS,
                        NAYUKI,
                        nayuki / TEXTS));
    }

    private static ByteMatrix zxing(String text) {
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new Broken("the peer refuses " + text + ": " + e.getMessage());
        }
    }

    private static io.nayuki.qrcodegen.QrCode nayuki(String text) {
        return io.nayuki.qrcodegen.QrCode.encodeText(text, io.nayuki.qrcodegen.QrCode.Ecc.MEDIUM);
    }

    private static int zxingSvg(String text) {
        ByteMatrix matrix = zxing(text);
        return path(matrix.getWidth(), (x, y) -> matrix.get(x, y) == 1).length();
    }

    private static int nayukiSvg(String text) {
        io.nayuki.qrcodegen.QrCode code = nayuki(text);
        return path(code.size, code::getModule).length();
    }

    private static String path(int size, Modules modules) {
        StringBuilder path = new StringBuilder(4_096);
        for (int y = 0; y < size; y++) {
            int from = -1;
            for (int x = 0; x <= size; x++) {
                boolean dark = x < size && modules.dark(x, y);
                if (dark && from < 0) {
                    from = x;
                } else if (!dark && from >= 0) {
                    path.append('M').append(from + 4).append(' ').append(y + 4);
                    path.append('h').append(x - from).append("v1h-").append(x - from).append('z');
                    from = -1;
                }
            }
        }
        return path.toString();
    }
}
