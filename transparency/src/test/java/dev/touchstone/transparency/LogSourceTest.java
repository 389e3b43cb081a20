// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.touchstone.transparency.TransparencyException.Faulty;
import dev.touchstone.transparency.TransparencyException.Unavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSourceTest {
    private static final TilePath TILE = TilePath.hashes(0, 0, 1);
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir Path folder;

    @Test
    void servesFromAFolderWhatWasWrittenThere() {
        LogFolder log = new LogFolder(folder);
        MemoryLog memory = MemoryLog.ofSize(600);
        log.write(TreeAppender.append(TreeHead.EMPTY, log, memory.entries).files());
        log.publish(memory.publish());
        assertThat(LogAudit.run(log, MemoryLog.POLICY).entries()).isEqualTo(600);
        assertThat(folder.resolve("tile/0/002.p/88")).hasSize(88 * 32);
    }

    @Test
    void refusesFilesThatAreTooLongOrMissing() throws IOException {
        LogFolder log = new LogFolder(folder);
        assertThatThrownBy(log::checkpoint)
                .isInstanceOf(Unavailable.class)
                .hasMessageStartingWith("no checkpoint in ");
        assertThat(log.read(TILE)).isEmpty();
        Files.createDirectories(folder.resolve("tile/0/000.p"));
        Files.write(folder.resolve("tile/0/000.p/1"), new byte[32]);
        assertThat(log.read(TILE)).isPresent();
        Files.write(folder.resolve("tile/0/000.p/1"), new byte[33]);
        assertThatThrownBy(() -> log.read(TILE))
                .isInstanceOf(Faulty.class)
                .hasMessage("tile/0/000.p/1: longer than 32 bytes");
    }

    @Test
    void readsOverHttpPackedOrNot() throws IOException {
        MemoryLog memory = MemoryLog.ofSize(600);
        memory.publish();
        for (boolean packed : new boolean[] {false, true}) {
            String prefix = packed ? "/a/log/" : "/a/log";
            try (HttpFixture server =
                    new HttpFixture(exchange -> serve(exchange, memory, packed))) {
                assertThat(LogAudit.run(log(server, prefix, LONG), MemoryLog.POLICY).entries())
                        .isEqualTo(600);
            }
        }
    }

    @Test
    void tellsMissingFromFailing() throws IOException {
        byte[] page = new byte[100_000];
        try (HttpFixture server =
                new HttpFixture(exchange -> HttpFixture.answer(exchange, 404, Map.of(), page))) {
            assertThat(log(server, "/", LONG).read(TILE)).isEmpty();
            assertThatThrownBy(log(server, "/", LONG)::checkpoint).isInstanceOf(Unavailable.class);
        }
        try (HttpFixture server =
                new HttpFixture(
                        exchange -> HttpFixture.answer(exchange, 500, Map.of(), new byte[0]))) {
            assertThatThrownBy(() -> log(server, "/", LONG).read(TILE))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageEndingWith("/tile/0/000.p/1 answered 500");
        }
    }

    @Test
    void readsNoAnswerPastItsLimit() throws IOException {
        byte[] bomb = gzip(new byte[100_000_000]);
        for (byte[] body : new byte[][] {new byte[33], new byte[10_000_000]}) {
            try (HttpFixture server =
                    new HttpFixture(
                            exchange -> HttpFixture.answer(exchange, 200, Map.of(), body))) {
                assertThatThrownBy(() -> log(server, "/", LONG).read(TILE))
                        .isInstanceOf(TransparencyException.class);
            }
        }
        Map<String, String> packed = Map.of("Content-Encoding", "gzip");
        try (HttpFixture server =
                new HttpFixture(exchange -> HttpFixture.answer(exchange, 200, packed, bomb))) {
            assertThatThrownBy(() -> log(server, "/", LONG).checkpoint())
                    .isInstanceOf(Faulty.class)
                    .hasMessage("checkpoint: longer than 1048576 bytes");
        }
        try (HttpFixture server =
                new HttpFixture(
                        exchange -> HttpFixture.answer(exchange, 200, packed, new byte[8]))) {
            assertThatThrownBy(() -> log(server, "/", LONG).checkpoint())
                    .isInstanceOf(Faulty.class)
                    .hasMessageStartingWith("checkpoint: is not gzip as announced");
        }
        Map<String, String> other = Map.of("Content-Encoding", "br");
        try (HttpFixture server =
                new HttpFixture(
                        exchange -> HttpFixture.answer(exchange, 200, other, new byte[8]))) {
            assertThatThrownBy(() -> log(server, "/", LONG).checkpoint())
                    .isInstanceOf(Unavailable.class)
                    .hasMessageEndingWith("came as \"br\"");
        }
    }

    @Test
    void waitsForNoBodyLongerThanTheTimeout() throws IOException {
        CountDownLatch done = new CountDownLatch(1);
        try (HttpFixture server =
                new HttpFixture(
                        exchange -> {
                            exchange.sendResponseHeaders(200, 32);
                            exchange.getResponseBody().write(1);
                            exchange.getResponseBody().flush();
                            await(done);
                        })) {
            assertThatThrownBy(() -> log(server, "/", Duration.ofMillis(300)).read(TILE))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("took longer than PT0.3S");
            done.countDown();
        }
    }

    private static void serve(HttpExchange exchange, MemoryLog log, boolean packed)
            throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/a/log/".length());
        byte[] file = log.files.get(path);
        if (file == null) {
            HttpFixture.answer(exchange, 404, Map.of(), new byte[0]);
        } else if (packed) {
            HttpFixture.answer(exchange, 200, Map.of("Content-Encoding", "gzip"), gzip(file));
        } else {
            HttpFixture.answer(exchange, 200, Map.of(), file);
        }
    }

    private static HttpLog log(HttpFixture server, String prefix, Duration timeout) {
        return new HttpLog(server.client, server.uri(prefix), timeout);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
