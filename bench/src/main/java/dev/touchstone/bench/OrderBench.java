// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What a thousand million codes cost who starts the program: time until it is ready and memory of
/// its process, with 1,000 orders of a million active codes each, beside the same program without
/// any, in one run.
final class OrderBench implements Benchmark {
    static final Duration START_MAX = Duration.ofSeconds(5);
    static final double MEMORY_MAX = 600;

    private static final double MIB = 1 << 20;

    @Override
    public void run(Settings settings, Figures figures) {
        ServerChild.inFolder(
                folder -> {
                    Path data = folder.resolve("data");
                    start(folder, data).close();
                    measure(folder, data, "empty", figures);
                    long bytes = fill(folder, data);
                    figures.figure("bytes of database for each code", bytes / (double) codes(), "");
                    measure(folder, data, "1,000,000,000 codes", figures);
                });
    }

    private static long codes() {
        return (long) OrderRows.ORDERS * OrderRows.CODES;
    }

    private static ServerChild start(Path folder, Path data) {
        return ServerChild.start(
                folder, List.of("serve", "--port", "0", "--data", data.toString()));
    }

    private static void measure(Path folder, Path data, String what, Figures figures) {
        try (ServerChild server = start(folder, data)) {
            double memory = server.memoryBytes() / MIB;
            figures.figure("start, " + what, server.toReady().toNanos() / 1e9, "s");
            figures.figure("memory, " + what, memory, "MiB");
            if (server.toReady().compareTo(START_MAX) > 0) {
                figures.note("start is above its target of " + START_MAX.toSeconds() + " s");
            }
            if (memory > MEMORY_MAX) {
                figures.note("memory is above its target of " + MEMORY_MAX + " MiB");
            }
        }
    }

    /// Inserts the orders in a process of its own.
    ///
    /// @return bytes of the tables of orders
    private static long fill(Path folder, Path data) {
        List<String> command =
                PublicLogBench.child(
                        OrderRows.class, List.of("-Xmx512m"), List.of(data.toString()));
        return Long.parseLong(PublicLogBench.output(command, folder.resolve("rows.log")).getLast());
    }
}
