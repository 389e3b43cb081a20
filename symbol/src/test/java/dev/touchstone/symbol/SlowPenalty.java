// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.symbol;

import java.util.function.IntPredicate;

/// The penalty again, one module at a time, as the standard words it.
final class SlowPenalty {
    private SlowPenalty() {}

    static int of(QrCode code) {
        int size = code.size();
        int penalty = 0;
        int dark = 0;
        for (int i = 0; i < size; i++) {
            int line = i;
            penalty += line(size, x -> code.isDark(x, line));
            penalty += line(size, y -> code.isDark(line, y));
            for (int x = 0; x < size; x++) {
                dark += code.isDark(x, i) ? 1 : 0;
            }
        }
        for (int y = 0; y + 1 < size; y++) {
            for (int x = 0; x + 1 < size; x++) {
                boolean first = code.isDark(x, y);
                if (code.isDark(x + 1, y) == first
                        && code.isDark(x, y + 1) == first
                        && code.isDark(x + 1, y + 1) == first) {
                    penalty += 3;
                }
            }
        }
        double percent = 100.0 * dark / (size * size);
        return penalty + 10 * (int) Math.floor(Math.abs(percent - 50) / 5 + 1e-12);
    }

    private static int line(int size, IntPredicate dark) {
        int penalty = 0;
        int start = 0;
        for (int i = 1; i <= size; i++) {
            if (i == size || dark.test(i) != dark.test(start)) {
                int length = i - start;
                penalty += length >= 5 ? 3 + length - 5 : 0;
                start = i;
            }
        }
        for (int i = 0; i + 7 <= size; i++) {
            boolean found = true;
            for (int j = 0; j < 7; j++) {
                found &= dark.test(i + j) == ("1011101".charAt(j) == '1');
            }
            if (found && (light(dark, i - 4) || light(dark, i + 7))) {
                penalty += 40;
            }
        }
        return penalty;
    }

    private static boolean light(IntPredicate dark, int from) {
        for (int i = from; i < from + 4; i++) {
            if (dark.test(i)) {
                return false;
            }
        }
        return true;
    }
}
