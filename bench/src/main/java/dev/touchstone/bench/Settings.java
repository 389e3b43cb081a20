// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What the command line asked for.
///
/// @param names the benchmarks to run
/// @param perFigure how long each figure is measured, warm-up not counted
record Settings(List<String> names, Duration perFigure) {
    static final int SECONDS_MAX = 3_600;
    static final Duration DEFAULT = Duration.ofSeconds(5);
    static final Duration SHORT = Duration.ofSeconds(1);

    Settings {
        names = List.copyOf(names);
    }

    /// The command line cannot be understood; the message says why.
    static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }

    /// Reads `NAME... [--seconds N] [--short]`, where `all` stands for every name.
    static Settings parse(List<String> args, List<String> known) {
        List<String> names = new ArrayList<>();
        Duration perFigure = DEFAULT;
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            switch (arg) {
                case "--short" -> perFigure = SHORT;
                case "--seconds" -> {
                    i++;
                    perFigure = seconds(i < args.size() ? args.get(i) : "");
                }
                case "all" -> names.addAll(known);
                default -> {
                    if (!known.contains(arg)) {
                        throw new Unusable("no benchmark is named " + arg);
                    }
                    names.add(arg);
                }
            }
        }
        if (names.isEmpty()) {
            throw new Unusable("name a benchmark");
        }
        return new Settings(names, perFigure);
    }

    private static Duration seconds(String text) {
        if (!text.matches("[0-9]{1,4}")) {
            throw new Unusable("--seconds takes a whole number, not '" + text + "'");
        }
        int seconds = Integer.parseInt(text);
        if (seconds < 1 || seconds > SECONDS_MAX) {
            throw new Unusable("--seconds must be 1 to " + SECONDS_MAX);
        }
        return Duration.ofSeconds(seconds);
    }
}
