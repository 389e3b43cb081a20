// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// Pictures, read by programs that are not ours.
class WritersTest {
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");

    private static BufferedImage white(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    @Test
    void theSvgPathDrawsTheCode() {
        Random random = Texts.random("svg");
        for (int i = 0; i < 60; i++) {
            String text = Texts.mixed(random, i % 10 == 0 ? 800 : 90, true);
            QrCode code = QrCode.of(text, QrLevel.M);
            BufferedImage image = white(4 * Svg.side(code), 4 * Svg.side(code));
            Graphics2D graphics = image.createGraphics();
            graphics.setColor(Color.BLACK);
            String path = Svg.path(code);
            Matcher runs = RUN.matcher(path);
            int end = 0;
            while (runs.find()) {
                assertThat(runs.start()).isEqualTo(end);
                assertThat(runs.group(3)).isEqualTo(runs.group(4));
                graphics.fillRect(
                        4 * Integer.parseInt(runs.group(1)),
                        4 * Integer.parseInt(runs.group(2)),
                        4 * Integer.parseInt(runs.group(3)),
                        4);
                end = runs.end();
            }
            assertThat(end).isEqualTo(path.length());
            graphics.dispose();
            assertThat(Reader.picture(image)).isEqualTo(text);
        }
    }

    @Test
    void anSvgDocumentSaysItsSize() {
        QrCode code = QrCode.of("ABC", QrLevel.M);
        assertThat(Svg.document(code, 20))
                .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 29 29\"")
                .contains("width=\"20.000mm\" height=\"20.000mm\"", "M0 0h29v29H0z")
                .endsWith("z\"/></svg>");
        assertThat(Svg.document(code)).doesNotContain("mm");
        assertThat(Svg.document(code, Svg.SIDE_MM_MAX)).contains("2000.000mm");
        assertThatThrownBy(() -> Svg.document(code, Svg.SIDE_MM_MAX + 1))
                .hasMessageContaining("2001");
        assertThatThrownBy(() -> Svg.document(code, 0)).hasMessageContaining("0.0 mm");
        assertThatThrownBy(() -> Svg.document(code, Double.NaN)).hasMessageContaining("NaN");
    }

    @Test
    void aPngHasOneBitADotAndIsReadByAnother() throws IOException {
        Random random = Texts.random("png");
        for (int i = 0; i < 60; i++) {
            String text = Texts.mixed(random, i % 10 == 0 ? 800 : 90, true);
            int scale = 2 + random.nextInt(7);
            Bitmap bitmap = Bitmap.of(QrCode.of(text, QrLevel.M), scale, QrCode.QUIET);
            byte[] png = Png.of(bitmap, 300);
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
            assertThat(image.getColorModel().getPixelSize()).isEqualTo(1);
            assertThat(image.getWidth()).isEqualTo(bitmap.side()).isEqualTo(image.getHeight());
            for (int dot = 0; dot < bitmap.side(); dot++) {
                int y = random.nextInt(bitmap.side());
                assertThat((image.getRGB(dot, y) & 0xFFFFFF) == 0).isEqualTo(bitmap.isDark(dot, y));
            }
            assertThat(Reader.picture(image)).isEqualTo(text);
        }
    }

