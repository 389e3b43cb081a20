// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestApp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Exit codes and words of the command line.
class TouchstoneTest {
    @TempDir private Path folder;

    private static Ended run(String... args) {
        return Ended.run(args);
    }

    @Test
    void helpListsEverySubcommandWithOneLine() {
        Ended help = run("--help");
        assertThat(help.code()).isZero();
        for (String name :
                new String[] {"serve", "demo", "config", "log", "conformance", "test", "bench"}) {
            assertThat(help.out().lines().filter(line -> line.matches("  " + name + " +\\S.*")))
                    .as(name)
                    .hasSize(1);
        }
    }

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
            List<String> words = new ArrayList<>(path);
            words.add("--help");
            Ended help = run(words.toArray(String[]::new));
            assertThat(help.code()).as("%s", path).isZero();
            String usage = "Usage: " + String.join(" ", "touchstone", String.join(" ", path));
            assertThat(help.out()).startsWith(usage.strip()).contains("--help");
        }
    }

    @Test
    void wrongUsageEndsWithTwo() {
        assertThat(run().code()).isEqualTo(2);
        assertThat(run("fly").code()).isEqualTo(2);
        assertThat(run("serve", "--port", "many").code()).isEqualTo(2);
        assertThat(run("log").code()).isEqualTo(2);
        assertThat(run("log", "verify", folder.toString()).code()).isEqualTo(2);
    }

    @Test
    void anUnknownSettingIsNamedAndEndsWithTwo() {
        Ended ended =
                run("config", "--data", folder.toString(), "--set", "limit.sign-in.per-minute=9");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("unknown setting limit.sign-in.per-minute");
    }

    @Test
    void configPrintsEverySettingAndHidesThePassword() throws Exception {
        Files.writeString(
                folder.resolve("touchstone.properties"),
                "port=9000\ndatabase.password=hush-hush\n");
        Ended ended = run("config", "--data", folder.toString(), "--host", "0.0.0.0");
        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("port=9000", "host=0.0.0.0", "database.password=***")
                .doesNotContain("hush");
    }

    @Test
    void aDatabaseThatDoesNotAnswerEndsWithThree() {
        Ended ended =
                run(
                        "serve",
                        "--data",
                        folder.toString(),
                        "--database-url",
                        "jdbc:postgresql://127.0.0.1:1/none?password=hush-hush");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err().lines().filter(line -> line.startsWith("touchstone: ")))
                .singleElement()
                .asString()
                .contains("cannot reach the database")
                .doesNotContain("hush-hush");
    }

    @Test
    void aLogThatDoesNotAnswerEndsWithThree() {
        assertThat(run("log", "verify", "http://127.0.0.1:1").code()).isEqualTo(3);
    }

    @Test
    void verifiesARunningServersLogAndRefusesItUnderAnotherKey() {
        try (TestApp app = TestApp.start()) {
            app.enterprise("91999999MA00000154");
            Ended good = run("log", "verify", app.origin());
            assertThat(good.code()).as(good.err()).isZero();
            assertThat(good.out()).contains("verified localhost/log", "entries");
            String other =
                    "localhost/log+"
                            + dev.touchstone.transparency.SignerKey.generate(
                                            dev.touchstone.transparency.SignatureType.ED25519,
                                            "localhost/log",
                                            new java.util.SplittableRandom(1))
                                    .verifier()
                                    .vkey()
                                    .substring("localhost/log+".length());
            assertThat(run("log", "verify", app.origin(), "--key", other).code()).isEqualTo(1);
        }
    }
}
