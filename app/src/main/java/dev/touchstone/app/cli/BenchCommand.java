// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `touchstone bench`: done by the launcher in a checkout, since benchmarks and their peers are
/// not part of the program.
@Command(
        name = "bench",
        description = "Measure: bench NAME|all [--short] [--seconds N] (in a checkout).")
final class BenchCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().getErr().println("touchstone: run ./touchstone bench in a checkout");
        return Touchstone.USAGE;
    }
}
