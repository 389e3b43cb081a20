// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarReaderTest {
    @TempDir Path folder;

    private final ByteArrayOutputStream archive = new ByteArrayOutputStream();

    private void entry(char kind, String name, String link, String size, String content) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000755");
        put(header, 124, size);
        put(header, 148, "        ");
        header[156] = (byte) kind;
        put(header, 157, link);
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        archive.writeBytes(header);
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        archive.writeBytes(bytes);
        archive.writeBytes(new byte[(512 - bytes.length % 512) % 512]);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private void unpack() throws IOException {
        archive.writeBytes(new byte[1024]);
        TarReader.unpack(new ByteArrayInputStream(archive.toByteArray()), folder);
    }

    @Test
    void unpacksFilesFoldersAndLinks() throws IOException {
        entry('5', "lib/", "", "0", "");
        entry('0', "lib/a.so.1", "", "5", "hello");
        entry('2', "lib/a.so", "a.so.1", "0", "");
        entry('0', "bin/run", "", "0", "");
        unpack();
        assertThat(folder.resolve("lib/a.so")).isSymbolicLink().hasContent("hello");
        assertThat(Files.isExecutable(folder.resolve("bin/run"))).isTrue();
    }

    @Test
    void refusesNamesThatLeaveTheFolder() {
        for (String name : new String[] {"../out", "/etc/out", "a/../../out", ""}) {
            archive.reset();
            entry('0', name, "", "0", "");
            assertThatThrownBy(this::unpack).as(name).hasMessageContaining("leaves its folder");
        }
        archive.reset();
        entry('2', "a", "../../etc/passwd", "0", "");
        assertThatThrownBy(this::unpack).hasMessageContaining("leaves its folder");
    }

    @Test
    void refusesOtherKindsOfEntries() {
        for (char kind : "13467LKxg".toCharArray()) {
            archive.reset();
            entry(kind, "a", "", "0", "");
            assertThatThrownBy(this::unpack).hasMessageContaining("unexpected kind");
        }
    }

    @Test
    void refusesBrokenAndOversizedArchives() {
        entry('0', "a", "", "77777777777", "");
        assertThatThrownBy(this::unpack).hasMessageContaining("more than");
        archive.reset();
        entry('0', "a", "", "9", "");
        assertThatThrownBy(this::unpack).hasMessageContaining("broken number");
        archive.reset();
        entry('0', "a", "", "7777", "short");
        assertThatThrownBy(this::unpack).hasMessageContaining("ends inside");
        archive.reset();
        entry('0', "a", "", "0", "");
        byte[] bytes = archive.toByteArray();
        bytes[0] = 'b';
        assertThatThrownBy(() -> TarReader.unpack(new ByteArrayInputStream(bytes), folder))
                .hasMessageContaining("checksum");
    }

    @Test
    void refusesTooManyEntries() throws IOException {
        for (int i = 0; i < TarReader.ENTRIES_MAX; i++) {
            entry('5', "a", "", "0", "");
        }
        byte[] most = archive.toByteArray();
        unpack();
        archive.reset();
        archive.writeBytes(most);
        entry('5', "a", "", "0", "");
        assertThatThrownBy(this::unpack).hasMessageContaining("entries");
    }
}
