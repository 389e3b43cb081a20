// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.gs1;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `touchstone gs1`: what is done with GS1 texts, each a command of its own.
@Command(
        name = "gs1",
        description = "Read, write and check GS1 element strings, links and EPC URNs.",
        subcommands = {ParseCommand.class, BuildCommand.class, LintCommand.class})
public final class Gs1Command implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command, as: gs1 parse TEXT");
    }
}
