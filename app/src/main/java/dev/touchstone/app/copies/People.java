// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.copies;

import dev.touchstone.app.copies.Distances.Province;
import dev.touchstone.app.copies.Sighting.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/// Where simulated people live, and what the operator gets to know of it. Confined to one run.
final class People {
    /// Cities of a province that is no city itself.
    private static final int CITIES = 12;

    /// The share of devices that keep the cookie which says that they checked an item before.
    private static final double REMEMBERING = 0.85;

    private final RandomGenerator random;
    private final double placed;
    private final List<Province> provinces = Distances.provinces();
    private final int people = provinces.stream().mapToInt(Province::people).sum();

    /// People.
    ///
    /// @param placed the share of checks whose city the operator gets to know
    People(RandomGenerator random, double placed) {
        this.random = random;
        this.placed = placed;
    }

    /// A city somebody lives in: large provinces and large cities more often.
    int home() {
        int left = random.nextInt(people);
        for (Province province : provinces) {
            left -= province.people();
            if (left < 0) {
                return cityOf(province.code());
            }
        }
        throw new IllegalStateException("nobody lives here");
    }

    /// A city of the same province, or the same.
    int near(int city) {
        return cityOf(city / 10_000);
    }

    private int cityOf(int province) {
        boolean oneCity =
                switch (province) {
                    case 11, 12, 31, 50, 81, 82 -> true;
                    default -> false;
                };
        if (oneCity) {
            return province * 10_000 + 100;
        }
        double place = Math.pow(CITIES, random.nextDouble());
        return province * 10_000 + 100 * (int) place;
    }

    /// A check as it is told to the operator: often no city, sometimes the capital of the province
    /// or another city altogether, as mobile networks have their gateways there.
    Sighting check(Instant at, int city, Phase phase) {
        return check(at, city, phase, false);
    }

    /// The same by a device that checked the item before; most can say so.
    Sighting again(Instant at, int city, Phase phase) {
        return check(at, city, phase, random.nextDouble() < REMEMBERING);
    }

    private Sighting check(Instant at, int city, Phase phase, boolean again) {
        double kind = random.nextDouble();
        int told = city;
        if (kind >= placed) {
            told = Sighting.UNKNOWN;
        } else if (kind < 0.06 * placed) {
            told = city / 10_000 * 10_000 + 100;
        } else if (kind < 0.08 * placed) {
            told = home();
        }
        return new Sighting(at, told, phase, again);
    }

    /// A time after another, at chance, a mean wait later.
    Instant later(Instant at, Duration mean) {
        double wait = -Math.log(1 - random.nextDouble()) * mean.toSeconds();
        return at.plusSeconds((long) wait);
    }

    /// How many more, where each is followed by another with a probability.
    int more(double again, int most) {
        int count = 0;
        while (count < most && random.nextDouble() < again) {
            count++;
        }
        return count;
    }
}
