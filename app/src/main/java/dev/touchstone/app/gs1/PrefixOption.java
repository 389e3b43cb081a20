// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.gs1;

import dev.touchstone.gs1.CompanyPrefixes;
import dev.touchstone.gs1.Gs1Exception;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Which table says how long company prefixes are, for the commands that write EPC URNs.
final class PrefixOption {
    @Option(
            names = "--prefixes",
            paramLabel = "FILE",
            description = {
                "how long company prefixes are: the list GS1 publishes (XML), or rows of",
                "FIRST[-LAST] LENGTH; China's and those of examples when left out"
            })
    private Optional<Path> file = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /// The table.
    ///
    /// @throws ParameterException when the file cannot be read
    CompanyPrefixes table() {
        if (file.isEmpty()) {
            return CompanyPrefixes.bundled();
        }
        try {
            return CompanyPrefixes.read(file.get());
        } catch (IOException | Gs1Exception e) {
            throw new ParameterException(
                    spec.commandLine(), "cannot read " + file.get() + ": " + e.getMessage(), e);
        }
    }
}
