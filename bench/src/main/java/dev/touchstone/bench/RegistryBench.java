// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.nio.file.Path;
import java.util.List;

/// The registry at size: search by fragments beside its peers, import, bytes a row.
///
/// A million enterprises, or 50,000 in the short form; in a process of its own with the program's
/// classes and an embedded database.
final class RegistryBench implements Benchmark {
    private static final int ENTERPRISES = 1_000_000;
    private static final int ENTERPRISES_SHORT = 50_000;
    private static final double SEARCH_P99_MAX_MILLIS = 50;

    @Override
    public void run(Settings settings, Figures figures) {
        int size =
                settings.perFigure().compareTo(Settings.SHORT) <= 0
                        ? ENTERPRISES_SHORT
                        : ENTERPRISES;
        ServerChild.inFolder(
                folder -> {
                    Path data = folder.resolve("data");
                    List<String> command =
                            PublicLogBench.child(
                                    Registry.class,
                                    List.of("-Xmx1g"),
                                    List.of(data.toString(), String.valueOf(size)));
                    for (String line :
                            PublicLogBench.output(command, folder.resolve("registry.log"))) {
                        print(line, figures);
                    }
                });
    }

    private static void print(String line, Figures figures) {
        String[] words = line.split(" ", -1);
        double value = Double.parseDouble(words[1]);
        if (words.length == 5) {
            figures.figure(words[0], value, words[2], Double.parseDouble(words[3]), words[4]);
        } else {
            figures.figure(words[0], value, words[2]);
        }
        if (words[0].endsWith("-p99") && value > SEARCH_P99_MAX_MILLIS) {
            figures.note(words[0] + " misses its target");
        }
    }
}
