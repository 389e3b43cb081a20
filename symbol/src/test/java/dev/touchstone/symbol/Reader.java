// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.symbol;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.ChecksumException;
import com.google.zxing.DecodeHintType;
import com.google.zxing.FormatException;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.DecoderResult;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.decoder.Decoder;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;

/// A reader that is not ours: ZXing.
final class Reader {
    private static final Map<DecodeHintType, Object> UTF_8 =
            Map.of(DecodeHintType.CHARACTER_SET, "UTF-8");

    private static final Map<DecodeHintType, Object> THOROUGH =
            Map.of(DecodeHintType.CHARACTER_SET, "UTF-8", DecodeHintType.TRY_HARDER, true);

    private static final Map<DecodeHintType, Object> STRAIGHT =
            Map.of(DecodeHintType.CHARACTER_SET, "UTF-8", DecodeHintType.PURE_BARCODE, true);

    private Reader() {}

    /// What the modules say.
    static DecoderResult modules(QrCode code) {
        BitMatrix matrix = new BitMatrix(code.size());
        for (int y = 0; y < code.size(); y++) {
            for (int x = 0; x < code.size(); x++) {
                if (code.isDark(x, y)) {
                    matrix.set(x, y);
                }
            }
        }
        try {
            return new Decoder().decode(matrix, UTF_8);
        } catch (FormatException | ChecksumException e) {
            throw new AssertionError("version %d is not readable".formatted(code.version()), e);
        }
    }

    /// What a picture says, its code found in it as a scanner would, which tries more than once.
    static String picture(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] dots = image.getRGB(0, 0, width, height, null, 0, width);
        RGBLuminanceSource source = new RGBLuminanceSource(width, height, dots);
        ReaderException last = NotFoundException.getNotFoundInstance();
        for (Binarizer binarizer :
                List.of(new HybridBinarizer(source), new GlobalHistogramBinarizer(source))) {
            for (Map<DecodeHintType, Object> hints : List.of(UTF_8, THOROUGH, STRAIGHT)) {
                try {
                    return new QRCodeReader().decode(new BinaryBitmap(binarizer), hints).getText();
                } catch (ReaderException e) {
                    last = e;
                }
            }
        }
        throw new AssertionError("the picture is not readable", last);
    }
}
