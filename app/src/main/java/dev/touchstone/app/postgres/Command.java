// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.postgres;

import dev.touchstone.app.database.DatabaseUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs one short program to its end, with an empty environment, a bounded time and a bounded
/// output. The environment is emptied because `LANG`, `PGDATA` or `LD_LIBRARY_PATH` of the
/// caller's shell must not change what PostgreSQL does.
final class Command {
    static final int OUTPUT_BYTES_MAX = 64 * 1024;
    private static final String PATH =
            "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private Command() {}

    /// How a program ended.
    ///
    /// @param exit its exit code
    /// @param output what it wrote to both streams, cut at [#OUTPUT_BYTES_MAX]
    record Result(int exit, String output) {
        boolean ok() {
            return exit == 0;
        }

        /// The last line with text in it, which is where PostgreSQL's programs name the cause.
        String lastLine() {
            return output.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .reduce((first, second) -> second)
                    .orElse("exit code " + exit);
        }
    }

    /// Runs `command` in `folder` and waits for its end.
    ///
    /// The output goes through a file and not a pipe: a server started by the command would
    /// inherit the pipe and keep it open for ever.
    ///
    /// @throws IOException when the program cannot be started at all
    /// @throws DatabaseUnavailable when it does not end in time
    static Result run(List<String> command, Path folder, Duration timeMax) throws IOException {
        Path output = Files.createTempFile("touchstone-", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().clear();
            builder.environment().put("PATH", PATH);
            builder.directory(folder.toFile());
            builder.redirectInput(Path.of("/dev/null").toFile());
            builder.redirectErrorStream(true);
            builder.redirectOutput(output.toFile());
            int exit = await(builder.start(), command, timeMax);
            return new Result(exit, head(output));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static int await(Process process, List<String> command, Duration timeMax) {
        try {
            if (process.waitFor(timeMax.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            throw new DatabaseUnavailable(
                    "%s did not end within %d s"
                            .formatted(String.join(" ", command), timeMax.toSeconds()));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailable("interrupted while waiting for " + command.get(0), e);
        }
    }

    private static String head(Path output) throws IOException {
        try (InputStream in = Files.newInputStream(output)) {
            return new String(in.readNBytes(OUTPUT_BYTES_MAX), StandardCharsets.UTF_8);
        }
    }
}
