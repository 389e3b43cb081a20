// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TouchstoneTest {
    private static List<List<String>> commands(CommandLine of) {
        List<List<String>> commands = new ArrayList<>(List.of(List.of()));
        of.getSubcommands()
                .forEach(
                        (name, command) ->
                                commands(command)
                                        .forEach(
                                                more -> {
                                                    List<String> path = new ArrayList<>();
                                                    path.add(name);
                                                    path.addAll(more);
                                                    commands.add(path);
                                                }));
        return commands;
    }

    @Test
    void everyCommandExplainsItself() {
        List<List<String>> all = commands(Touchstone.commandLine());
        assertThat(all).hasSizeGreaterThan(20).contains(List.of("gs1", "parse"));
        for (List<String> path : all) {
            StringWriter out = new StringWriter();
            List<String> words = new ArrayList<>(path);
            words.add("--help");
            int exit =
                    Touchstone.commandLine()
                            .setOut(new PrintWriter(out))
                            .execute(words.toArray(String[]::new));
            assertThat(exit).as("%s", path).isZero();
            String usage = "Usage: " + String.join(" ", "touchstone", String.join(" ", path));
            assertThat(out.toString()).startsWith(usage.strip()).contains("--help");
        }
    }
}
