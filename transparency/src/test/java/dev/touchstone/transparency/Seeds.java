// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import java.util.Random;

/// Random numbers that can be had again: `-Dtouchstone.seed=N`.
final class Seeds {
    private Seeds() {}

    static Random random(String test) {
        String given = System.getProperty("touchstone.seed", "");
        long seed = given.isEmpty() ? new Random().nextLong() : Long.parseLong(given);
        System.out.printf("%s: -Dtouchstone.seed=%d%n", test, seed);
        return new Random(seed);
    }
}