    @Test
    void aBitmapHasALargestSide() {
        QrCode code = QrCode.of("ABC", QrLevel.M);
        assertThat(Bitmap.of(code, 275, 4).side()).isEqualTo(7_975);
        assertThatThrownBy(() -> Bitmap.of(code, 276, 4)).hasMessageContaining("8004 dots");
        assertThatThrownBy(() -> Bitmap.of(code, 0, 4)).hasMessageContaining("0 dots a module");
        assertThatThrownBy(() -> Bitmap.of(code, 1, 101)).hasMessageContaining("101 modules");
        Bitmap small = Bitmap.of(code, 1, 0);
        assertThat(small.isDark(0, 0)).isTrue();
        assertThatThrownBy(() -> small.isDark(21, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Png.of(small, 0)).hasMessageContaining("0 dots an inch");
    }

    @Test
    void aZplLabelIsReadAtEveryResolution() {
        Random random = Texts.random("zpl");
        for (int dpi : List.of(203, 300, 600)) {
            Zpl zpl = new Zpl(ZplPrinter.of(dpi, 20, 20));
            for (int i = 0; i < 40; i++) {
                String text = Texts.link(random, "Q.EXAMPLE.CN");
                String label = zpl.label(QrCode.of(text, QrLevel.M), List.of("06912345678901"));
                ZplPaper paper = ZplPaper.printed(label);
                assertThat(Reader.picture(paper.image())).isEqualTo(text);
                assertThat(paper.texts()).containsExactly("06912345678901");
                assertThat(paper.image().getWidth()).isEqualTo((int) Math.round(20 * dpi / 25.4));
            }
        }
    }

    @Test
    void graphicFieldsOfAllSizesKeepEveryDot() {
        Random random = Texts.random("graphic");
        for (int i = 0; i < 200; i++) {
            QrCode code = QrCode.of(Texts.mixed(random, 200, true), QrLevel.L);
            Bitmap bitmap = Bitmap.of(code, 1 + random.nextInt(30), random.nextInt(5));
            BufferedImage drawn = ZplPaper.field(Zpl.graphic(bitmap));
            for (int y = 0; y < bitmap.side(); y++) {
                for (int x = 0; x < bitmap.side(); x++) {
                    if ((drawn.getRGB(x, y) & 1) == 0 != bitmap.isDark(x, y)) {
                        throw new AssertionError("dot %d, %d differs".formatted(x, y));
                    }
                }
            }
        }
    }

    @Test
    void thePrintersOwnCodeGetsTheTextWithoutCommandsInIt() {
        Zpl zpl = new Zpl(new ZplPrinter(203, 30, 20, 15, 4, 1.5));
        String text = "HTTPS://Q.CN/A_B^XZ~JA\\";
        QrCode code = QrCode.of(text, QrLevel.M);
        String label = zpl.nativeLabel(text, code, List.of("^XA line"));
        assertThat(label)
                .startsWith("~SD15\n^XA^CI28^PW240^LL160^PR4\n")
                .contains("^FH_^FD" + code.level() + "A,HTTPS://Q.CN/A_5FB_5EXZ_7EJA_5C^FS")
                .contains("^FD_5EXA line^FS")
                .endsWith("^XZ\n");
        assertThat(label.split("\\^XA", -1)).hasSize(2);
    }

    @Test
    void refusesLabelsThatCannotBePrinted() {
        assertThatThrownBy(() -> ZplPrinter.of(204, 20, 20)).hasMessageContaining("204");
        assertThatThrownBy(() -> ZplPrinter.of(203, 9.9, 20)).hasMessageContaining("width");
        assertThatThrownBy(() -> ZplPrinter.of(203, 20, 1_001)).hasMessageContaining("height");
        assertThatThrownBy(() -> new ZplPrinter(203, 20, 20, 31, 4, 0))
                .hasMessageContaining("darkness");
        assertThatThrownBy(() -> new ZplPrinter(203, 20, 20, 30, 0, 0))
                .hasMessageContaining("speed");
        assertThatThrownBy(() -> new ZplPrinter(203, 20, 20, 30, 1, 11))
                .hasMessageContaining("shift");
        QrCode large = QrCode.of("A".repeat(2_000), QrLevel.L);
        Zpl zpl = new Zpl(ZplPrinter.of(203, 10, 10));
        assertThatThrownBy(() -> zpl.label(large, List.of())).hasMessageContaining("too small");
        QrCode code = QrCode.of("ABC", QrLevel.M);
        assertThatThrownBy(() -> zpl.label(code, List.of("", "", "", "", "")))
                .hasMessageContaining("4 lines");
        assertThatThrownBy(() -> zpl.label(code, List.of("x".repeat(121))))
                .hasMessageContaining("120 characters");
    }
}
