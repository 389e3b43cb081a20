// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthPictureTest {
    private static final Instant NOW = Instant.parse("2026-09-01T00:00:00Z");

    @Test
    void looksBackThirtyDaysAtMost() {
        List<Instant> moments = GrowthPicture.moments(NOW.minus(Duration.ofDays(400)), NOW);
        assertThat(moments.getFirst()).isEqualTo(NOW.minus(Duration.ofDays(30)));
        assertThat(moments.getLast()).isEqualTo(NOW);
        assertThat(moments).isSorted().hasSize(61);
    }

    @Test
    void aYoungLogIsShownFromItsStart() {
        Instant oldest = NOW.minus(Duration.ofHours(5));
        assertThat(GrowthPicture.moments(oldest, NOW).getFirst()).isEqualTo(oldest);
        assertThat(GrowthPicture.moments(NOW, NOW).getFirst())
                .isEqualTo(NOW.minus(Duration.ofMinutes(1)));
    }

    @Test
    void theCurveFillsItsBox() {
        GrowthPicture picture = new GrowthPicture(NOW, NOW, List.of(1_000L, 1_001L, 1_002L));
        assertThat(picture.line()).isEqualTo("0.0,116.0 300.0,60.0 600.0,4.0");
        assertThat(picture.first()).isEqualTo(1_000);
        assertThat(picture.last()).isEqualTo(1_002);
    }

    @Test
    void aLogThatDidNotGrowIsALine() {
        assertThat(new GrowthPicture(NOW, NOW, List.of(7L, 7L)).line())
                .isEqualTo("0.0,116.0 600.0,116.0");
    }

    @Test
    void onePointIsNoCurve() {
        assertThatThrownBy(() -> new GrowthPicture(NOW, NOW, List.of(7L)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
