// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Checks of items against a running server with its own database, which share the machine with
/// the load: single durable counted checks beside one update a request, batches, forged codes,
/// verdict pages, and the waiting time at half load. Each item is checked once.
final class ScanBench implements Benchmark {
    private static final int CONNECTIONS = 128;
    private static final int BATCH = 100;

    /// Until the compiler of the JVM is done with what singles use; a short run cannot wait for it.
    private static final Duration WARM_UP = Duration.ofSeconds(25);

    private static final Duration WARM_UP_SHORT = Duration.ofSeconds(3);
    private static final Pattern LISTENING = Pattern.compile("listening on (http://\\S+)");

    private final InstantSource clock;

    ScanBench(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void run(Settings settings, Figures figures) {
        ServerChild.inFolder(
                folder -> {
                    Path data = folder.resolve("data");
                    List<String> serve =
                            List.of(
                                    "serve",
                                    "--port",
                                    "0",
                                    "--data",
                                    data.toString(),
                                    "--set",
                                    "limit.sign-ins.per-minute=1000000",
                                    "--set",
                                    "limit.checks.per-minute=100000000",
                                    "--set",
                                    "limit.checks.per-code=100000000",
                                    "--set",
                                    "limit.checks.per-key=1000000000");
                    try (ServerChild server = ServerChild.start(folder, serve)) {
                        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
                        SpineData made = new SpineData(server, figures, today);
                        boolean quick = settings.perFigure().toSeconds() <= 1;
                        new Checks(server.address(), made, quick ? 120_000 : 1_200_000)
                                .measure(folder, data, settings, figures);
                    }
                });
    }

    /// The measurements on one server.
    private static final class Checks {
        private final URI server;
        private final String key;
        private final List<String> codes;
        private final AtomicInteger next = new AtomicInteger();

        Checks(URI server, SpineData made, int codes) {
            this.server = server;
            this.key =
                    made.quality()
                            .post("/api/keys", Map.of("name", "bench", "scopes", List.of("VERIFY")))
                            .json()
                            .path("key")
                            .asString("");
            if (key.isEmpty()) {
                throw new Bench.Broken("no API key");
            }
            this.codes = made.more(codes);
        }

        void measure(Path folder, Path data, Settings settings, Figures figures) {
            Duration length = settings.perFigure();
            Duration warmUp = length.toSeconds() <= 1 ? WARM_UP_SHORT : WARM_UP;
            Load.run(server, CONNECTIONS, 0, warmUp, this::single);
            double peer = peer(folder, data, length);
            Load.Result singles = fine(Load.run(server, CONNECTIONS, 0, length, this::single));
            figures.figure(
                    "counted-check",
                    singles.perSecond(),
                    "checks/s",
                    singles.perSecond() / peer,
                    "one-update-a-request");
            figures.figure("counted-check-p99", singles.p99Millis(), "ms");
            Load.Result half =
                    fine(
                            Load.run(
                                    server,
                                    CONNECTIONS,
                                    singles.perSecond() / 2,
                                    length,
                                    this::single));
            figures.figure("counted-check-half-load-p99", half.p99Millis(), "ms");
            Load.run(server, 16, 0, WARM_UP_SHORT, this::batch);
            Load.Result batches = fine(Load.run(server, 16, 0, length, this::batch));
            figures.figure("counted-batch-100", BATCH * batches.perSecond(), "codes/s");
            Load.run(server, CONNECTIONS, 0, WARM_UP_SHORT, forged());
            Load.Result forged = Load.run(server, CONNECTIONS, 0, length, forged());
            figures.figure("forged", forged.perSecond(), "codes/s");
            Load.run(server, 16, 0, WARM_UP_SHORT, forgedBatch());
            Load.Result forgedBatches = fine(Load.run(server, 16, 0, length, forgedBatch()));
            figures.figure("forged-batch-100", BATCH * forgedBatches.perSecond(), "codes/s");
            Load.run(server, CONNECTIONS, 0, warmUp, page());
            Load.Result pages = fine(Load.run(server, CONNECTIONS, 0, length, page()));
            figures.figure("verdict-page", pages.perSecond(), "pages/s");
            figures.figure("verdict-page-p99", pages.p99Millis(), "ms");
            figures.note(next.get() + " of " + codes.size() + " items were checked once");
        }

        private static Load.Result fine(Load.Result result) {
            if (!result.statuses().keySet().stream().allMatch(s -> s == 200)) {
                throw new Bench.Broken("answers " + result.statuses());
            }
            return result;
        }

        private String code() {
            return codes.get(next.getAndIncrement() % codes.size());
        }

        private byte[] single() {
            return verify("{\"count\":true,\"code\":\"https://x" + code() + "\"}");
        }

        private byte[] batch() {
            return batch(this::code);
        }

        private byte[] batch(Supplier<String> paths) {
            StringBuilder body = new StringBuilder("{\"count\":true,\"codes\":[");
            for (int i = 0; i < BATCH; i++) {
                body.append(i == 0 ? "\"" : ",\"").append("https://x").append(paths.get());
                body.append('"');
            }
            return verify(body.append("]}").toString());
        }

        private byte[] verify(String body) {
            byte[] content = body.getBytes(StandardCharsets.UTF_8);
            return Connection.request(
                    "POST /verify HTTP/1.1\r\nHost: "
                            + server.getAuthority()
                            + "\r\nAuthorization: Bearer "
                            + key
                            + "\r\nAccept: application/json\r\nContent-Type: application/json"
                            + "\r\nContent-Length: "
                            + content.length
                            + "\r\n",
                    content);
        }

        private Supplier<byte[]> forged() {
            Supplier<String> paths = forgedPaths();
            return () -> get(paths.get(), "application/json");
        }

        private Supplier<byte[]> forgedBatch() {
            Supplier<String> paths = forgedPaths();
            return () -> batch(paths);
        }

        /// Codes of the right shape with a wrong tag.
        private Supplier<String> forgedPaths() {
            AtomicInteger number = new AtomicInteger();
            return () -> {
                String code = codes.get(number.getAndIncrement() % codes.size());
                char last = code.charAt(code.length() - 1) == 'A' ? 'B' : 'A';
                return code.substring(0, code.length() - 1) + last;
            };
        }

        private Supplier<byte[]> page() {
            AtomicInteger number = new AtomicInteger();
            return () -> get(codes.get(number.getAndIncrement() % codes.size()), "text/html,*/*");
        }

        private byte[] get(String path, String accept) {
            return Connection.request(
                    "GET "
                            + path
                            + " HTTP/1.1\r\nHost: "
                            + server.getAuthority()
                            + "\r\nAccept: "
                            + accept
                            + "\r\nAccept-Language: zh\r\n",
                    new byte[0]);
        }

        /// One row a code and one update a request, in a process of its own on the same database.
        private double peer(Path folder, Path data, Duration length) {
            List<String> command =
                    PublicLogBench.child(
                            ScanPeer.class,
                            List.of("-Xmx512m"),
                            List.of(data.toString(), String.valueOf(codes.size())));
            Process process = null;
            try {
                process =
                        new ProcessBuilder(command)
                                .redirectError(folder.resolve("peer.log").toFile())
                                .start();
                BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                String line = lines.readLine();
                Matcher listening = LISTENING.matcher(line == null ? "" : line);
                if (!listening.find()) {
                    throw new Bench.Outage("the peer did not start, see " + folder);
                }
                URI peer = URI.create(listening.group(1));
                AtomicInteger number = new AtomicInteger();
                Supplier<byte[]> counts =
                        () ->
                                Connection.request(
                                        "POST /"
                                                + (1 + number.getAndIncrement() % codes.size())
                                                + " HTTP/1.1\r\nHost: "
                                                + peer.getAuthority()
                                                + "\r\nContent-Length: 0\r\n",
                                        new byte[0]);
                Load.run(peer, CONNECTIONS, 0, WARM_UP, counts);
                return fine(Load.run(peer, CONNECTIONS, 0, length, counts)).perSecond();
            } catch (IOException e) {
                throw new Bench.Outage("the peer cannot be run", e);
            } finally {
                if (process != null) {
                    process.destroy();
                }
            }
        }
    }
}
