// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import dev.touchstone.app.audit.VerifyCredential;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `touchstone credential`: what is done with credentials, each a command of its own.
@Command(
        name = "credential",
        description = "Verify credentials offline.",
        subcommands = VerifyCredential.class)
final class CredentialCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Name a command, as: credential verify FILE");
    }
}
