// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The growth of the log as a curve of a box 600 wide and 120 high. Immutable.
///
/// @param from where the curve begins
/// @param to where it ends
/// @param sizes of the log at moments equally far apart, the first at `from`, the last at `to`
public record GrowthPicture(Instant from, Instant to, List<Long> sizes) {
    private static final Duration SPAN_MAX = Duration.ofDays(30);
    private static final Duration SPAN_MIN = Duration.ofMinutes(1);
    private static final int STEPS = 60;
    private static final double WIDTH = 600;
    private static final double HEIGHT = 120;
    private static final double MARGIN = 4;

    /// Checks that there is a curve at all.
    public GrowthPicture {
        if (sizes.size() < 2) {
            throw new IllegalArgumentException("a curve of " + sizes.size() + " points");
        }
        sizes = List.copyOf(sizes);
    }

    /// The moments at which the size is asked for.
    ///
    /// @param oldest when the log began, as far as is known
    static List<Instant> moments(Instant oldest, Instant now) {
        Duration span = Duration.between(oldest, now);
        if (span.compareTo(SPAN_MAX) > 0) {
            span = SPAN_MAX;
        }
        if (span.compareTo(SPAN_MIN) < 0) {
            span = SPAN_MIN;
        }
        List<Instant> moments = new ArrayList<>();
        for (int i = STEPS; i >= 0; i--) {
            moments.add(now.minus(span.multipliedBy(i).dividedBy(STEPS)));
        }
        return moments;
    }

    /// The size where the curve begins.
    public long first() {
        return sizes.getFirst();
    }

    /// The size where it ends.
    public long last() {
        return sizes.getLast();
    }

    /// The points of the curve as SVG wants them. The box holds it from the first to the last
    /// size, so that growth is seen however large the log is.
    public String line() {
        long lowest = sizes.stream().mapToLong(Long::longValue).min().orElseThrow();
        long highest = sizes.stream().mapToLong(Long::longValue).max().orElseThrow();
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < sizes.size(); i++) {
            double x = WIDTH * i / (sizes.size() - 1);
            double share =
                    highest == lowest ? 0 : (double) (sizes.get(i) - lowest) / (highest - lowest);
            double y = HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN);
            points.append(tenth(x)).append(',').append(tenth(y)).append(' ');
        }
        return points.toString().strip();
    }

    /// The points of the area below the curve.
    public String area() {
        return "0,120 " + line() + " 600,120";
    }

    private static String tenth(double number) {
        long tenths = Math.round(number * 10);
        return tenths / 10 + "." + tenths % 10;
    }
}
