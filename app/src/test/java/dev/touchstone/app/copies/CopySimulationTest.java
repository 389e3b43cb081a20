// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.copies;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CopySimulationTest {
    /// Seeds 1 to 8 trained the rule; this one did not.
    private static final long SEED = Long.getLong("touchstone.seed", 101);

    private static final CopySimulation.Size SMALL = new CopySimulation.Size(150_000, 4_000, 0.85);

    @Test
    void flags95OfAHundredCopiedCodesWithinEightDevicesAndFewerThanOneHonestItemInAThousand() {
        CopySimulation run = CopySimulation.run(SMALL, SEED, CopyThresholds.DEFAULT);
        assertThat(run.flaggedBy(8).value()).as("seed %d", SEED).isGreaterThanOrEqualTo(0.95);
        assertThat(run.falseFlags().value()).as("seed %d", SEED).isLessThan(0.001);
        assertThat(run.aimReached()).isTrue();
        assertThat(run.table()).last().isEqualTo("aim reached");
    }

    @Test
    void theSameSeedGivesTheSameCurve() {
        CopySimulation.Size tiny = new CopySimulation.Size(2_000, 200, 0.5);
        assertThat(CopySimulation.run(tiny, 5, CopyThresholds.DEFAULT).table())
                .isEqualTo(CopySimulation.run(tiny, 5, CopyThresholds.DEFAULT).table())
                .isNotEqualTo(CopySimulation.run(tiny, 6, CopyThresholds.DEFAULT).table());
    }

    @Test
    void withoutCitiesTheRuleIsSlowerAndStillFinds() {
        CopySimulation.Size blind = new CopySimulation.Size(20_000, 1_000, 0);
        CopySimulation run = CopySimulation.run(blind, SEED, CopyThresholds.DEFAULT);
        assertThat(run.flaggedBy(12).value()).isGreaterThan(0.95);
        assertThat(run.falseFlags().value()).isLessThan(0.001);
    }

    @Test
    void thePictureIsSmallAndHasFourCurves() {
        CopySimulation.Size tiny = new CopySimulation.Size(500, 100, 0.85);
        String svg = CopySimulation.run(tiny, 5, CopyThresholds.DEFAULT).picture();
        assertThat(svg).startsWith("<svg ").endsWith("</svg>\n").hasSizeLessThan(8_000);
        assertThat(svg.split("<polyline ", -1)).hasSize(5);
    }

    @Test
    void simplerRulesAreWorse() {
        assertThat(CopySimulation.compare(SMALL, SEED, CopyThresholds.DEFAULT))
                .hasSize(9)
                .anySatisfy(line -> assertThat(line).startsWith("points (in force)"));
    }

    @Test
    void intervalsHoldTheShare() {
        Share none = new Share(0, 1_000);
        assertThat(none.low()).isBetween(0.0, 1e-9);
        assertThat(none.high()).isBetween(0.0037, 0.0039);
        Share half = new Share(50, 100);
        assertThat(half.low()).isBetween(0.40, 0.41);
        assertThat(half.high()).isBetween(0.59, 0.60);
        assertThat(half.percent(1)).isEqualTo("50.0 %");
    }
}
