// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import dev.touchstone.app.database.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A program node in a JVM of its own, with nothing in it but the log, and what it says: each
/// statement once it is committed, each checkpoint once it is published. It works until it is
/// killed. Thread-safe.
final class LogNode implements AutoCloseable {
    private static final String STATED = "stated ";
    private static final String SEEN = "seen ";

    /// A line whose end is missing was cut by the kill.
    private static final String END = " .";

    private static final int ERROR_LINES = 60;

    private final Process process;
    private final Path errors;
    private final Thread reader;
    private final LogMemory memory;
    private final AtomicInteger stated = new AtomicInteger();
    private final AtomicLong sizeSeen = new AtomicLong();
    private volatile boolean broken;

    private LogNode(Process process, Path errors, LogMemory memory) {
        this.process = process;
        this.errors = errors;
        this.memory = memory;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    /// The program.
    public static void main(String[] args) throws InterruptedException {
        Database db = Database.open(args[0], args[1], args[2]);
        LogLoad load =
                LogLoad.start(
                        db, ids -> say(STATED + joined(ids)), note -> say(SEEN + base64(note)));
        Thread.currentThread().join();
        load.end();
    }

    private static void say(String line) {
        System.out.println(line + END);
    }

    private static String joined(List<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(","));
    }

    private static String base64(String note) {
        return Base64.getEncoder().encodeToString(note.getBytes(StandardCharsets.UTF_8));
    }

    /// Starts one.
    ///
    /// @param name what the server calls its connections
    static LogNode start(String url, String user, String password, String name, LogMemory memory)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LogNode.class.getName(),
                        url + "?ApplicationName=" + name,
                        user,
                        password);
        Path errors = Path.of("target", "log-" + name + ".err");
        builder.redirectError(errors.toFile());
        return new LogNode(builder.start(), errors, memory);
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.endsWith(END)) {
                    hear(line.substring(0, line.length() - END.length()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (AssertionError e) {
            broken = true;
            throw e;
        }
    }

    private void hear(String line) {
        if (line.startsWith(STATED)) {
            List<UUID> ids =
                    Pattern.compile(",")
                            .splitAsStream(line.substring(STATED.length()))
                            .map(UUID::fromString)
                            .toList();
            memory.acknowledge(ids);
            stated.addAndGet(ids.size());
        } else if (line.startsWith(SEEN)) {
            byte[] note = Base64.getDecoder().decode(line.substring(SEEN.length()));
            memory.see(new String(note, StandardCharsets.UTF_8));
            sizeSeen.set(LogMemory.size(note));
        }
    }

    /// How many statements this node was told are kept.
    int stated() {
        requireAlive();
        return stated.get();
    }

    /// The size of the last checkpoint this node saw published.
    long sizeSeen() {
        requireAlive();
        return sizeSeen.get();
    }

    private void requireAlive() {
        if (broken) {
            throw new AssertionError("the node said what contradicts the log");
        }
        if (!process.isAlive()) {
            throw new AssertionError("the node ended: " + lastErrors());
        }
    }

    private String lastErrors() {
        try {
            List<String> lines = Files.readAllLines(errors);
            int from = Math.max(0, lines.size() - ERROR_LINES);
            return String.join("\n", lines.subList(from, lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends it a signal, such as STOP.
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    /// Kills it as `kill -9` does, and hears what it had said until then.
    void kill() throws InterruptedException {
        // The process's own method would also close what it has said and we have not read.
        process.toHandle().destroyForcibly();
        if (!process.waitFor(60, TimeUnit.SECONDS) || broken) {
            throw new AssertionError("the node does not end, or contradicts the log");
        }
        reader.join();
        if (broken) {
            throw new AssertionError("the node said what contradicts the log");
        }
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }
}
