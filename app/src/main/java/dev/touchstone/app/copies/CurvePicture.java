// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.copies;

import dev.touchstone.app.copies.Forger.Reach;
import java.util.Locale;
import java.util.function.IntFunction;

/// The detection curve as a small picture (SVG 1.1), readable on light and dark ground. Stateless.
final class CurvePicture {
    private static final int LEFT = 50;
    private static final int TOP = 30;
    private static final int WIDTH = 560;
    private static final int HEIGHT = 240;
    private static final int FIRST = 2;
    private static final int LAST = 16;

    private CurvePicture() {}

    static String svg(CopySimulation simulation) {
        StringBuilder svg = new StringBuilder(4_000);
        svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 340" role="img" \
                font-family="sans-serif" font-size="12">
                <title>Share of copied codes that are flagged, by the number of devices that \
                checked them</title>
                <rect width="640" height="340" fill="#fff"/>
                <text x="50" y="18" font-size="14" fill="#222">Copied codes flagged, by number \
                of devices that checked them</text>
                """);
        for (int percent = 0; percent <= 100; percent += 25) {
            line(svg, LEFT, y(percent / 100.0), LEFT + WIDTH, y(percent / 100.0), "#ddd");
            text(svg, LEFT - 8, y(percent / 100.0) + 4, "end", percent + " %");
        }
        for (int k = FIRST; k <= LAST; k += 2) {
            text(svg, x(k), TOP + HEIGHT + 18, "middle", String.valueOf(k));
        }
        line(svg, x(CopySimulation.AIM_CHECKS), TOP, x(CopySimulation.AIM_CHECKS), 270, "#bbb");
        curve(svg, "#0b5", "3", simulation::flaggedBy);
        curve(svg, "#07a", "1.5", k -> simulation.flaggedBy(k, Reach.COUNTRY));
        curve(svg, "#a60", "1.5", k -> simulation.flaggedBy(k, Reach.PROVINCE));
        curve(svg, "#a26", "1.5", k -> simulation.flaggedBy(k, Reach.LOCAL));
        legend(svg, 0, "#0b5", "all");
        legend(svg, 1, "#07a", "sold in many cities");
        legend(svg, 2, "#a60", "in one province");
        legend(svg, 3, "#a26", "in one city");
        text(
                svg,
                LEFT + WIDTH / 2.0,
                332,
                "middle",
                "simulated; honest items flagged: " + simulation.falseFlags().percent(3));
        return svg.append("</svg>\n").toString();
    }

    private static double x(int k) {
        return LEFT + WIDTH * (double) (k - FIRST) / (LAST - FIRST);
    }

    private static double y(double share) {
        return TOP + HEIGHT * (1 - share);
    }

    private static void curve(
            StringBuilder svg, String colour, String width, IntFunction<Share> share) {
        svg.append("<polyline fill=\"none\" stroke=\"").append(colour);
        svg.append("\" stroke-width=\"").append(width).append("\" points=\"");
        for (int k = FIRST; k <= LAST; k++) {
            svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(k), y(share.apply(k).value())));
        }
        svg.setLength(svg.length() - 1);
        svg.append("\"/>\n");
    }

    private static void legend(StringBuilder svg, int place, String colour, String words) {
        int x = LEFT + place * 145;
        line(svg, x, 308, x + 18, 308, colour);
        text(svg, x + 24, 312, "start", words);
    }

    private static void line(
            StringBuilder svg, double x1, double y1, double x2, double y2, String colour) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
                        x1,
                        y1,
                        x2,
                        y2,
                        colour));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String words) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#444\">%s</text>%n",
                        x,
                        y,
                        anchor,
                        words));
    }
}
