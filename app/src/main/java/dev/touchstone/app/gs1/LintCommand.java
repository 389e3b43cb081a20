// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.gs1;

import dev.touchstone.gs1.ElementString;
import dev.touchstone.gs1.Gs1Exception;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `touchstone gs1 lint`: one line for each text that breaks a rule, and one for all.
@Command(
        name = "lint",
        description = "Check a file of GS1 texts, one a line, and which elements go together.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every line is right",
            "1:some line breaks a rule",
            "2:wrong use of the command",
            "3:the file cannot be read"
        })
final class LintCommand implements Callable<Integer> {
    /// The most lines that are looked at.
    static final int LINES_MAX = 10_000_000;

    @Parameters(paramLabel = "FILE", description = "the texts, in UTF-8")
    private Path file = Path.of("");

    @Option(names = "--alone", description = "do not ask for elements that must stand beside")
    private boolean alone;

    @Option(names = "--lang", paramLabel = "zh|en", description = "language of the answer")
    private Optional<String> language = Optional.empty();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Words words = new Words(language);
        PrintWriter out = spec.commandLine().getOut();
        int read = 0;
        int wrong = 0;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String line : (Iterable<String>) reader.lines().limit(LINES_MAX)::iterator) {
                read++;
                if (line.isBlank()) {
                    continue;
                }
                List<Gs1Exception> found = check(line);
                for (Gs1Exception refusal : found) {
                    out.println(words.text("line", read, words.refusal(refusal)));
                }
                wrong += found.isEmpty() ? 0 : 1;
            }
        } catch (IOException | UncheckedIOException e) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "touchstone: "
                                    + words.text(
                                            "unreadable", file, String.valueOf(e.getMessage())));
            return 3;
        }
        out.println(words.text("lines", read, wrong));
        return wrong == 0 ? 0 : 1;
    }

    private List<Gs1Exception> check(String line) {
        try {
            ElementString elements = AnyText.parse(line);
            return alone ? List.of() : elements.violations();
        } catch (Gs1Exception e) {
            return List.of(e);
        }
    }
}
