// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.copies;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `touchstone simulate`: what the program decides, tried on made-up people. Exit code 0 when the
/// aim is reached, 1 when not.
@Command(
        name = "simulate",
        description = "Try a rule on simulated people.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = SimulateCommand.Copies.class)
public final class SimulateCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    /// For the command line, which makes it.
    SimulateCommand() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /// `touchstone simulate copies`: the detection curve of the copy rule.
    @Command(
            name = "copies",
            description =
                    "Print the detection curve of the copy rule; exit 1 when it misses its aim.")
    static final class Copies implements Callable<Integer> {
        @Option(names = "--seed", paramLabel = "N", description = "the same seed, the same curve")
        private long seed = 101;

        @Option(names = "--items", paramLabel = "N", description = "honest items, at most 10000000")
        private int items = CopySimulation.Size.WHOLE.honest();

        @Option(names = "--codes", paramLabel = "N", description = "copied codes, at most 1000000")
        private int codes = CopySimulation.Size.WHOLE.copied();

        @Option(
                names = "--city-known",
                paramLabel = "SHARE",
                description = "share of checks whose city is known, 0 to 1")
        private double placed = CopySimulation.Size.WHOLE.placed();

        @Option(names = "--thresholds", paramLabel = "FILE", description = "other thresholds")
        private Optional<Path> thresholds = Optional.empty();

        @Option(names = "--svg", paramLabel = "FILE", description = "write the curve there")
        private Optional<Path> svg = Optional.empty();

        @Option(names = "--compare", description = "try simpler rules on the same checks as well")
        private boolean compare;

        @Spec private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws IOException {
            if (items < 1 || items > 10_000_000 || codes < 1 || codes > 1_000_000) {
                throw wrong("--items is 1 to 10000000, --codes 1 to 1000000");
            }
            if (!(placed >= 0 && placed <= 1)) {
                throw wrong("--city-known is 0 to 1");
            }
            CopySimulation.Size size = new CopySimulation.Size(items, codes, placed);
            CopyThresholds weights = read();
            CopySimulation run = CopySimulation.run(size, seed, weights);
            var out = spec.commandLine().getOut();
            run.table().forEach(out::println);
            if (compare) {
                CopySimulation.compare(size, seed, weights).forEach(out::println);
            }
            if (svg.isPresent()) {
                Files.writeString(svg.get(), run.picture());
            }
            return run.aimReached() ? 0 : 1;
        }

        private CopyThresholds read() throws IOException {
            if (thresholds.isEmpty()) {
                return CopyThresholds.DEFAULT;
            }
            try (Reader reader = Files.newBufferedReader(thresholds.get())) {
                return CopyThresholds.read(reader);
            } catch (IllegalArgumentException e) {
                throw wrong(thresholds.get() + ": " + e.getMessage());
            }
        }

        private ParameterException wrong(String text) {
            return new ParameterException(spec.commandLine(), text);
        }
    }
}
