// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.upload;

import static dev.touchstone.app.web.Callers.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MultipartTest {
    private static final String TYPE = "multipart/form-data; boundary=----x9";

    private static byte[] body(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Multipart parse(String text) {
        return Multipart.parse(TYPE, body(text));
    }

    private static String field(String name, String value) {
        return "------x9\nContent-Disposition: form-data; name=\"" + name + "\"\n\n" + value + "\n";
    }

    private static byte[] withFile(byte[] file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(body(field("who", "示例人")));
        out.writeBytes(
                body(
                        "------x9\nContent-Disposition: form-data; name=\"letter\";"
                                + " filename=\"a;b.pdf\"\nContent-Type: application/pdf\n\n"));
        out.writeBytes(file);
        out.writeBytes(body("\n------x9--\n"));
        return out.toByteArray();
    }

    @Test
    void readsFieldsAndFilesAsTheyWereSent() {
        byte[] file = "\r\n-----x9\r\n------x8\r\n\0\u00ff".getBytes(StandardCharsets.ISO_8859_1);
        Multipart form = Multipart.parse(TYPE, withFile(file));
        assertThat(form.fields()).containsExactlyEntriesOf(java.util.Map.of("who", "示例人"));
        assertThat(form.file("letter")).hasValueSatisfying(b -> assertThat(b).isEqualTo(file));
        assertThat(form.file("who")).isEmpty();
    }

    @Test
    void tellsAFileThatIsEmptyFromNone() {
        assertThat(Multipart.parse(TYPE, withFile(new byte[0])).file("letter"))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEmpty());
        String none =
                "------x9\nContent-Disposition: form-data; name=\"letter\"; filename=\"\"\n"
                        + "Content-Type: application/octet-stream\n\n\n------x9--\n";
        assertThat(parse(none).file("letter")).isEmpty();
    }

    @Test
    void takesAsManyPartsAsItSaysAndNoMore() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Multipart.PARTS_MAX; i++) {
            text.append(field("f" + i, "v"));
        }
        assertThat(parse(text + "------x9--").fields()).hasSize(Multipart.PARTS_MAX);
        refuses(Code.WRONG_COUNT, () -> parse(text + field("more", "v") + "------x9--"));
    }

    @Test
    void takesAFieldOfTheLimitAndNotOneByteMore() {
        String full = "x".repeat(Multipart.FIELD_BYTES_MAX);
        assertThat(parse(field("f", full) + "------x9--").fields()).containsEntry("f", full);
        refuses(Code.BODY_TOO_LARGE, () -> parse(field("f", full + "x") + "------x9--"));
    }

    @Test
    void refusesWhatIsNoSuchBody() {
        refuses(Code.BAD_REQUEST, () -> Multipart.parse("multipart/form-data", body("")));
        refuses(Code.BAD_REQUEST, () -> parse(""));
        refuses(Code.BAD_REQUEST, () -> parse("------x9"));
        refuses(Code.BAD_REQUEST, () -> parse(field("f", "v")));
        refuses(Code.BAD_REQUEST, () -> parse("------x9\n\nno name\n------x9--"));
        String long1 = "------x9\nX: " + "h".repeat(5_000) + "\n\nv\n------x9--";
        refuses(Code.BAD_REQUEST, () -> parse(long1));
        refuses(Code.DUPLICATE_KEY, () -> parse(field("f", "1") + field("f", "2") + "------x9--"));
        byte[] bad = body(field("f", "_") + "------x9--");
        bad[bad.length - 13] = (byte) 0xC3;
        refuses(Code.BAD_UTF8, () -> Multipart.parse(TYPE, bad));
    }

    @Test
    void answersEveryDamageWithARefusalOrAForm() {
        long seed = Long.getLong("touchstone.seed", System.nanoTime());
        System.out.println("MultipartTest seed " + seed);
        Random random = new Random(seed);
        byte[] whole = withFile(Documents.pdf());
        for (int run = 0; run < 20_000; run++) {
            byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            for (int i = random.nextInt(8); i >= 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(Multipart.parse(TYPE, damaged).fields().size())
                        .isLessThanOrEqualTo(Multipart.PARTS_MAX);
            } catch (Refused refused) {
                assertThat(refused.code().status()).as("seed %d", seed).isIn(400, 413);
            }
        }
    }
}
