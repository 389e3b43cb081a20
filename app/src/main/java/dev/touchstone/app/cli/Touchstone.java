// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import dev.touchstone.app.Config;
import dev.touchstone.app.audit.MarkCommand;
import dev.touchstone.app.copies.SimulateCommand;
import dev.touchstone.app.database.DatabaseUnavailable;
import dev.touchstone.app.gs1.Gs1Command;
import dev.touchstone.app.publiclog.LogUnsound;
import dev.touchstone.transparency.TransparencyException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `touchstone`: the list of subcommands, and what becomes of what they throw.
@Command(
        name = "touchstone",
        description = "Product quality integrity: pledges, marks, traceability, a public log.",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        version = "touchstone 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            ConfigCommand.class,
            LogCommand.class,
            WitnessCommand.class,
            CredentialCommand.class,
            MarkCommand.class,
            Gs1Command.class,
            ConformanceCommand.class,
            SimulateCommand.class,
            TestCommand.class,
            BenchCommand.class
        })
public final class Touchstone implements Runnable {
    static final int DONE = 0;
    static final int REFUSED = 1;
    static final int USAGE = 2;
    static final int OUTAGE = 3;

    @Spec private CommandSpec spec;

    private Touchstone(CommandSpec none) {
        this.spec = none;
    }

    /// Runs a command line.
    ///
    /// @return the exit code
    public static int run(String[] args) {
        return commandLine()
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .execute(args);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Touchstone(CommandSpec.create()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpLongOptionsMaxWidth(30)
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> exitCode(failure, command));
    }

    private static int exitCode(Exception failure, CommandLine command) throws Exception {
        PrintWriter err = command.getErr();
        switch (failure) {
            case DatabaseUnavailable e -> err.println("touchstone: " + e.getMessage());
            case LogUnsound e -> err.println("touchstone: " + e.getMessage());
            case TransparencyException.Unavailable e ->
                    err.println("touchstone: " + e.getMessage());
            case Config.Unusable e -> {
                err.println("touchstone: " + e.getMessage());
                return USAGE;
            }
            case TransparencyException e -> {
                err.println("touchstone: " + e.getMessage());
                return REFUSED;
            }
            default -> throw failure;
        }
        return OUTAGE;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Name a command.");
    }
}
