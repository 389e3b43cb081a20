// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.Main;
import dev.touchstone.app.witness.OtherLog;
import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.NoteVerifier;
import dev.touchstone.transparency.SignedNote;
import dev.touchstone.transparency.TransparencyException;
import dev.touchstone.transparency.TreeHead;
import dev.touchstone.transparency.WitnessAnswer;
import dev.touchstone.transparency.WitnessAnswer.Conflict;
import dev.touchstone.transparency.WitnessAnswer.Cosigned;
import dev.touchstone.transparency.WitnessClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `witness` as a process of its own: what it prints, how it stops, what survives `kill -9`.
class WitnessProcessTest {
    private static final String ORIGIN = "other.example/log";
    private static final int KILLS = 5;
    private static final Pattern ADDRESS =
            Pattern.compile("listening on (http://127.0.0.1:[0-9]+)");

    /// A running witness.
    private record Running(Process process, URI url, List<NoteVerifier> keys)
            implements AutoCloseable {
        WitnessClient client(HttpClient http) {
            return new WitnessClient(http, url, keys.getFirst(), Duration.ofSeconds(30));
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private static Process command(Path data, String... more) throws IOException {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "witness",
                                "--port",
                                "0",
                                "--data",
                                data.resolve("w").toString(),
                                "--logs",
                                data.resolve("policy").toString()));
        line.addAll(List.of(more));
        return new ProcessBuilder(line).start();
    }

    private static Running start(Path data, String... more) throws IOException {
        Process process = command(data, more);
        List<NoteVerifier> keys = new ArrayList<>();
        BufferedReader said = process.inputReader();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith("vkey ")) {
                keys.add(NoteVerifier.parse(line.substring(5)));
            }
            Matcher address = ADDRESS.matcher(line);
            if (address.matches()) {
                return new Running(process, URI.create(address.group(1)), keys);
            }
        }
        throw new IOException(error(process));
    }

    private static String error(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Path folder() throws IOException {
        Path data = Files.createTempDirectory(Path.of("target"), "witness-").toAbsolutePath();
        Files.writeString(data.resolve("policy"), new OtherLog(ORIGIN, "").policyText());
        return data;
    }

    @Test
    void startsWithANameStopsCleanlyAndKeepsItsKeys() throws Exception {
        Path data = folder();
        Process nameless = command(data);
        assertThat(nameless.waitFor()).isEqualTo(2);
        assertThat(error(nameless)).contains("--name");
        List<NoteVerifier> keys;
        try (Running witness = start(data, "--name", "w.example", "--ml-dsa-44");
                HttpClient http = HttpClient.newHttpClient()) {
            keys = witness.keys();
            assertThat(keys).hasSize(2).allMatch(key -> key.name().equals("w.example"));
            OtherLog log = new OtherLog(ORIGIN, "a").grow(10);
            SignedNote cosigned = witness.client(http).cosign(log.note(), 0, log);
            assertThat(cosigned.signatures()).hasSize(2);
            Process second = command(data);
            assertThat(second.waitFor()).isEqualTo(3);
            assertThat(error(second)).contains("is in use by another witness");
            witness.process().destroy();
            assertThat(witness.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(witness.process().exitValue()).isIn(0, 143);
        }
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(data.resolve("w/witness.key"))))
                .isEqualTo("rw-------");
        try (Running again = start(data, "--ml-dsa-44")) {
            assertThat(again.keys()).isEqualTo(keys);
        }
        Process renamed = command(data, "--name", "other.example");
        assertThat(renamed.waitFor()).isEqualTo(2);
        assertThat(error(renamed)).contains("a witness keeps its name");
    }

    @Test
    void refusesADamagedStateWithTheNameOfItsFile() throws Exception {
        Path data = folder();
        try (Running witness = start(data, "--name", "w.example");
                HttpClient http = HttpClient.newHttpClient()) {
            OtherLog log = new OtherLog(ORIGIN, "a").grow(10);
            witness.client(http).cosign(log.note(), 0, log);
            witness.process().destroyForcibly().waitFor();
        }
        Path file = data.resolve("w/logs/" + Checkpoint.originHash(ORIGIN) + ".note");
        Files.writeString(file, Files.readString(file).replace("\n10\n", "\n0\n"));
        Process damaged = command(data);
        assertThat(damaged.waitFor()).isEqualTo(1);
        assertThat(error(damaged).lines()).singleElement().asString().contains(file.toString());
    }

    /// Two histories of one log, both signed by it, are offered at once while the witness is
    /// killed again and again: it cosigns one of them, and its size never goes back.
    @Test
    void cosignsOneHistoryWhereverItIsKilled() throws Exception {
        long seed = Long.getLong("touchstone.seed", new Random().nextLong());
        System.out.println("WitnessProcessTest: -Dtouchstone.seed=" + seed);
        Random random = new Random(seed);
        Path data = folder();
        Map<String, List<TreeHead>> cosigned = new ConcurrentHashMap<>();
        List<OtherLog> histories =
                List.of(new OtherLog(ORIGIN, "a").grow(5), new OtherLog(ORIGIN, "b").grow(5));
        long reached = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            CountDownLatch enough = new CountDownLatch(1 + random.nextInt(40));
            try (Running witness = start(data, "--name", "w.example");
                    HttpClient http = HttpClient.newHttpClient();
                    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                WitnessClient client = witness.client(http);
                List<Future<?>> running = new ArrayList<>();
                for (int i = 0; i < histories.size(); i++) {
                    String name = "history " + i;
                    OtherLog history = histories.get(i);
                    List<TreeHead> got = cosigned.computeIfAbsent(name, key -> new ArrayList<>());
                    running.add(threads.submit(() -> offer(client, history, got, enough)));
                }
                enough.await();
                witness.process().destroyForcibly().waitFor();
                for (Future<?> one : running) {
                    one.get();
                }
            }
            assertThat(cosigned.values().stream().filter(heads -> !heads.isEmpty())).hasSize(1);
            List<TreeHead> heads = cosigned.values().stream().flatMap(List::stream).toList();
            assertThat(heads).extracting(TreeHead::size).isSorted();
            assertThat(heads.getLast().size()).isGreaterThan(reached);
            reached = heads.getLast().size();
        }
        try (Running witness = start(data);
                HttpClient http = HttpClient.newHttpClient()) {
            WitnessAnswer now = witness.client(http).send(histories.get(0).request(0));
            assertThat(((Conflict) now).size()).isGreaterThanOrEqualTo(reached);
        }
    }

    /// Offers ever larger checkpoints until the witness is gone.
    private static void offer(
            WitnessClient client, OtherLog log, List<TreeHead> cosigned, CountDownLatch enough) {
        long old = 0;
        while (true) {
            WitnessAnswer answer;
            try {
                answer = client.send(log.request(old));
            } catch (TransparencyException.Unavailable gone) {
                return;
            }
            switch (answer) {
                case Cosigned ignored -> {
                    cosigned.add(log.head());
                    enough.countDown();
                    old = log.head().size();
                    log.grow(3);
                }
                case Conflict(long size) -> {
                    old = size;
                    log.grow((int) Math.max(0, size - log.head().size()) + 1);
                }
                case WitnessAnswer.Refused(int status, String reason) -> {
                    assertThat(status).as(reason).isEqualTo(422);
                    old = 0;
                }
            }
        }
    }
}
