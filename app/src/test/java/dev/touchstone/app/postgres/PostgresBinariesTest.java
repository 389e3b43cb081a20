// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.database.DatabaseUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {
    @TempDir Path folder;

    @Test
    void shipsLinuxOnTwoProcessorsOnly() {
        assertThat(PostgresBinaries.archive("Linux", "amd64")).isNotNull();
        assertThat(PostgresBinaries.archive("Linux", "aarch64")).isNotNull();
        assertThatThrownBy(() -> PostgresBinaries.archive("Linux", "riscv64"))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("--database-url");
        assertThatThrownBy(() -> PostgresBinaries.archive("Mac OS X", "aarch64"))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("--database-url");
    }

    @Test
    void unpacksOnceAndAgainWhenTheCopyIsSpoilt() throws IOException {
        Path first = PostgresBinaries.unpacked(folder, true);
        Path server = first.resolve("bin/postgres");
        Object before = Files.getAttribute(server, "unix:ino");
        assertThat(PostgresBinaries.unpacked(folder, true)).isEqualTo(first);
        assertThat(Files.getAttribute(server, "unix:ino")).isEqualTo(before);
        Files.write(server, new byte[0]);
        assertThat(PostgresBinaries.unpacked(folder, false)).isEqualTo(first);
        assertThat(server).isNotEmptyFile();
        Files.write(server, new byte[0]);
        Files.createDirectory(folder.resolve("postgres-of-yesterday"));
        PostgresBinaries.unpacked(folder, true);
        assertThat(server).isNotEmptyFile();
        try (Stream<Path> copies = Files.list(folder)) {
            assertThat(copies).containsExactly(first);
        }
    }
}
