// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogKeygenTest {
    @TempDir private Path data;

    private Ended keygen(String origin, String date) {
        return Ended.run(
                "log", "keygen", "--data", data.toString(), "--origin", origin, "--date", date);
    }

    private static String today() {
        return LogKeygenCommand.today(Instant.now());
    }

    @Test
    void todayIsTheDateInShanghai() {
        assertThat(LogKeygenCommand.today(Instant.parse("2026-08-31T15:59:59Z")))
                .isEqualTo("2026-08-31");
        assertThat(LogKeygenCommand.today(Instant.parse("2026-08-31T16:00:00Z")))
                .isEqualTo("2026-09-01");
    }

    @Test
    void makesTheKeyOnceAndForItsOwnerOnly() throws Exception {
        Ended made = keygen("quality.example/log", today());
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.out()).matches("quality\\.example/log\\+[0-9a-f]{8}\\+\\S+\n");
        Path key = data.resolve("keys/log.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        byte[] bytes = Files.readAllBytes(key);
        Ended again = keygen("quality.example/log", today());
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("exists", "for ever");
        assertThat(key).hasBinaryContent(bytes);
    }

    @Test
    void makesNothingOnAnotherDateOrWithoutOne() {
        assertThat(keygen("quality.example/log", "2026-01-01").code()).isEqualTo(2);
        assertThat(
                        Ended.run("log", "keygen", "--data", data.toString(), "--origin", "a.b/log")
                                .code())
                .isEqualTo(2);
        Ended named = keygen("two words", today());
        assertThat(named.code()).isEqualTo(2);
        assertThat(named.err()).contains("origin cannot be used");
        assertThat(data.resolve("keys/log.key")).doesNotExist();
    }

    private Ended serve(String... settings) {
        String[] args = new String[3 + settings.length];
        args[0] = "serve";
        args[1] = "--data";
        args[2] = data.toString();
        System.arraycopy(settings, 0, args, 3, settings.length);
        return Ended.run(args);
    }

    @Test
    void aServerThatIsNoTrialStartsOnlyWithItsOwnKey() {
        Ended without = serve("--set", "public.url=https://quality.example");
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err().strip().lines())
                .singleElement()
                .asString()
                .contains("touchstone log keygen --data " + data + " --origin quality.example/log");
        assertThat(keygen("quality.example/log", today()).code()).isZero();
        Ended renamed = serve("--set", "log.origin=other.example/log");
        assertThat(renamed.code()).isEqualTo(2);
        assertThat(renamed.err())
                .contains("is the key of the log quality.example/log")
                .contains("set log.origin=quality.example/log");
    }
}
