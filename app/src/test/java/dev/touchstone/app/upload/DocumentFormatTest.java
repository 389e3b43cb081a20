// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.upload;

import static dev.touchstone.app.web.Callers.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DocumentFormatTest {
    private static final int MAX = DocumentFormat.SIDE_PIXELS_MAX;

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void tellsDocumentsByTheirBytes() {
        assertThat(DocumentFormat.of(Documents.pdf())).isEqualTo(DocumentFormat.PDF);
        assertThat(DocumentFormat.of(Documents.png(800, 600))).isEqualTo(DocumentFormat.PNG);
        assertThat(DocumentFormat.of(Documents.jpeg(800, 600))).isEqualTo(DocumentFormat.JPEG);
    }

    @Test
    void refusesAnEmptyFile() {
        refuses(Code.FILE_EMPTY, () -> DocumentFormat.of(new byte[0]));
    }

    @Test
    void refusesARenamedExecutable() {
        refuses(Code.FILE_TYPE, () -> DocumentFormat.of(Documents.program()));
        refuses(Code.FILE_TYPE, () -> DocumentFormat.of(joined(ascii("\n"), Documents.pdf())));
        refuses(Code.FILE_TYPE, () -> DocumentFormat.of(ascii("<html>%PDF-1.7")));
    }

    @Test
    void refusesAPolyglot() {
        byte[] pdf = Documents.pdf();
        refuses(Code.FILE_DAMAGED, () -> DocumentFormat.of(Documents.pdfAndZip()));
        for (byte[] image : List.of(Documents.png(9, 9), Documents.jpeg(9, 9))) {
            refuses(Code.FILE_DAMAGED, () -> DocumentFormat.of(joined(image, pdf)));
            refuses(Code.FILE_DAMAGED, () -> DocumentFormat.of(joined(image, new byte[1])));
        }
        refuses(Code.FILE_DAMAGED, () -> DocumentFormat.of(joined(pdf, ascii("<script>"))));
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        byte[] whole = Documents.png(9, 9);
        png.write(whole, 0, 33);
        Documents.chunk(png, "tEXt", ascii("a\0%PDF-1.7"));
        png.write(whole, 33, whole.length - 33);
        refuses(Code.FILE_DAMAGED, () -> DocumentFormat.of(png.toByteArray()));
    }

    @Test
    void refusesWhatIsCutOffAnywhere() {
        for (byte[] whole : List.of(Documents.pdf(), Documents.png(9, 9), Documents.jpeg(9, 9))) {
            for (int length = 1; length < whole.length - 1; length++) {
                byte[] part = Arrays.copyOf(whole, length);
                assertThat(refusal(part)).as("%d bytes", length).isNotNull();
            }
        }
    }

    @Test
    void boundsTheSidesOfAnImage() {
        DocumentFormat.of(Documents.png(MAX, 1));
        DocumentFormat.of(Documents.jpeg(1, MAX));
        refuses(Code.FILE_DIMENSIONS, () -> DocumentFormat.of(Documents.png(MAX + 1, 1)));
        refuses(Code.FILE_DIMENSIONS, () -> DocumentFormat.of(Documents.jpeg(1, MAX + 1)));
        refuses(Code.FILE_DIMENSIONS, () -> DocumentFormat.of(Documents.png(0, 5)));
        refuses(Code.FILE_DIMENSIONS, () -> DocumentFormat.of(Documents.png(-1, 5)));
    }

    @Test
    void neverExpandsAPdfBomb() {
        byte[] bomb = Documents.bomb();
        assertThat(DocumentFormat.of(bomb)).isEqualTo(DocumentFormat.PDF);
    }

    private static Code refusal(byte[] file) {
        try {
            DocumentFormat.of(file);
            return null;
        } catch (Refused refused) {
            return refused.code();
        }
    }

    @Test
    void answersEveryDamageWithARefusalOrAFormat() {
        long seed = Long.getLong("touchstone.seed", System.nanoTime());
        System.out.println("DocumentFormatTest seed " + seed);
        Random random = new Random(seed);
        List<byte[]> whole =
                List.of(Documents.pdf(), Documents.png(70, 90), Documents.jpeg(70, 90));
        for (int run = 0; run < 20_000; run++) {
            byte[] file = whole.get(random.nextInt(whole.size())).clone();
            for (int i = random.nextInt(6); i >= 0; i--) {
                file[random.nextInt(file.length)] = (byte) random.nextInt(256);
            }
            Code code = refusal(Arrays.copyOf(file, 1 + random.nextInt(file.length * 2)));
            assertThat(code)
                    .as("seed %d run %d", seed, run)
                    .isIn(null, Code.FILE_TYPE, Code.FILE_DAMAGED, Code.FILE_DIMENSIONS);
        }
    }
}
