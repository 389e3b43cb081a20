// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.commitment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.touchstone.app.campaign.CampaignFixtures;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CommitmentRulesTest {
    private static final LocalDate DUE = LocalDate.of(2026, 12, 31);

    @Test
    void remindsThirtySevenAndOneDaysBeforeAndNeverAfter() {
        assertThat(CommitmentRules.reminder(DUE.minusDays(31), DUE)).isEqualTo(OptionalInt.empty());
        assertThat(CommitmentRules.reminder(DUE.minusDays(30), DUE)).hasValue(30);
        assertThat(CommitmentRules.reminder(DUE.minusDays(8), DUE)).hasValue(30);
        assertThat(CommitmentRules.reminder(DUE.minusDays(7), DUE)).hasValue(7);
        assertThat(CommitmentRules.reminder(DUE.minusDays(2), DUE)).hasValue(7);
        assertThat(CommitmentRules.reminder(DUE.minusDays(1), DUE)).hasValue(1);
        assertThat(CommitmentRules.reminder(DUE, DUE)).hasValue(1);
        assertThat(CommitmentRules.reminder(DUE.plusDays(1), DUE)).isEqualTo(OptionalInt.empty());
    }

    @Test
    void countsThePlacesOfAText() {
        assertThat(CommitmentRules.places(CampaignFixtures.text()))
                .containsExactly(new Place(1, 1), new Place(1, 2), new Place(2, 1));
        CommitmentPlan first = new CommitmentPlan(DUE, 1, Optional.empty());
        assertThat(CommitmentRules.expected(CampaignFixtures.text(), first)).isEqualTo(2);
    }

    @Test
    void readsPlacesAndNothingElse() {
        assertThat(Place.parse("12-30")).isEqualTo(new Place(12, 30)).hasToString("12-30");
        for (String bad : List.of("13-1", "1-31", "0-1", "1-0", "01-1", "1", "1-", "1-1-1", "x")) {
            assertThatIllegalArgumentException().as(bad).isThrownBy(() -> Place.parse(bad));
        }
    }
}
