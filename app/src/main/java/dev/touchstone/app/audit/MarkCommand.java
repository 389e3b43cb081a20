// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.audit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `touchstone mark`: what is done with mark codes, each a command of its own.
@Command(
        name = "mark",
        description = "Check mark codes offline.",
        subcommands = {MarkDecodeCommand.class, MarkVerifyCommand.class})
public final class MarkCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    /// The command; picocli makes it.
    public MarkCommand() {}

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Name a command, as: mark decode CODE --key FILE");
    }
}
