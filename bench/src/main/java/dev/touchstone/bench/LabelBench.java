// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.util.List;

/// Labels with symbol and text, on one core, in a process with 64 MB of memory; see [LabelLoop].
///
/// The peer of sheets is PDFBox with symbols of ZXing, that of pictures the JDK's PNG writer with
/// symbols of ZXing.
final class LabelBench implements Benchmark {
    @Override
    public void run(Settings settings, Figures figures) {
        List<String> command =
                PublicLogBench.child(
                        LabelLoop.class,
                        List.of("-Xmx64m", "-Djava.awt.headless=true"),
                        List.of(String.valueOf(settings.perFigure().toMillis())));
        ServerChild.inFolder(
                folder -> {
                    for (String line : PublicLogBench.output(command, folder.resolve("log"))) {
                        String[] words = line.split(" ", -1);
                        double rate = Double.parseDouble(words[1]);
                        double ratio = Double.parseDouble(words[2]);
                        if (ratio > 0) {
                            String peer = words[0].equals("pdf") ? "PDFBox+ZXing" : "ImageIO+ZXing";
                            figures.figure(words[0], rate, "labels/s", ratio, peer);
                        } else {
                            figures.figure(words[0], rate, "labels/s");
                        }
                    }
                });
    }
}
