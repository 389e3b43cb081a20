// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.io.PrintWriter;
import java.util.Locale;

/// Prints figures, one a line: `bench NAME FIGURE VALUE UNIT`, and ` ratio R to PEER` behind it
/// where a peer ran by turns with ours.
///
/// A ratio above 1 says that ours is faster. Not thread-safe.
final class Figures {
    private final String name;
    private final PrintWriter out;
    private final PrintWriter notes;

    Figures(String name, PrintWriter out, PrintWriter notes) {
        this.name = name;
        this.out = out;
        this.notes = notes;
    }

    void figure(String figure, double value, String unit) {
        out.println(line(figure, value, unit));
    }

    void figure(String figure, Timed.Pair pair, String unit, String peer) {
        figure(figure, pair.ours(), unit, pair.ratio(), peer);
    }

    void figure(String figure, double value, String unit, double ratio, String peer) {
        out.println(line(figure, value, unit) + " ratio " + number(ratio) + " to " + peer);
    }

    /// Says what a reader should know who wonders about a figure; not one itself.
    void note(String text) {
        notes.println("bench " + name + ": " + text);
    }

    private String line(String figure, double value, String unit) {
        return "bench " + name + " " + figure + " " + number(value) + " " + unit;
    }

    /// Three digits at least, and never an exponent.
    private static String number(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
