// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.copies;

import dev.touchstone.app.copies.Sighting.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes the checks of one code that was copied: 10 to 10,000 copies, sold over two to twelve
/// weeks in the cities its forger reaches. Assumptions, stated in docs/copies.md.
final class Forger {
    /// How far a forger reaches.
    enum Reach {
        /// One city.
        LOCAL,
        /// Two to six cities of a province.
        PROVINCE,
        /// Five to forty cities anywhere.
        COUNTRY
    }

    /// Later checks decide nothing.
    private static final int CHECKS_MAX = 64;

    private final RandomGenerator random;
    private final People people;
    private final HonestItems buyers;

    Forger(RandomGenerator random, People people, HonestItems buyers) {
        this.random = random;
        this.people = people;
        this.buyers = buyers;
    }

    /// One copied code.
    ///
    /// @param copies how many there were
    /// @param checks of the item that was copied and of the copies, earliest first, at most 64
    record Copied(Reach reach, int copies, List<Sighting> checks) {}

    Copied code(Instant from) {
        double kind = random.nextDouble();
        Reach reach = kind < 0.08 ? Reach.LOCAL : kind < 0.4 ? Reach.PROVINCE : Reach.COUNTRY;
        int copies = (int) Math.round(Math.pow(10, 1 + 3 * random.nextDouble()));
        double checking = 0.05 + 0.3 * random.nextDouble();
        long seconds = Duration.ofDays(14 + random.nextInt(71)).toSeconds();
        int[] cities = cities(reach);
        List<Sighting> checks = new ArrayList<>(buyers.item(from.minus(Duration.ofDays(40))));
        for (int i = 0; i < copies; i++) {
            if (random.nextDouble() < checking) {
                // Squared: a forger sells more in some cities than in others.
                double share = random.nextDouble();
                int city = cities[(int) (share * share * cities.length)];
                Instant sold = from.plusSeconds(random.nextLong(seconds));
                buyers.buyer(checks, sold, city, Phase.IN_TRADE);
            }
        }
        checks.sort(Comparator.comparing(Sighting::at));
        return new Copied(
                reach, copies, List.copyOf(checks.subList(0, Math.min(checks.size(), CHECKS_MAX))));
    }

    private int[] cities(Reach reach) {
        int home = people.home();
        int[] cities =
                new int
                        [switch (reach) {
                            case LOCAL -> 1;
                            case PROVINCE -> 2 + random.nextInt(5);
                            case COUNTRY -> 5 + random.nextInt(36);
                        }];
        for (int i = 0; i < cities.length; i++) {
            cities[i] = i == 0 ? home : reach == Reach.COUNTRY ? people.home() : people.near(home);
        }
        return cities;
    }
}
