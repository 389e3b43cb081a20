// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.copies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.copies.Sighting.Phase;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CopyRulesTest {
    private static final Instant START = Instant.parse("2026-09-01T08:00:00Z");
    private static final int BEIJING = 110_100;
    private static final int GUANGZHOU = 440_100;
    private static final int SHENZHEN = 440_300;
    private static final int URUMQI = 650_100;

    private static Sighting seen(double days, int place) {
        Instant at = START.plus(Duration.ofMinutes(Math.round(days * 1_440)));
        return new Sighting(at, place, Phase.IN_TRADE, false);
    }

    private static Sighting after(double days, int place, Phase phase, boolean again) {
        Instant at = START.plus(Duration.ofMinutes(Math.round(days * 1_440)));
        return new Sighting(at, place, phase, again);
    }

    private static Suspicion assess(Sighting... checks) {
        return CopyRules.assess(List.of(checks), CopyThresholds.DEFAULT);
    }

    private static int value(Suspicion suspicion, CopyReason reason) {
        return suspicion.findings().stream()
                .filter(finding -> finding.reason() == reason)
                .mapToInt(Suspicion.Finding::value)
                .findFirst()
                .orElse(0);
    }

    @Test
    void aFirstCheckSaysNothing() {
        assertThat(assess()).isEqualTo(Suspicion.NONE);
        assertThat(assess(seen(0, BEIJING))).isEqualTo(Suspicion.NONE);
    }

    @Test
    void aGiftIsNoCopy() {
        assertThat(assess(seen(0, BEIJING), seen(6, GUANGZHOU)).suspect()).isFalse();
    }

    @Test
    void aFamilyWithFourPhonesIsOneOccasion() {
        Suspicion family =
                assess(
                        seen(0, BEIJING),
                        seen(0.01, BEIJING),
                        seen(0.02, Sighting.UNKNOWN),
                        seen(0.03, BEIJING));
        assertThat(value(family, CopyReason.MANY_OCCASIONS)).isZero();
        assertThat(family.suspect()).isFalse();
    }

    @Test
    void manyPhonesAtOnceAreNoFamily() {
        List<Sighting> crowd = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            crowd.add(seen(i * 0.001, BEIJING));
        }
        Suspicion suspicion = CopyRules.assess(crowd, CopyThresholds.DEFAULT);
        assertThat(value(suspicion, CopyReason.MANY_OCCASIONS)).isEqualTo(9);
        assertThat(suspicion.suspect()).isTrue();
    }

    @Test
    void checksAllOverTheCountryAreACopy() {
        Suspicion suspicion =
                assess(
                        seen(0, BEIJING),
                        seen(2, GUANGZHOU),
                        seen(3, URUMQI),
                        seen(3.1, SHENZHEN),
                        seen(6, BEIJING));
        assertThat(suspicion.suspect()).isTrue();
        assertThat(value(suspicion, CopyReason.SEVERAL_CITIES)).isEqualTo(4);
        assertThat(value(suspicion, CopyReason.SEVERAL_PROVINCES)).isEqualTo(3);
        assertThat(value(suspicion, CopyReason.TO_AND_FRO)).isZero();
        assertThat(value(suspicion, CopyReason.IMPOSSIBLE_TRAVEL)).isZero();
        assertThat(suspicion.findings())
                .isSortedAccordingTo((a, b) -> Integer.compare(b.points(), a.points()));
        assertThat(suspicion.points())
                .isEqualTo(suspicion.findings().stream().mapToInt(Suspicion.Finding::points).sum());
    }

    @Test
    void nobodyFliesFromUrumqiToBeijingInAnHour() {
        List<Sighting> slow = List.of(seen(0, URUMQI), seen(1, BEIJING), seen(2, URUMQI));
        List<Sighting> fast = List.of(seen(0, URUMQI), seen(0.04, BEIJING), seen(0.08, URUMQI));
        assertThat(value(CopyRules.assess(slow, CopyThresholds.DEFAULT), CopyReason.TO_AND_FRO))
                .isZero();
        assertThat(
                        value(
                                CopyRules.assess(fast, CopyThresholds.DEFAULT),
                                CopyReason.IMPOSSIBLE_TRAVEL))
                .isEqualTo(2);
    }

    @Test
    void neighboursAreNoDistanceApart() {
        assertThat(Distances.kilometres(11, 13)).isZero();
        assertThat(Distances.kilometres(44, 44)).isZero();
        assertThat(Distances.kilometres(99, 44)).isZero();
        assertThat(Distances.kilometres(11, 65))
                .isBetween(900.0, 1_300.0)
                .isEqualTo(Distances.kilometres(65, 11));
    }

    @Test
    void theDeviceThatComesBackIsNotWeighed() {
        List<Sighting> curious = new ArrayList<>(List.of(seen(0, BEIJING)));
        for (int day = 1; day < 40; day++) {
            curious.add(after(day, BEIJING, Phase.IN_TRADE, true));
        }
        assertThat(CopyRules.assess(curious, CopyThresholds.DEFAULT)).isEqualTo(Suspicion.NONE);
    }

    @Test
    void checksBeforeActivationSpeakOfALeakNotOfJourneys() {
        Suspicion one =
                assess(
                        after(-30, URUMQI, Phase.BEFORE_ACTIVATION, false),
                        seen(0, BEIJING),
                        seen(20, BEIJING));
        assertThat(value(one, CopyReason.BEFORE_ACTIVATION)).isEqualTo(1);
        assertThat(value(one, CopyReason.SEVERAL_CITIES)).isZero();
        Sighting[] leak = new Sighting[7];
        for (int i = 0; i < leak.length; i++) {
            leak[i] = after(i, BEIJING, Phase.BEFORE_ACTIVATION, false);
        }
        assertThat(assess(leak).suspect()).isTrue();
    }

    @Test
    void aSoldItemSeenElsewhereMonthsLaterIsNoted() {
        Suspicion suspicion =
                assess(
                        after(0, BEIJING, Phase.AFTER_SALE, false),
                        after(10, GUANGZHOU, Phase.AFTER_SALE, false),
                        after(90, URUMQI, Phase.AFTER_SALE, false));
        assertThat(value(suspicion, CopyReason.AFTER_SALE)).isEqualTo(1);
    }

    @Test
    void moreChecksNeverTakeASuspicionBack() {
        long seed = Long.getLong("touchstone.seed", 41);
        SplittableRandom random = new SplittableRandom(seed);
        People people = new People(random, 0.85);
        Forger forger = new Forger(random, people, new HonestItems(random, people));
        for (int i = 0; i < 200; i++) {
            List<Sighting> checks = forger.code(START).checks();
            int before = 0;
            for (int k = 1; k <= checks.size(); k++) {
                int points =
                        CopyRules.assess(checks.subList(0, k), CopyThresholds.DEFAULT).points();
                assertThat(points)
                        .as("seed %d code %d check %d", seed, i, k)
                        .isGreaterThanOrEqualTo(before);
                before = points;
            }
        }
    }

    @Test
    void refusesAPlaceFinerThanACity() {
        assertThatThrownBy(() -> seen(0, 110_101)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> seen(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thresholdsAreDatedAndStrict() throws IOException {
        assertThat(CopyThresholds.DEFAULT.source()).isNotBlank();
        assertThat(CopyThresholds.DEFAULT.from()).isNotNull();
        assertThatThrownBy(() -> CopyThresholds.read(new StringReader("from=2026-09-01\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("points.");
        String whole;
        try (var in = CopyThresholds.class.getResourceAsStream("thresholds.properties")) {
            whole = new String(java.util.Objects.requireNonNull(in).readAllBytes());
        }
        assertThat(CopyThresholds.read(new StringReader(whole))).isEqualTo(CopyThresholds.DEFAULT);
        assertThatThrownBy(() -> CopyThresholds.read(new StringReader(whole + "\nextra=1\n")))
                .hasMessageContaining("extra");
        assertThatThrownBy(
                        () ->
                                CopyThresholds.read(
                                        new StringReader(
                                                whole.replace(
                                                        "suspect.from=100", "suspect.from=x"))))
                .hasMessageContaining("suspect.from");
        assertThatThrownBy(
                        () ->
                                CopyThresholds.read(
                                        new StringReader(
                                                whole.replace("points.RAPID=", "points.RAPID=x,"))))
                .hasMessageContaining("points");
    }
}
