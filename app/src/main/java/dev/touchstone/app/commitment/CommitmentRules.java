// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.commitment;

import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.campaign.PledgeText;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What is due, and when. Pure.
final class CommitmentRules {
    /// Reminders are given so many days before reports are due.
    static final List<Integer> REMINDER_DAYS = List.of(1, 7, 30);

    /// A due date lies at most so many years after the window.
    static final int YEARS_MAX = 2;

    private CommitmentRules() {}

    /// What holds while nobody decided otherwise: all parts, on the last day of the campaign's
    /// year, or of its window when that ends later.
    static CommitmentPlan byDefault(Campaign campaign) {
        LocalDate year = LocalDate.of(campaign.plan().year(), 12, 31);
        LocalDate window = campaign.plan().window().lastDay();
        return new CommitmentPlan(
                window.isAfter(year) ? window : year,
                campaign.plan().text().parts().size(),
                Optional.empty());
    }

    /// The places of a text, in its order.
    static List<Place> places(PledgeText text) {
        List<Place> places = new ArrayList<>();
        for (int part = 1; part <= text.parts().size(); part++) {
            int count = text.parts().get(part - 1).commitments().size();
            for (int number = 1; number <= count; number++) {
                places.add(new Place(part, number));
            }
        }
        return places;
    }

    /// How many reports a plan expects of each signatory.
    static int expected(PledgeText text, CommitmentPlan plan) {
        return (int) places(text).stream().filter(place -> place.part() <= plan.parts()).count();
    }

    static PledgeText.Commitment commitment(PledgeText text, Place place) {
        return text.parts().get(place.part() - 1).commitments().get(place.number() - 1);
    }

    /// Which reminder is to be given on a day: the one of the smallest number of days that is not
    /// smaller than those left, so that one missed while nothing ran is given later.
    static OptionalInt reminder(LocalDate today, LocalDate dueOn) {
        long left = ChronoUnit.DAYS.between(today, dueOn);
        return left < 0
                ? OptionalInt.empty()
                : REMINDER_DAYS.stream().mapToInt(Integer::intValue).filter(d -> left <= d).min();
    }

    /// The first and last day that may be set as due.
    static LocalDate earliest(Campaign campaign, LocalDate today) {
        LocalDate window = campaign.plan().window().lastDay();
        return window.isAfter(today) ? window : today;
    }

    static LocalDate latest(Campaign campaign) {
        return campaign.plan().window().lastDay().plusYears(YEARS_MAX);
    }
}
