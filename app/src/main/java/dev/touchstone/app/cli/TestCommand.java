// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `touchstone test`: done by the launcher in a checkout, since it needs the sources.
@Command(name = "test", description = "Build and run every test (in a checkout, by ./touchstone).")
final class TestCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().getErr().println("touchstone: run ./touchstone test in a checkout");
        return Touchstone.USAGE;
    }
}
