// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// The public log as it runs: statements made durable and published, proofs asked for.
///
/// The peer of the statements is a bare insert of as many bytes into one plain table, with the
/// same number of rows a transaction; that of the proofs is the shortest answer of the same
/// server.
final class PublicLogBench implements Benchmark {
    private static final double STATEMENTS_MIN = 10_000;
    private static final double PUBLISHED_P99_MAX_MILLIS = 2_500;
    private static final double PROOFS_MIN = 5_000;

    @Override
    public void run(Settings settings, Figures figures) {
        ServerChild.inFolder(
                folder -> {
                    Path data = folder.resolve("data");
                    state(data, settings, figures);
                    prove(folder, data, settings, figures);
                });
    }

    private static void state(Path data, Settings settings, Figures figures) {
        List<String> command =
                child(
                        Statements.class,
                        List.of("-Xmx1g"),
                        List.of(
                                data.toString(),
                                String.valueOf(settings.perFigure().toMillis() * 2)));
        for (String line : output(command, data.resolveSibling("statements.log"))) {
            String[] words = line.split(" ", -1);
            double value = Double.parseDouble(words[1]);
            if (words.length == 5) {
                figures.figure(words[0], value, words[2], Double.parseDouble(words[3]), words[4]);
            } else {
                figures.figure(words[0], value, words[2]);
            }
            target(figures, words[0].equals("steady"), value >= STATEMENTS_MIN, words[0]);
            target(
                    figures,
                    words[0].equals("published-steady-p99"),
                    value <= PUBLISHED_P99_MAX_MILLIS,
                    words[0]);
        }
    }

    private static void target(Figures figures, boolean applies, boolean met, String figure) {
        if (applies && !met) {
            figures.note(figure + " misses its target");
        }
    }

    private static void prove(Path folder, Path data, Settings settings, Figures figures) {
        List<String> ids;
        try {
            ids = Files.readAllLines(data.resolve("ids"));
        } catch (IOException e) {
            throw new Bench.Outage("no ids were written", e);
        }
        List<String> serve = List.of("serve", "--port", "0", "--data", data.toString());
        try (ServerChild server = ServerChild.start(folder, serve)) {
            URI address = server.address();
            AtomicInteger next = new AtomicInteger();
            Load.run(
                    address, settings.perFigure().multipliedBy(3), () -> proof(address, ids, next));
            Load.Result proofs =
                    Load.run(address, settings.perFigure(), () -> proof(address, ids, next));
            Load.Result limit =
                    Load.run(address, settings.perFigure(), () -> get(address, "/health/live"));
            if (!proofs.statuses().keySet().stream().allMatch(status -> status == 200)) {
                throw new Bench.Broken("proofs answer " + proofs.statuses());
            }
            figures.figure(
                    "proof",
                    proofs.perSecond(),
                    "requests/s",
                    proofs.perSecond() / limit.perSecond(),
                    "health-live");
            figures.figure("proof-p99", proofs.p99Millis(), "ms");
            target(figures, true, proofs.perSecond() >= PROOFS_MIN, "proof");
        }
    }

    private static byte[] proof(URI address, List<String> ids, AtomicInteger next) {
        int n = Math.floorMod(next.getAndIncrement() * 7_919, ids.size());
        return get(address, "/log/proof/" + ids.get(n));
    }

    private static byte[] get(URI address, String path) {
        return Connection.request(
                "GET %s HTTP/1.1\r\nHost: %s\r\n".formatted(path, address.getAuthority()),
                new byte[0]);
    }

    /// A command that runs a class of ours with the program's classes.
    static List<String> child(Class<?> main, List<String> options, List<String> args) {
        String own = main.getProtectionDomain().getCodeSource().getLocation().getPath();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(options);
        command.add("-cp");
        command.add(String.join(File.pathSeparator, ServerChild.jar().toString(), own));
        command.add(main.getName());
        command.addAll(args);
        return command;
    }

    /// Runs a command to its end.
    ///
    /// @throws Bench.Broken when it fails
    static List<String> output(List<String> command, Path log) {
        try {
            Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
            List<String> lines;
            try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
                lines = reader.lines().toList();
            }
            if (process.waitFor() != 0) {
                throw new Bench.Broken(
                        "%s ended with %d: %s"
                                .formatted(
                                        command.getLast(),
                                        process.exitValue(),
                                        Files.readString(log).strip()));
            }
            return lines;
        } catch (IOException e) {
            throw new Bench.Outage("cannot run " + String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Bench.Outage("interrupted");
        }
    }
}
