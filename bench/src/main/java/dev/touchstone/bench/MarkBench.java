// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.util.List;

/// Mark codes on one core: made into a gzipped print file, and checked by the roll and one by one.
///
/// The peer of issuing draws serial numbers from `SecureRandom` and inserts a row of each, a
/// thousand a transaction; that of checking looks one up by its primary key.
final class MarkBench implements Benchmark {
    private static final double ISSUED_MIN = 1_000_000;
    private static final double CHECKED_MIN = 5_000_000;

    @Override
    public void run(Settings settings, Figures figures) {
        ServerChild.inFolder(
                folder -> {
                    List<String> command =
                            PublicLogBench.child(
                                    MarkRates.class,
                                    List.of("-Xmx512m"),
                                    List.of(
                                            folder.resolve("data").toString(),
                                            String.valueOf(settings.perFigure().toMillis())));
                    for (String line : PublicLogBench.output(command, folder.resolve("mark.log"))) {
                        say(line.split(" ", -1), figures);
                    }
                });
    }

    private static void say(String[] words, Figures figures) {
        double value = Double.parseDouble(words[1]);
        if (words.length == 3) {
            figures.figure(words[0], value, words[2]);
            return;
        }
        figures.figure(words[0], value, words[2], Double.parseDouble(words[3]), words[4]);
        double least = words[0].startsWith("issue") ? ISSUED_MIN : CHECKED_MIN;
        if (value < least) {
            figures.note(
                    "%s: %.0f a second of the %.0f aimed at".formatted(words[0], value, least));
        }
    }
}
