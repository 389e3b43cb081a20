// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.touchstone.app.TestApp;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `log proof`, `log check` and `log export` against a running server.
class LogProofTest {
    @TempDir private Path folder;

    private static Ended proof(TestApp app, String id, Path file, String... more) {
        String[] args = {"log", "proof", id, "-o", file.toString(), "--url", app.origin()};
        String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return Ended.run(all);
    }

    @Test
    void fetchesChecksAndKeepsAProofThatHoldsWithoutTheServer() throws Exception {
        Path file = folder.resolve("x.tlog-proof");
        String vkey;
        String id;
        try (TestApp app = TestApp.start()) {
            Actor.Answer made = app.operator().post("/api/enterprises", DemoTexts.maker());
            id = made.json().path("statement").asString();
            vkey = app.anybody().get("/log/vkey").text().strip();
            Ended fetched = proof(app, id, file);
            assertThat(fetched.code()).as(fetched.err()).isZero();
            assertThat(fetched.err()).contains("key offered by the log itself");
            assertThat(fetched.out()).contains("proven: enterprise.", "kept in " + file);
            assertThat(proof(app, id, file).code()).as("exists").isEqualTo(2);
            assertThat(proof(app, id, file, "--force", "--key", vkey).code()).isZero();
            Path none = folder.resolve("none");
            Ended unknown = proof(app, UUID.randomUUID().toString(), none);
            assertThat(unknown.code()).isEqualTo(1);
            assertThat(unknown.err()).contains("no statement ");
            assertThat(none).doesNotExist();
            Path copy = folder.resolve("copy");
            assertThat(Ended.run("log", "export", copy.toString(), "--url", app.origin()).code())
                    .isZero();
            assertThat(Ended.run("log", "verify", copy.toString(), "--key", vkey).code()).isZero();
        }
        Ended checked = Ended.run("log", "check", file.toString(), "--key", vkey);
        assertThat(checked.code()).as(checked.err()).isZero();
        assertThat(checked.out())
                .contains("in the log localhost/log", "signed by the log localhost/log", "root ");
        assertThat(Ended.run("log", "check", file.toString()).code()).isEqualTo(2);
        String text = Files.readString(file);
        String index = text.replaceFirst("(?s).*\nindex ([0-9]+)\n.*", "$1");
        Files.writeString(file, text.replace("\nindex " + index, "\nindex 9" + index));
        Ended wrong = Ended.run("log", "check", file.toString(), "--key", vkey);
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err()).startsWith("touchstone: entry: entry 9" + index);
        assertThat(Ended.run("log", "check", folder + "/gone", "--key", vkey).code()).isEqualTo(3);
    }

    @Test
    void waitsAsToldUntilTheStatementIsPublished() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    boolean last = asked.incrementAndGet() > 1;
                    exchange.getResponseHeaders().add("Retry-After", "1");
                    byte[] body = "no proof".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(last ? 200 : 202, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        String id = new UUID(1, 2).toString();
        Path file = folder.resolve("file");
        try {
            Map<String, Integer> codes = Map.of("0", 3, "30", 1);
            Ended hasty =
                    Ended.run(
                            "log", "proof", id, "-o", file.toString(), "--url", url, "--wait", "0");
            assertThat(hasty.code()).isEqualTo(codes.get("0"));
            assertThat(hasty.err()).contains("not published after 0 s");
            asked.set(0);
            Ended patient = Ended.run("log", "proof", id, "-o", file.toString(), "--url", url);
            assertThat(asked.get()).isEqualTo(2);
            assertThat(patient.code()).isEqualTo(codes.get("30"));
            assertThat(patient.err()).contains("tlog-proof");
            assertThat(file).doesNotExist();
        } finally {
            server.stop(0);
        }
    }
}
