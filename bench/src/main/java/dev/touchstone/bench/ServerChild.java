// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The program in a process of its own, started as `./touchstone` starts it. Ends it when closed.
final class ServerChild implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofMinutes(3);
    private static final Duration STOP_MAX = Duration.ofMinutes(1);
    private static final Duration ASK_MAX = Duration.ofSeconds(10);
    private static final Duration ASK_AGAIN = Duration.ofMillis(2);
    private static final int LINES_KEPT_MAX = 2_000;
    private static final Pattern LISTENING = Pattern.compile("listening on (https?://\\S+)");

    private final Process process;
    private final URI address;
    private final Duration toReady;
    private final List<String> lines;

    private ServerChild(Process process, URI address, Duration toReady, List<String> lines) {
        this.process = process;
        this.address = address;
        this.toReady = toReady;
        this.lines = lines;
    }

    /// Starts a command of the program and waits for its first answer.
    ///
    /// @param folder where its log and its class archive go, besides what `args` say
    /// @param args the command line, such as `serve --port 0 --data DIR`
    static ServerChild start(Path folder, List<String> args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("-XX:SharedArchiveFile=" + folder.resolve("classes.jsa"));
        command.add("-XX:+AutoCreateSharedArchive");
        command.add("-Xlog:disable");
        command.add("-jar");
        command.add(jar().toString());
        command.addAll(args);
        return of(folder, command);
    }

    /// Starts any command that prints where it listens and answers 200 at `/health/ready`.
    static ServerChild of(Path folder, List<String> command) {
        File log = folder.resolve("server.log").toFile();
        Process process = null;
        boolean up = false;
        try {
            long start = System.nanoTime();
            process = new ProcessBuilder(command).redirectError(log).start();
            List<String> lines = new ArrayList<>();
            URI address = address(process, lines, log.toPath());
            waitUntilReady(address, process, start);
            Duration toReady = Duration.ofNanos(System.nanoTime() - start);
            up = true;
            return new ServerChild(process, address, toReady, lines);
        } catch (IOException e) {
            throw new Bench.Outage("cannot start " + command, e);
        } finally {
            if (!up && process != null) {
                stop(process);
            }
        }
    }

    /// The program's jar, in the checkout this class was built in.
    static Path jar() {
        Path own;
        try {
            own =
                    Path.of(
                            ServerChild.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class path entry is a file", e);
        }
        for (Path at = own; at != null; at = at.getParent()) {
            Path jar = at.resolve("app/target/touchstone.jar");
            if (Files.isRegularFile(jar)) {
                return jar;
            }
        }
        throw new Bench.Outage("no app/target/touchstone.jar above " + own + ": build it first");
    }

    private static URI address(Process process, List<String> lines, Path log) throws IOException {
        CompletableFuture<String> found = new CompletableFuture<>();
        Thread.ofVirtual().name("bench-stdout").start(() -> drain(process, lines, found));
        try {
            return URI.create(found.get(START_MAX.toSeconds(), TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            throw new Bench.Outage("the program did not listen within " + START_MAX);
        } catch (ExecutionException e) {
            throw new Bench.Outage("the program ended: " + Files.readString(log).strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Bench.Outage("interrupted");
        }
    }

    private static void drain(
            Process process, List<String> lines, CompletableFuture<String> found) {
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = reader.readLine()) != null) {
                synchronized (lines) {
                    if (lines.size() < LINES_KEPT_MAX) {
                        lines.add(line);
                    }
                }
                Matcher matcher = LISTENING.matcher(line);
                if (matcher.find()) {
                    found.complete(matcher.group(1));
                }
            }
            found.completeExceptionally(new IOException("end of output"));
        } catch (IOException e) {
            found.completeExceptionally(e);
        }
    }

    private static void waitUntilReady(URI address, Process process, long start) {
        URI ready = address.resolve("/health/ready");
        while (System.nanoTime() - start < START_MAX.toNanos() && process.isAlive()) {
            if (status(ready) == HttpURLConnection.HTTP_OK) {
                return;
            }
            try {
                Thread.sleep(ASK_AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Bench.Outage("interrupted");
            }
        }
        throw new Bench.Outage("the program never answered 200 at " + ready);
    }

    private static int status(URI uri) {
        try {
            URL url = uri.toURL();
            HttpURLConnection connection = (HttpURLConnection) url.openConnection();
            connection.setConnectTimeout((int) ASK_MAX.toMillis());
            connection.setReadTimeout((int) ASK_MAX.toMillis());
            int status = connection.getResponseCode();
            connection.disconnect();
            return status;
        } catch (IOException e) {
            return -1; // not there yet
        }
    }

    URI address() {
        return address;
    }

    /// From the start of the process to the first 200 of `/health/ready`.
    Duration toReady() {
        return toReady;
    }

    /// Memory of the process that is in use, without that of its database server.
    long memoryBytes() {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst()
                    .orElseThrow(() -> new Bench.Outage("no VmRSS in " + status));
        } catch (IOException e) {
            throw new Bench.Outage("cannot read " + status, e);
        }
    }

    /// What it has printed so far.
    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /// Ends it as a power cut would (SIGKILL), leaving its database to whoever starts next.
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop(process);
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /// Runs work on a folder that is gone afterwards.
    static void inFolder(Work work) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("touchstone-bench");
            work.run(folder);
        } catch (IOException e) {
            throw new Bench.Outage("no temporary folder", e);
        } finally {
            if (folder != null) {
                delete(folder);
            }
        }
    }

    /// Something to do in a folder.
    @FunctionalInterface
    interface Work {
        void run(Path folder);
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new Bench.Outage("cannot delete " + folder, e);
        }
    }
}
