// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.picture.Picture.Limit;
import dev.touchstone.app.upload.Documents;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureTest {
    private static final long SEED =
            Long.getLong("touchstone.seed", System.nanoTime() & 0xFFFF_FFFFL);
    private static final Limit SMALL = new Limit(320, 20 * 1024);
    private static final Limit LARGE = new Limit(1_200, 200 * 1024);

    private static List<Picture> made(byte[] file) {
        return Picture.of(file, List.of(SMALL, LARGE));
    }

    private static BufferedImage decoded(Picture picture) {
        try {
            return ImageIO.read(new ByteArrayInputStream(picture.bytes()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isRed(BufferedImage image, double x, double y) {
        int rgb = image.getRGB((int) (x * image.getWidth()), (int) (y * image.getHeight()));
        return (rgb >> 16 & 0xFF) > 150 && (rgb & 0xFF) < 100;
    }

    @Test
    void keepsPixelsAndNothingElse() {
        byte[] file = Photographs.jpeg(Photographs.drawn(640, 480), 1);
        assertThat(new String(file, StandardCharsets.ISO_8859_1)).contains(Photographs.SECRET);
        for (Picture picture : made(file)) {
            String text = new String(picture.bytes(), StandardCharsets.ISO_8859_1);
            assertThat(text).doesNotContain(Photographs.SECRET, "Exif", "ICC_PROFILE", "http");
            assertThat(markers(picture.bytes())).doesNotContain(0xE1, 0xE2, 0xED, 0xFE);
            assertThat(isRed(decoded(picture), 0.25, 0.25)).isTrue();
            assertThat(isRed(decoded(picture), 0.75, 0.25)).isFalse();
        }
    }

    private static List<Integer> markers(byte[] jpeg) {
        List<Integer> markers = new java.util.ArrayList<>();
        int at = 2;
        while ((jpeg[at + 1] & 0xFF) != 0xDA) {
            markers.add(jpeg[at + 1] & 0xFF);
            at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | (jpeg[at + 3] & 0xFF));
        }
        return markers;
    }

    @Test
    void fitsTheLimitsWhateverThePicture() {
        for (BufferedImage image :
                List.of(
                        Photographs.drawn(4_000, 3_000),
                        Photographs.noise(1_500, 1_500),
                        Photographs.drawn(1, 1),
                        Photographs.drawn(3_000, 2))) {
            byte[] file = Photographs.file(image, "png");
            List<Picture> made = made(file);
            for (int i = 0; i < 2; i++) {
                Limit limit = List.of(SMALL, LARGE).get(i);
                Picture picture = made.get(i);
                assertThat(picture.bytes().length).isLessThanOrEqualTo(limit.bytesMax());
                assertThat(Math.max(picture.width(), picture.height()))
                        .isLessThanOrEqualTo(limit.sidePixelsMax());
                assertThat(decoded(picture).getWidth()).isEqualTo(picture.width());
            }
        }
    }

    @Test
    void makesNothingLarger() {
        Picture large = made(Photographs.png(200, 100)).getLast();
        assertThat(large.width()).isEqualTo(200);
        assertThat(large.height()).isEqualTo(100);
    }

    /// Where the red quarter of the picture as it was taken is when it stands upright.
    @ParameterizedTest
    @CsvSource({
        "1, 0.25, 0.25, false",
        "2, 0.75, 0.25, false",
        "3, 0.75, 0.75, false",
        "4, 0.25, 0.75, false",
        "5, 0.25, 0.25, true",
        "6, 0.75, 0.25, true",
        "7, 0.75, 0.75, true",
        "8, 0.25, 0.75, true",
        "0, 0.25, 0.25, false",
        "9, 0.25, 0.25, false"
    })
    void standsUprightHoweverTheCameraWasHeld(int orientation, double x, double y, boolean turns) {
        Picture large = made(Photographs.jpeg(Photographs.drawn(800, 400), orientation)).getLast();
        assertThat(large.width()).isEqualTo(turns ? 400 : 800);
        BufferedImage image = decoded(large);
        for (double[] spot :
                new double[][] {{0.25, 0.25}, {0.75, 0.25}, {0.25, 0.75}, {0.75, 0.75}}) {
            assertThat(isRed(image, spot[0], spot[1])).isEqualTo(spot[0] == x && spot[1] == y);
        }
    }

    private static void refused(Code code, byte[] file) {
        assertThatThrownBy(() -> made(file))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void refusesWhatIsNoPhoto() {
        refused(Code.FILE_EMPTY, new byte[0]);
        refused(Code.FILE_TYPE, Documents.program());
        refused(Code.NO_PHOTO, Documents.pdf());
        refused(Code.FILE_DAMAGED, Documents.png(20, 20));
        refused(Code.FILE_DIMENSIONS, Documents.png(Picture.SIDE_PIXELS_MAX + 1, 1));
        refused(Code.FILE_DIMENSIONS, Documents.png(8_000, 8_000));
        byte[] cut = Photographs.png(300, 300);
        refused(Code.FILE_DAMAGED, Arrays.copyOf(cut, cut.length - 20));
    }

    @Test
    void refusesAFileThatWouldBeGoneOverVeryOften() {
        byte[] plain = Photographs.file(Photographs.drawn(400, 300), "jpg");
        int length = 40_000;
        ByteBuffer comment = ByteBuffer.allocate(plain.length + 2 + length);
        comment.put(plain, 0, 2).putShort((short) 0xFFFE).putShort((short) length);
        for (int i = 2; i < length; i += 2) {
            comment.putShort((short) 0xFFDA);
        }
        comment.put(plain, 2, plain.length - 2);
        refused(Code.FILE_DAMAGED, comment.array());
    }

    /// Whatever is broken, the answer is a refusal or a picture, and never another failure.
    @Test
    void aBrokenFileIsRefusedOrDrawn() {
        System.out.println("PictureTest -Dtouchstone.seed=" + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        byte[] good = Photographs.jpeg(Photographs.drawn(64, 48), 6);
        for (int i = 0; i < 2_000; i++) {
            byte[] bad = good.clone();
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(made(bad)).hasSize(2);
            } catch (Refused refused) {
                assertThat(refused.code()).isNotNull();
            }
        }
    }
}
