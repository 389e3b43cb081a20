// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import dev.touchstone.app.audit.CheckProof;
import dev.touchstone.app.audit.ExportLog;
import dev.touchstone.app.audit.FetchProof;
import dev.touchstone.app.audit.VerifyLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `touchstone log`: what is done with public logs, each a command of its own.
@Command(
        name = "log",
        description = "Verify, copy and prove public logs; make the key of our own.",
        subcommands = {
            VerifyLog.class,
            CheckProof.class,
            FetchProof.class,
            ExportLog.class,
            LogKeygenCommand.class,
            LogFsckCommand.class
        })
final class LogCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command, as: log verify URL");
    }
}
