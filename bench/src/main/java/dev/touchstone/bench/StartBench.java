// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How long people wait: from the start of the process to the first 200 of `/health/ready`.
///
/// `cold` begins with no data folder: PostgreSQL is unpacked, a cluster made, every migration run.
/// `warm` is the next start on that folder.
final class StartBench implements Benchmark {
    static final Duration COLD_MAX = Duration.ofSeconds(8);
    static final Duration WARM_MAX = Duration.ofSeconds(3);

    @Override
    public void run(Settings settings, Figures figures) {
        ServerChild.inFolder(
                folder -> {
                    start(folder, "cold", COLD_MAX, figures);
                    start(folder, "warm", WARM_MAX, figures);
                });
    }

    private static void start(Path folder, String figure, Duration target, Figures figures) {
        Path data = folder.resolve("data");
        try (ServerChild server =
                ServerChild.start(
                        folder, List.of("serve", "--port", "0", "--data", data.toString()))) {
            figures.figure(figure, server.toReady().toNanos() / 1e9, "s");
            if (server.toReady().compareTo(target) > 0) {
                figures.note(figure + " is above its target of " + target.toSeconds() + " s");
            }
        }
    }
}
