// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.decoder.Version;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import io.nayuki.qrcodegen.QrSegment;
import io.nayuki.qrcodegen.QrSegmentAdvanced;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Our symbols beside those of two other encoders.
class PeersTest {
    @Test
    void theSameCutGivesTheSameModulesAsNayuki() {
        Random random = Texts.random("nayuki");
        for (int i = 0; i < 600; i++) {
            String text = Texts.mixed(random, i % 20 == 0 ? 600 : 150, false);
            QrLevel level = QrLevel.values()[random.nextInt(3)];
            int mask = random.nextInt(8);
            QrCode ours = QrCode.of(text, QrOptions.of(level).exactly().mask(mask));
            io.nayuki.qrcodegen.QrCode theirs =
                    io.nayuki.qrcodegen.QrCode.encodeSegments(
                            segments(text, ours.version()), nayuki(level), 1, 40, mask, false);
            assertThat(theirs.version).isEqualTo(ours.version());
            assertThat(differences(ours, theirs)).isZero();
        }
    }

    /// Our cut, handed to the other encoder.
    private static List<QrSegment> segments(String text, int version) {
        QrSegments cut = new QrSegments(text, false, QrMode.group(version));
        int[] starts = cut.starts();
        List<QrSegment> segments = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            int end = i + 1 < starts.length ? starts[i + 1] : text.length();
            String part = text.substring(starts[i], end);
            segments.add(
                    switch (cut.modeAt(starts[i])) {
                        case NUMERIC -> QrSegment.makeNumeric(part);
                        case ALPHANUMERIC -> QrSegment.makeAlphanumeric(part);
                        case BYTE -> QrSegment.makeBytes(part.getBytes(StandardCharsets.UTF_8));
                    });
        }
        return segments;
    }

    private static long differences(QrCode ours, io.nayuki.qrcodegen.QrCode theirs) {
        int size = ours.size();
        return IntStream.range(0, size * size)
                .filter(
                        i ->
                                ours.isDark(i % size, i / size)
                                        != theirs.getModule(i % size, i / size))
                .count();
    }

    private static io.nayuki.qrcodegen.QrCode.Ecc nayuki(QrLevel level) {
        return io.nayuki.qrcodegen.QrCode.Ecc.values()[level.ordinal()];
    }

    @Test
    void neverLargerThanThePeersAndNeverOfHigherPenalty() throws WriterException {
        Random random = Texts.random("size");
        for (int i = 0; i < 600; i++) {
            String text = Texts.mixed(random, i % 20 == 0 ? 1_200 : 150, true);
            QrLevel level = QrLevel.values()[random.nextInt(4)];
            QrCode ours = QrCode.of(text, QrOptions.of(level).exactly());

            List<QrSegment> best =
                    QrSegmentAdvanced.makeSegmentsOptimally(text, nayuki(level), 1, 40);
            io.nayuki.qrcodegen.QrCode nayuki =
                    io.nayuki.qrcodegen.QrCode.encodeSegments(
                            best, nayuki(level), 1, 40, -1, false);
            assertThat(ours.version()).isEqualTo(nayuki.version);
            QrOptions exactly = QrOptions.of(level).exactly();
            assertThat(ours.penalty())
                    .isLessThanOrEqualTo(QrCode.of(text, exactly.mask(nayuki.mask)).penalty());

            com.google.zxing.qrcode.encoder.QRCode zxing = zxing(text, level, Map.of());
            assertThat(ours.version()).isLessThanOrEqualTo(zxing.getVersion().getVersionNumber());
            com.google.zxing.qrcode.encoder.QRCode compact =
                    zxing(text, level, Map.of(EncodeHintType.QR_COMPACT, true));
            assertThat(ours.version()).isLessThanOrEqualTo(compact.getVersion().getVersionNumber());
        }
    }

    private static com.google.zxing.qrcode.encoder.QRCode zxing(
            String text, QrLevel level, Map<EncodeHintType, ?> hints) throws WriterException {
        return Encoder.encode(text, ErrorCorrectionLevel.valueOf(level.name()), hints);
    }

    @Test
    void aTextThatIsOneSegmentGivesTheSameModulesAsZxing() throws WriterException {
        Random random = Texts.random("zxing");
        for (int i = 0; i < 200; i++) {
            String text = Texts.serial(random) + Texts.serial(random).replaceAll("[0-9]", "X");
            for (QrLevel level : QrLevel.values()) {
                com.google.zxing.qrcode.encoder.QRCode theirs = zxing(text, level, Map.of());
                QrOptions options = QrOptions.of(level).exactly().mask(theirs.getMaskPattern());
                QrCode ours = QrCode.of(text, options);
                if (new QrSegments(text, false, 0).starts().length > 1) {
                    continue;
                }
                ByteMatrix matrix = theirs.getMatrix();
                for (int y = 0; y < ours.size(); y++) {
                    for (int x = 0; x < ours.size(); x++) {
                        assertThat(matrix.get(x, y) == 1).isEqualTo(ours.isDark(x, y));
                    }
                }
            }
        }
    }

    @Test
    void capacitiesAreThoseOfZxing() {
        for (int version = 1; version <= QrOptions.VERSION_MAX; version++) {
            Version theirs = Version.getVersionForNumber(version);
            assertThat(QrCapacity.codewords(version)).isEqualTo(theirs.getTotalCodewords());
            for (QrLevel level : QrLevel.values()) {
                Version.ECBlocks blocks =
                        theirs.getECBlocksForLevel(ErrorCorrectionLevel.valueOf(level.name()));
                assertThat(QrCapacity.correction(version, level))
                        .isEqualTo(blocks.getECCodewordsPerBlock());
                assertThat(QrCapacity.blocks(version, level)).isEqualTo(blocks.getNumBlocks());
            }
        }
    }
}
