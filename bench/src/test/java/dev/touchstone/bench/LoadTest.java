// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private URI address;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(threads);
        // 0 asks for a chunked answer, -1 for none.
        answer("/whole", 200, 5);
        answer("/chunked", 201, 0);
        answer("/empty", 404, -1);
        server.start();
        address = URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private void answer(String path, int status, long length) {
        server.createContext(
                path,
                exchange -> {
                    asked.incrementAndGet();
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(status, length);
                    if (length >= 0) {
                        exchange.getResponseBody().write("hello".getBytes());
                    }
                    exchange.close();
                });
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.close();
    }

    @Test
    void readsEveryKindOfAnswerOnOneConnection() throws IOException {
        try (Connection connection = new Connection(address)) {
            for (int i = 0; i < 3; i++) {
                assertThat(connection.ask(SpineRequest.page("p", address, "/whole").bytes().get()))
                        .isEqualTo(new AnswerReader.Answer(200, 5));
                assertThat(
                                connection.ask(
                                        SpineRequest.posts(
                                                        "c",
                                                        address,
                                                        n -> "/chunked",
                                                        n -> "X-Page-Token: t\r\n",
                                                        n -> "{}")
                                                .bytes()
                                                .get()))
                        .isEqualTo(new AnswerReader.Answer(201, 5));
                assertThat(connection.ask(SpineRequest.page("e", address, "/empty").bytes().get()))
                        .isEqualTo(new AnswerReader.Answer(404, 0));
            }
        }
    }

    @Test
    void countsEveryAnswerOfEveryConnection() {
        SpineRequest request = SpineRequest.page("whole", address, "/whole");
        Load.Result result = Load.run(address, Duration.ofMillis(200), request.bytes());
        assertThat(result.statuses()).containsOnlyKeys(200).containsEntry(200, (long) asked.get());
        assertThat(asked.get()).isGreaterThanOrEqualTo(Load.CONNECTIONS);
        assertThat(result.p99Millis()).isGreaterThanOrEqualTo(result.p50Millis()).isPositive();
        assertThat(result.perSecond()).isPositive();
    }

    /// Four connections ask every 40 ms, one after the other 10 ms apart.
    @Test
    void asksAsOftenAsItIsToldAndNoMoreWhenAnswersAreFast() {
        SpineRequest request = SpineRequest.page("whole", address, "/whole");
        Load.Result result = Load.run(address, 4, 100, Duration.ofMillis(200), request.bytes());
        assertThat(result.statuses()).containsEntry(200, 20L);
        assertThat(asked).hasValue(20);
    }

    @Test
    void readsAnswersHoweverTheyAreCutAndRefusesWhatIsNone() throws IOException {
        String whole = "HTTP/1.1 200 OK\r\nA: b\r\nContent-length: 3\r\n\r\nabc";
        String chunked =
                "HTTP/1.1 503 No\nTransfer-Encoding: chunked\n\n4;x=y\nabcd\n1\ne\n0\nT: t\n\n";
        for (int cut = 1; cut < 9; cut++) {
            AnswerReader reader = new AnswerReader();
            assertThat(inPieces(reader, whole, cut)).isEqualTo(new AnswerReader.Answer(200, 3));
            assertThat(inPieces(reader, chunked, cut)).isEqualTo(new AnswerReader.Answer(503, 5));
        }
        for (String wrong :
                new String[] {
                    "HTTP/1.1 20 OK\r\n",
                    "\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Length: x\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n",
                    "HTTP/1.1 200 OK\r\n" + "x".repeat(70_000)
                }) {
            assertThatThrownBy(() -> inPieces(new AnswerReader(), wrong, 1_000))
                    .as(wrong)
                    .isInstanceOf(IOException.class);
        }
    }

    private static AnswerReader.Answer inPieces(AnswerReader reader, String text, int size)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at < bytes.length; at += size) {
            ByteBuffer piece = ByteBuffer.wrap(bytes, at, Math.min(size, bytes.length - at));
            assertThat(reader.read(piece)).isEqualTo(at + size >= bytes.length);
        }
        return reader.answer();
    }

    @Test
    void saysThatAConnectionBroke() {
        byte[] nonsense = "nonsense\r\n\r\n".getBytes();
        server.stop(0);
        assertThatThrownBy(() -> Load.run(address, Duration.ofMillis(50), () -> nonsense))
                .isInstanceOf(Bench.Outage.class)
                .hasMessageContaining("a connection broke");
    }

    @Test
    void makesCodesOfNobodyWithRightCheckCharacters() {
        assertThat(SyntheticCodes.code("MA", 1)).isEqualTo("91999999MA00000154");
        assertThat(SyntheticCodes.code("MA", 2)).isEqualTo("91999999MA0000023Y");
    }
}
