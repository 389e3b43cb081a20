// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/// Times work on one core: warm-up first, then slices, of which the median counts.
///
/// Two works to be compared take turns slice by slice, so that whatever else the machine does
/// falls on both.
final class Timed {
    private static final int SLICES = 9;
    private static final Duration WARM_UP_MIN = Duration.ofSeconds(1);

    // Written after every piece of work, so that none of it can be left out as unused.
    @SuppressWarnings("UnusedVariable") // writing it is its use
    private static volatile long sink;

    private Timed() {}

    /// Rates a second.
    ///
    /// @param ours the median of our slices
    /// @param peer the median of the peer's
    /// @param ratio the median of the ratios of neighbouring slices
    record Pair(double ours, double peer, double ratio) {}

    /// A piece of work.
    ///
    /// @param units how many things one run does
    /// @param body one run; gives anything that depends on all it did
    record Work(long units, LongSupplier body) {}

    /// Runs of `work` a second, times its units.
    static double perSecond(Duration total, Work work) {
        warmUp(total, work);
        double[] rates = new double[SLICES];
        for (int i = 0; i < SLICES; i++) {
            rates[i] = slice(total.dividedBy(SLICES), work);
        }
        return median(rates);
    }

    /// Both rates, taken by turns; `total` is what both take together.
    static Pair compare(Duration total, Work ours, Work peer) {
        Duration each = total.dividedBy(2);
        warmUp(each, ours);
        warmUp(each, peer);
        double[] our = new double[SLICES];
        double[] their = new double[SLICES];
        double[] ratios = new double[SLICES];
        for (int i = 0; i < SLICES; i++) {
            our[i] = slice(each.dividedBy(SLICES), ours);
            their[i] = slice(each.dividedBy(SLICES), peer);
            ratios[i] = our[i] / their[i];
        }
        return new Pair(median(our), median(their), median(ratios));
    }

    private static void warmUp(Duration total, Work work) {
        Duration half = total.dividedBy(2);
        slice(half.compareTo(WARM_UP_MIN) < 0 ? WARM_UP_MIN : half, work);
    }

    private static double slice(Duration length, Work work) {
        long start = System.nanoTime();
        long end = start + length.toNanos();
        long runs = 0;
        long now;
        do {
            sink = work.body().getAsLong();
            runs++;
            now = System.nanoTime();
        } while (now - end < 0);
        return (double) runs * work.units() * 1e9 / (now - start);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
