// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.copies;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The copy rule: points for what one item does rarely and copies of its code do often, added up.
/// Pure, so a code can be weighed again with other thresholds at any time.
public final class CopyRules {
    /// The most checks that are weighed; by then every code is suspect or never will be.
    public static final int SIGHTINGS_MAX = 32;

    private CopyRules() {}

    /// Weighs the checks of a code.
    ///
    /// @param checks its counted checks, earliest first; the first [#SIGHTINGS_MAX] that come
    ///     from devices new to the item are weighed
    public static Suspicion assess(List<Sighting> checks, CopyThresholds thresholds) {
        List<Sighting> weighed =
                checks.stream().filter(check -> !check.again()).limit(SIGHTINGS_MAX).toList();
        if (weighed.size() < 2) {
            return Suspicion.NONE;
        }
        // A check on the line is no journey of the item; leaked codes have many of them.
        List<Sighting> sightings =
                weighed.stream()
                        .filter(s -> s.phase() != Sighting.Phase.BEFORE_ACTIVATION)
                        .toList();
        List<Sighting> occasions = occasions(sightings, thresholds);
        List<Suspicion.Finding> findings = new ArrayList<>();
        add(findings, thresholds, CopyReason.MANY_DEVICES, sightings.size());
        add(findings, thresholds, CopyReason.MANY_OCCASIONS, occasions.size());
        add(findings, thresholds, CopyReason.SEVERAL_CITIES, cities(sightings));
        add(findings, thresholds, CopyReason.SEVERAL_PROVINCES, provinces(sightings));
        add(findings, thresholds, CopyReason.TO_AND_FRO, returns(sightings));
        add(findings, thresholds, CopyReason.IMPOSSIBLE_TRAVEL, journeys(sightings, thresholds));
        add(findings, thresholds, CopyReason.RAPID, rapid(occasions, thresholds.rapidWithin()));
        add(findings, thresholds, CopyReason.BEFORE_ACTIVATION, weighed.size() - sightings.size());
        add(findings, thresholds, CopyReason.AFTER_SALE, afterSale(sightings, thresholds));
        findings.sort(Comparator.comparingInt(Suspicion.Finding::points).reversed());
        int points = findings.stream().mapToInt(Suspicion.Finding::points).sum();
        return new Suspicion(points, points >= thresholds.suspectFrom(), findings);
    }

    private static void add(
            List<Suspicion.Finding> findings,
            CopyThresholds thresholds,
            CopyReason reason,
            long value) {
        int bounded = (int) Math.min(value, Integer.MAX_VALUE);
        int points = thresholds.pointsOf(reason, bounded);
        if (points > 0) {
            findings.add(new Suspicion.Finding(reason, bounded, points));
        }
    }

    /// The first check of each occasion. Checks in the same city, or in one that is not known,
    /// belong to it for a while; more of them than a family has phones are occasions themselves.
    private static List<Sighting> occasions(List<Sighting> sightings, CopyThresholds thresholds) {
        List<Sighting> occasions = new ArrayList<>();
        Instant until = Instant.MIN;
        int place = Sighting.UNKNOWN;
        int phones = 0;
        for (Sighting sighting : sightings) {
            boolean elsewhere =
                    sighting.placed() && place != Sighting.UNKNOWN && sighting.place() != place;
            phones++;
            if (elsewhere || sighting.at().isAfter(until)) {
                occasions.add(sighting);
                until = sighting.at().plus(thresholds.occasion());
                phones = 1;
            } else if (phones > thresholds.familyPhones()) {
                occasions.add(sighting);
            }
            place = sighting.placed() ? sighting.place() : place;
        }
        return occasions;
    }

    private static long cities(List<Sighting> sightings) {
        return sightings.stream()
                .filter(Sighting::placed)
                .mapToInt(Sighting::place)
                .distinct()
                .count();
    }

    private static long provinces(List<Sighting> sightings) {
        return sightings.stream()
                .filter(Sighting::placed)
                .mapToInt(Sighting::province)
                .distinct()
                .count();
    }

    private static int returns(List<Sighting> sightings) {
        Set<Integer> left = new HashSet<>();
        int now = Sighting.UNKNOWN;
        int returns = 0;
        for (Sighting sighting : sightings) {
            if (!sighting.placed() || sighting.place() == now) {
                continue;
            }
            if (left.contains(sighting.place())) {
                returns++;
            }
            left.add(sighting.place());
            now = sighting.place();
        }
        return returns;
    }

    private static int journeys(List<Sighting> sightings, CopyThresholds thresholds) {
        Optional<Sighting> before = Optional.empty();
        int impossible = 0;
        for (Sighting sighting : sightings) {
            if (!sighting.placed()) {
                continue;
            }
            if (before.filter(b -> tooFast(b, sighting, thresholds)).isPresent()) {
                impossible++;
            }
            before = Optional.of(sighting);
        }
        return impossible;
    }

    private static boolean tooFast(Sighting from, Sighting to, CopyThresholds thresholds) {
        double km = Distances.kilometres(from.province(), to.province());
        double minutes = 60 * km / thresholds.speedKmPerHour() + thresholds.groundMinutes();
        return km > 0 && Duration.between(from.at(), to.at()).toSeconds() < 60 * minutes;
    }

    private static int rapid(List<Sighting> occasions, Duration within) {
        int most = 0;
        int first = 0;
        for (int last = 0; last < occasions.size(); last++) {
            while (occasions.get(first).at().plus(within).isBefore(occasions.get(last).at())) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    /// Checks in another city than the first after the sale, once the time for gifts is over.
    private static int afterSale(List<Sighting> sightings, CopyThresholds thresholds) {
        List<Sighting> sold =
                sightings.stream()
                        .filter(s -> s.phase() == Sighting.Phase.AFTER_SALE && s.placed())
                        .toList();
        if (sold.isEmpty()) {
            return 0;
        }
        Sighting first = sold.getFirst();
        Instant quietUntil = first.at().plus(thresholds.quietAfterSale());
        return (int)
                sold.stream()
                        .filter(s -> s.place() != first.place() && s.at().isAfter(quietUntil))
                        .count();
    }
}
