// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import dev.touchstone.app.Keys;
import java.io.Console;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `touchstone log keygen`: the one irreversible command, so it wants today's date typed in.
@Command(
        name = "keygen",
        description = {
            "Make the key of our public log, and with it the log's name, for ever.",
            "Today's date in Asia/Shanghai must be typed to confirm it."
        })
final class LogKeygenCommand implements Callable<Integer> {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "data folder (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("data");

    @Option(
            names = "--origin",
            paramLabel = "ORIGIN",
            required = true,
            description = "the log's name, as quality.example/log")
    private String origin = "";

    @Option(
            names = "--date",
            paramLabel = "YYYY-MM-DD",
            description = "today's date; asked for on a terminal when not given")
    private Optional<String> date = Optional.empty();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        String typed = date.orElseGet(this::ask);
        if (!typed.equals(today(Instant.now()))) {
            throw wrong("This is not today's date in Asia/Shanghai; no key was made.");
        }
        String vkey =
                Keys.makeLog(data.toAbsolutePath().normalize(), origin, new SecureRandom()).vkey();
        var out = spec.commandLine().getOut();
        out.println(vkey);
        out.flush();
        var err = spec.commandLine().getErr();
        err.println("Publish this key where others can compare it; keep a copy of keys/log.key.");
        err.flush();
        return Touchstone.DONE;
    }

    /// Today's date as it must be typed.
    static String today(Instant now) {
        return LocalDate.ofInstant(now, ZONE).toString();
    }

    private String ask() {
        Console console =
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .orElseThrow(
                                () ->
                                        wrong(
                                                "Without a terminal give today's date in"
                                                        + " Asia/Shanghai with --date."));
        String line =
                console.readLine(
                        "The log will be named %s for ever. To confirm, type today's date"
                                + " (Asia/Shanghai, YYYY-MM-DD): ",
                        origin);
        return line == null ? "" : line.strip();
    }

    private ParameterException wrong(String text) {
        return new ParameterException(spec.commandLine(), text);
    }
}
