// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.copies;

import dev.touchstone.app.copies.Sighting.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes the checks of items that nobody copied: buyers, families, gifts, shops, travellers and
/// the curious. The shares are assumptions, stated in docs/copies.md. Confined to one run.
final class HonestItems {
    private static final double LINE_TESTED = 0.02;
    private static final double SALE_RECORDED = 0.1;

    private final RandomGenerator random;
    private final People people;

    HonestItems(RandomGenerator random, People people) {
        this.random = random;
        this.people = people;
    }

    /// The life of one item that is checked at least once, earliest check first.
    List<Sighting> item(Instant made) {
        List<Sighting> checks = new ArrayList<>();
        if (random.nextDouble() < LINE_TESTED) {
            checks.add(people.check(made, people.home(), Phase.BEFORE_ACTIVATION));
        }
        Instant bought = people.later(made, Duration.ofDays(40));
        Phase phase = random.nextDouble() < SALE_RECORDED ? Phase.AFTER_SALE : Phase.IN_TRADE;
        int shop = people.home();
        double kind = random.nextDouble();
        if (kind < 0.60) {
            add(checks, bought, shop, phase);
        } else if (kind < 0.72) {
            curious(checks, bought, shop, phase);
        } else if (kind < 0.80) {
            family(checks, bought, shop, phase);
        } else if (kind < 0.88) {
            gift(checks, bought, shop, phase);
        } else if (kind < 0.945) {
            trade(checks, bought, shop, phase);
        } else if (kind < 0.975) {
            traveller(checks, bought, shop, phase);
        } else if (kind < 0.996) {
            secondHand(checks, bought, shop, phase);
        } else if (kind < 0.999) {
            shelf(checks, bought, shop);
        } else {
            photo(checks, bought, shop, phase);
        }
        checks.sort(Comparator.comparing(Sighting::at));
        return checks;
    }

    /// What any buyer does, of a copy as well: once, or out of curiosity again, or all the family.
    void buyer(List<Sighting> checks, Instant at, int city, Phase phase) {
        double kind = random.nextDouble();
        if (kind < 0.75) {
            add(checks, at, city, phase);
        } else if (kind < 0.9) {
            curious(checks, at, city, phase);
        } else {
            family(checks, at, city, phase);
        }
    }

    private void add(List<Sighting> checks, Instant at, int city, Phase phase) {
        checks.add(people.check(at, city, phase));
    }

    /// Checks again on other days, up to eight times.
    private void curious(List<Sighting> checks, Instant at, int city, Phase phase) {
        add(checks, at, city, phase);
        Instant next = at;
        int more = 1 + people.more(0.35, 7);
        for (int i = 0; i < more; i++) {
            next = people.later(next, Duration.ofDays(9));
            checks.add(people.again(next, city, phase));
        }
    }

    /// Several phones, within minutes or within an evening.
    private void family(List<Sighting> checks, Instant at, int city, Phase phase) {
        int phones = 2 + people.more(0.4, 4);
        int seconds = 60 * (5 + random.nextInt(175));
        for (int i = 0; i < phones; i++) {
            add(checks, at.plusSeconds(random.nextInt(seconds)), city, phase);
        }
    }

    /// The giver checks, and days later the one it was given to.
    private void gift(List<Sighting> checks, Instant at, int city, Phase phase) {
        if (random.nextDouble() < 0.7) {
            add(checks, at, city, phase);
        }
        Instant given = people.later(at.plus(Duration.ofDays(1)), Duration.ofDays(7));
        buyer(checks, given, random.nextBoolean() ? people.near(city) : people.home(), phase);
    }

    /// Wholesaler and shop check their stock, then the buyer.
    private void trade(List<Sighting> checks, Instant at, int city, Phase phase) {
        Instant stored = at.minus(Duration.ofDays(5 + random.nextInt(25)));
        if (random.nextBoolean()) {
            int wholesale = random.nextDouble() < 0.7 ? people.near(city) : people.home();
            add(checks, stored, wholesale, Phase.IN_TRADE);
        }
        Instant shelved = stored.plus(Duration.ofDays(3 + random.nextInt(2)));
        add(checks, shelved, city, Phase.IN_TRADE);
        int more = people.more(0.3, 3);
        for (int i = 0; i < more; i++) {
            Instant then = shelved.plus(Duration.ofHours(1 + random.nextInt(40)));
            checks.add(people.again(then, city, Phase.IN_TRADE));
        }
        buyer(checks, at, random.nextDouble() < 0.9 ? city : people.home(), phase);
    }

    /// Bought on a journey, checked there and at home.
    private void traveller(List<Sighting> checks, Instant at, int city, Phase phase) {
        add(checks, at, city, phase);
        buyer(checks, people.later(at, Duration.ofDays(3)), people.home(), phase);
    }

    /// Two or three owners within a year.
    private void secondHand(List<Sighting> checks, Instant at, int city, Phase phase) {
        Instant sold = at;
        int home = city;
        int owners = 2 + people.more(0.2, 1);
        for (int i = 0; i < owners; i++) {
            buyer(checks, sold, home, phase);
            sold = people.later(sold, Duration.ofDays(120));
            home = random.nextBoolean() ? people.near(home) : people.home();
        }
    }

    /// On show in a shop, and checked by passers-by within three weeks.
    private void shelf(List<Sighting> checks, Instant at, int city) {
        int passers = 1 + people.more(0.6, 20);
        for (int i = 0; i < passers; i++) {
            Instant then = at.plusSeconds(random.nextLong(21 * 86_400L));
            add(checks, then, city, Phase.IN_TRADE);
        }
    }

    /// The buyer shows a picture of the code to friends, who check it within two days.
    private void photo(List<Sighting> checks, Instant at, int city, Phase phase) {
        add(checks, at, city, phase);
        int friends = 1 + people.more(0.5, 9);
        for (int i = 0; i < friends; i++) {
            Instant then = at.plusSeconds(random.nextLong(2 * 86_400L));
            add(checks, then, random.nextBoolean() ? city : people.home(), phase);
        }
    }
}
