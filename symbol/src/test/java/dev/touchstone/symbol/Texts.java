// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.symbol;

import java.util.Random;

/// Random texts of the kinds that codes hold.
final class Texts {
    private static final String SERIAL = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final String[] PIECES = {
        "0123456789",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:",
        "abcdefghijklmnopqrstuvwxyz#?&=_~",
        "é质量ßЖ"
    };

    private Texts() {}

    /// The seed of this run, printed; `-Dtouchstone.seed=N` replays one.
    static Random random(String test) {
        long seed = Long.getLong("touchstone.seed", System.nanoTime());
        System.out.println(test + ": touchstone.seed=" + seed);
        return new Random(seed);
    }

    /// Digits, capitals, small letters and others in stretches.
    static String mixed(Random random, int lengthMax, boolean ascii) {
        int length = 1 + random.nextInt(lengthMax);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            String piece = PIECES[random.nextInt(ascii ? 3 : 4)];
            int stretch = 1 + random.nextInt(random.nextInt(4) == 0 ? 60 : 12);
            for (int i = 0; i < stretch && text.length() < length; i++) {
                text.append(piece.charAt(random.nextInt(piece.length())));
            }
        }
        return text.toString();
    }

    static String serial(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            text.append(SERIAL.charAt(random.nextInt(SERIAL.length())));
        }
        return text.toString();
    }

    /// What stands on an item: capitals, so that it is alphanumeric.
    static String link(Random random, String host) {
        return "HTTPS://" + host + "/01/06912345678901/21/" + serial(random);
    }
}
