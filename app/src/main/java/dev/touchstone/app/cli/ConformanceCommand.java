// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import dev.touchstone.app.conformance.Conformance;
import dev.touchstone.app.conformance.Conformance.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `touchstone conformance`: one line a set, each failure with its case above it.
@Command(name = "conformance", description = "Run public test vectors against this installation.")
final class ConformanceCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "the folder that holds the vectors")
    private Path folder = Path.of("");

    @Option(names = "--set", paramLabel = "NAME", description = "only this set; may be repeated")
    private List<String> sets = new ArrayList<>();

    @Option(names = "--all", description = "a set that is not implemented counts as failed")
    private boolean all;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (!Files.isDirectory(folder)) {
            throw wrong("no folder at " + folder);
        }
        for (String name : sets) {
            if (!Conformance.names().contains(name)) {
                throw wrong(
                        "no set is named %s; the sets are %s"
                                .formatted(name, String.join(", ", Conformance.names())));
            }
        }
        var out = spec.commandLine().getOut();
        boolean failed = false;
        for (String name : sets.isEmpty() ? Conformance.names() : sets) {
            try {
                Verdict verdict = Conformance.run(name, folder, out::println);
                failed |= verdict == Verdict.FAILED || (all && verdict == Verdict.NOT_IMPLEMENTED);
            } catch (IOException e) {
                spec.commandLine().getErr().println("touchstone: cannot read the vectors: " + e);
                return Touchstone.OUTAGE;
            }
        }
        return failed ? Touchstone.REFUSED : Touchstone.DONE;
    }

    private ParameterException wrong(String text) {
        return new ParameterException(spec.commandLine(), text);
    }
}
