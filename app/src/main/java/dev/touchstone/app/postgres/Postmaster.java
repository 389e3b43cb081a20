// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.postgres;

import dev.touchstone.app.database.DatabaseUnavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Starts and stops the server process of one [Cluster]. Not thread-safe: the owner locks.
///
/// The server runs in a session of its own, so that Ctrl-C at the program's terminal does not stop
/// it under the program's hands. `postmaster.pid`, PostgreSQL's own file, says which process it
/// is; its number is believed only if that process is a server of this very folder, since numbers
/// are used again after a restart of the machine or container.
final class Postmaster {
    /// postmaster.pid holds process, folder, start time, port, ...: one a line.
    private static final int PID_FILE_LINES_BEFORE_PORT = 3;

    private static final int START_ATTEMPTS_MAX = 6;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(250);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration IMMEDIATE_STOP_MAX = Duration.ofSeconds(10);

    /// No Linux process can have this number, so PostgreSQL takes its pid file for a leftover.
    private static final String NO_PROCESS = "2147483646";

    private static final String END_LEFTOVERS =
            "for p in /proc/[0-9]*; do [ \"$(readlink \"$p/cwd\")\" = \"$1\" ]"
                    + " && kill -KILL \"${p#/proc/}\"; done; true";

    private final Cluster cluster;
    private final ServerLog log;
    private final EmbeddedPostgresOptions options;

    Postmaster(Cluster cluster, ServerLog log, EmbeddedPostgresOptions options) {
        this.cluster = cluster;
        this.log = log;
        this.options = options;
    }

    /// Stops what a killed program left running, so that its sessions and locks are gone.
    void stopOrphan() throws IOException {
        if (runs()) {
            stop();
        } else if (Files.exists(pidFile())) {
            disownPidFile();
        }
    }

    /// Starts the server on a free loopback port and waits until it takes connections.
    ///
    /// @return the port
    int start() throws IOException {
        return start(List.of());
    }

    /// Starts the server again on the port that its clients know.
    void startOn(int port) throws IOException {
        start(List.of(port));
    }

    private int start(List<Integer> fixedPort) throws IOException {
        String failure = "";
        for (int attempt = 0; attempt < START_ATTEMPTS_MAX; attempt++) {
            int port = fixedPort.isEmpty() ? freePort() : fixedPort.get(0);
            log.clearStartFile();
            Command.Result result = pgCtl("start", startWords(port));
            if (result.ok()) {
                return port;
            }
            if (runs()) {
                stop();
                throw new DatabaseUnavailable(
                        "PostgreSQL in %s was not ready within %d s"
                                .formatted(cluster.folder(), options.startMax().toSeconds()));
            }
            failure = log.lastFailure(result);
            // Sessions of a killed server may still hold its memory; they have no future.
            endLeftovers();
            pause(BETWEEN_ATTEMPTS);
        }
        throw new DatabaseUnavailable(
                "PostgreSQL in %s does not start: %s".formatted(cluster.folder(), failure));
    }

    private List<String> startWords(int port) {
        return List.of(
                "-w",
                "-t",
                Long.toString(options.startMax().toSeconds()),
                "-l",
                log.startFile().toString(),
                "-o",
                ServerSettings.words(port, options.durable()));
    }

    /// Stops the server: in order, then at once, then by force. Nothing committed is lost in any
    /// of the three; after the latter two the next start replays the write-ahead log.
    void stop() throws IOException {
        pgCtl("stop", List.of("-W", "-m", "fast"));
        if (gone(options.stopMax())) {
            return;
        }
        pgCtl("stop", List.of("-W", "-m", "immediate"));
        if (!gone(IMMEDIATE_STOP_MAX)) {
            endLeftovers();
        }
    }

    /// True while the pid file names a living server of this folder.
    boolean runs() throws IOException {
        return runs(cluster.folder());
    }

    private static boolean runs(Path folder) throws IOException {
        OptionalLong pid = pid(folder);
        if (pid.isEmpty()) {
            return false;
        }
        try {
            byte[] line = Files.readAllBytes(Path.of("/proc", "" + pid.getAsLong(), "cmdline"));
            List<String> words = List.of(new String(line, StandardCharsets.UTF_8).split("\0", -1));
            return words.contains(folder.toString());
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /// The port of the server that runs on the files of a data folder; empty when none does.
    static Optional<Integer> port(Path home) throws IOException {
        Path folder = Cluster.folder(home);
        if (!Files.exists(folder) || !runs(folder.toRealPath())) {
            return Optional.empty();
        }
        return Files.readAllLines(pidFile(folder)).stream()
                .skip(PID_FILE_LINES_BEFORE_PORT)
                .limit(1)
                .map(line -> Integer.valueOf(line.strip()))
                .findFirst();
    }

    private static OptionalLong pid(Path folder) throws IOException {
        try {
            return Files.readAllLines(pidFile(folder)).stream()
                    .limit(1)
                    .map(String::strip)
                    .filter(line -> line.matches("[0-9]{1,10}"))
                    .mapToLong(Long::parseLong)
                    .findFirst();
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        }
    }

    private Path pidFile() {
        return pidFile(cluster.folder());
    }

    private static Path pidFile(Path folder) {
        return folder.resolve("postmaster.pid");
    }

    /// Keeps the file, because it also names the shared memory that PostgreSQL checks before it
    /// starts, and takes out only the process number.
    private void disownPidFile() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(pidFile()));
        if (lines.isEmpty()) {
            Files.delete(pidFile());
            return;
        }
        lines.set(0, NO_PROCESS);
        Files.write(pidFile(), lines);
    }

    private void endLeftovers() throws IOException {
        List<String> words = List.of("sh", "-c", END_LEFTOVERS, "sh", cluster.folder().toString());
        Command.run(cluster.identity().command(words), cluster.home(), IMMEDIATE_STOP_MAX);
    }

    private Command.Result pgCtl(String verb, List<String> more) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(cluster.program("pg_ctl").toString());
        words.add(verb);
        words.add("-D");
        words.add(cluster.folder().toString());
        words.addAll(more);
        return Command.run(
                cluster.identity().command(words),
                cluster.home(),
                options.startMax().plusSeconds(10));
    }

    private boolean gone(Duration timeMax) throws IOException {
        long end = System.nanoTime() + timeMax.toNanos();
        while (Files.exists(pidFile()) && runs()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            pause(POLL);
        }
        return true;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailable("interrupted while waiting for PostgreSQL", e);
        }
    }
}
