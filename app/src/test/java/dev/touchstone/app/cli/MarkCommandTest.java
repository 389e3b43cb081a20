// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.mark.MarkKeyFile;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.mark.MarkProfile;
import dev.touchstone.app.number.PlatformNumber;
import dev.touchstone.gs1.Gtin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkCommandTest {
    private static final Gtin GTIN = Gtin.parse("06901234567892");
    private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant FAR = Instant.parse("2999-01-01T00:00:00Z");

    private final MarkCodes codes =
            new MarkCodes("0123456789abcdef0123456789abcdef".getBytes(US_ASCII));
    @TempDir private Path folder;

    private String key(MarkKeyFile.Grade grade, Instant until) throws IOException {
        Path file = folder.resolve("key.json");
        Files.write(file, codes.export(GTIN, 10, grade, "e-1", "Line 3", MADE, until).write());
        return file.toString();
    }

    private String code(long counter) {
        return codes.code(GTIN, MarkProfile.C20, new MarkNumber(10, counter)).text();
    }

    @Test
    void saysThatACodeIsRightAndItsPlace() throws Exception {
        String link = "https://example.com/01/" + GTIN.digits() + "/21/" + code(42);
        Ended ended =
                Ended.run("mark", "decode", link, "--key", key(MarkKeyFile.Grade.DECODE, FAR));
        assertThat(ended.out()).contains("right").contains("key 10 AES counter 42");
        assertThat(ended.code()).isZero();
    }

    @Test
    void readsAddressesOfProductsWithoutAGtin() throws Exception {
        Gtin own = PlatformNumber.of(1).key();
        Path file = folder.resolve("own.json");
        MarkKeyFile.Grade grade = MarkKeyFile.Grade.CHECK;
        Files.write(file, codes.export(own, 10, grade, "e-1", "Line 3", MADE, FAR).write());
        String code = codes.code(own, MarkProfile.C20, new MarkNumber(10, 7)).text();
        for (String stem :
                new String[] {
                    "https://example.com/P/2900000000018/", "HTTPS://EXAMPLE.COM/P/2900000000018/"
                }) {
            Ended right = Ended.run("mark", "decode", stem + code, "--key", file.toString());
            assertThat(right.out()).startsWith("right " + stem + code);
        }
        String other = "https://example.com/P/2900000000025/" + code;
        Ended wrong = Ended.run("mark", "decode", other, "--key", file.toString());
        assertThat(wrong.code()).isEqualTo(1);
    }

    @Test
    void readsAFileAndFindsTheWrongOnes() throws Exception {
        Path list = folder.resolve("roll.txt");
        String forged = code(2).substring(0, 19) + (code(2).endsWith("A") ? 'B' : 'A');
        Files.writeString(list, code(1) + "\n\n" + forged + "\nhello\n");
        Ended ended =
                Ended.run(
                        "mark",
                        "decode",
                        list.toString(),
                        "--key",
                        key(MarkKeyFile.Grade.CHECK, FAR));
        assertThat(ended.out().lines())
                .containsExactly(
                        "right " + code(1) + " key 10 AES", "wrong-tag " + forged, "no-code hello");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void refusesAnExpiredAndADamagedKey() throws Exception {
        String key = key(MarkKeyFile.Grade.CHECK, MADE.plusSeconds(60));
        Ended expired = Ended.run("mark", "decode", code(1), "--key", key);
        assertThat(expired.err()).contains("expired");
        assertThat(expired.out()).isEmpty();
        assertThat(expired.code()).isEqualTo(3);
        Files.writeString(Path.of(key), Files.readString(Path.of(key)).replace("2026", "2999"));
        Ended damaged = Ended.run("mark", "decode", code(1), "--key", key);
        assertThat(damaged.err()).contains("changed");
        assertThat(damaged.code()).isEqualTo(3);
    }

    @Test
    void wantsAKeyAndASubcommand() {
        assertThat(Ended.run("mark").code()).isEqualTo(2);
        assertThat(Ended.run("mark", "decode", code(1)).code()).isEqualTo(2);
        assertThat(Ended.run("mark", "decode", code(1), "--key", "/nowhere").code()).isEqualTo(3);
    }
}
