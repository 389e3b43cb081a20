// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.openday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.campaign.Bilingual;
import dev.touchstone.app.classification.Region;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.pledge.Pledge;
import dev.touchstone.app.pledge.PledgeDesk;
import dev.touchstone.app.pledge.PledgeFixtures;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenDaysTest extends OpenDayScene {
    @Test
    void onlyAnEnterpriseOnTheRollOpensItsDoors() {
        Enterprise other = world.maker();
        site(other);
        Caller stranger = world.of(other.id(), Role.OWNER);
        OpenDay.Plan plan = plan(10, Duration.ofDays(3));
        refuses(Code.NOT_ON_ROLL, () -> days.plan(stranger, campaign.id(), plan));
        PledgeFixtures.signed(pledges, campaign, other);
        refuses(Code.NOT_ON_ROLL, () -> days.plan(stranger, campaign.id(), plan));
        OpenDay draft = days.plan(owner, campaign.id(), plan);
        assertThat(draft.state()).isEqualTo(OpenDay.State.DRAFT);
        refuses(Code.NOT_FOUND, () -> days.show(Optional.of(stranger), draft.id()));
        refuses(Code.NOT_FOUND, () -> days.publish(stranger, draft.id()));
        refuses(Code.NOT_FOUND, () -> days.show(Optional.empty(), draft.id()));
        assertThat(days.show(Optional.of(owner), draft.id())).isEqualTo(draft);
        refuses(Code.NOT_FOUND, () -> register(draft, 1));
    }

    @Test
    void anEnterpriseThatLeftTheRollPublishesNoMore() {
        OpenDay draft = days.plan(owner, campaign.id(), plan(10, Duration.ofDays(3)));
        Pledge pledge = new PledgeDesk(world.db).own(owner, campaign.id()).orElseThrow();
        pledges.withdraw(owner, pledge.id(), "业务调整");
        refuses(Code.NOT_ON_ROLL, () -> days.publish(owner, draft.id()));
    }

    @Test
    void opensOnlySitesOfTheEnterprise() {
        Enterprise other = world.maker();
        PledgeFixtures.published(pledges, campaign, other);
        Caller siteless = world.of(other.id(), Role.OWNER);
        OpenDay.Plan plan = plan(10, Duration.ofDays(3));
        refuses(Code.NOT_ITS_SITE, () -> days.plan(siteless, campaign.id(), plan));
        site(other);
        assertThat(days.plan(siteless, campaign.id(), plan).plan().site()).isEqualTo("一号厂");
    }

    @Test
    void hasNoMoreThanFiftyAhead() {
        for (int i = 0; i < OpenDay.AHEAD_MAX; i++) {
            days.plan(owner, campaign.id(), plan(10, Duration.ofDays(3)));
        }
        OpenDay.Plan plan = plan(10, Duration.ofDays(3));
        refuses(Code.WRONG_COUNT, () -> days.plan(owner, campaign.id(), plan));
    }

    @Test
    void aSubscribedCalendarKeepsNinetyDaysAndWhatIsCancelled() {
        OpenDay held = published(1);
        OpenDay cancelled = published(1);
        days.cancel(owner, cancelled.id(), "停电检修");
        assertThat(now(cancelled).sequence()).isGreaterThan(cancelled.sequence());
        pass(Duration.ofDays(60));
        days.hold();
        assertThat(days.feed(OpenDayFilter.ALL))
                .extracting(OpenDay::state)
                .containsExactlyInAnyOrder(OpenDay.State.HELD, OpenDay.State.CANCELLED);
        pass(Duration.ofDays(40));
        assertThat(days.feed(OpenDayFilter.ALL)).isEmpty();
        OpenDayFilter then = OpenDayFilter.ALL.in(YearMonth.of(2026, 9));
        assertThat(days.feed(then)).extracting(OpenDay::id).contains(held.id());
    }

    @Test
    void refusesTimesThatDoNotFit() {
        OpenDay.Plan past = plan(10, Duration.ofDays(-1));
        refuses(Code.INVALID_VALUE, () -> days.plan(owner, campaign.id(), past));
        Instant from = world.now.get().plus(Duration.ofDays(1));
        for (Duration length : List.of(Duration.ZERO, Duration.ofHours(25))) {
            assertThatThrownBy(
                            () ->
                                    new OpenDay.Plan(
                                            "s",
                                            Region.parse("440000"),
                                            "a",
                                            from,
                                            from.plus(length),
                                            from,
                                            new Bilingual("t", ""),
                                            new Bilingual("t", ""),
                                            1,
                                            Set.of("zh"),
                                            "",
                                            ""))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void tellsVisitorsOfAChangeACancellationAndTheDayBefore() {
        OpenDay day = published(5);
        register(day, 1);
        assertThat(days.remind()).isZero();
        pass(Duration.ofMillis(1));
        days.change(owner, day.id(), plan(5, Duration.ofDays(4)));
        pass(Duration.ofDays(3).plusHours(1));
        assertThat(days.remind()).isEqualTo(1);
        assertThat(days.remind()).isZero();
        days.cancel(owner, day.id(), "停电检修");
        assertThat(letters())
                .containsExactlyInAnyOrder(
                        "openday.notice.registered",
                        "openday.notice.changed",
                        "openday.notice.reminder",
                        "openday.notice.cancelled");
        refuses(Code.REGISTRATION_OVER, () -> register(day, 1));
        refuses(Code.WRONG_STATE, () -> days.cancel(owner, day.id(), "x"));
    }

    @Test
    void listsByMonthProvinceLanguageAndFreePlaces() {
        OpenDay full = published(1);
        register(full, 1);
        OpenDay free = published(5);
        assertThat(days.list(OpenDayFilter.ALL, true)).hasSize(2);
        OpenDayFilter onlyFree =
                new OpenDayFilter(
                        Optional.of(YearMonth.of(2026, 9)),
                        Optional.of(Region.parse("440000")),
                        Optional.of("zh"),
                        Optional.of(maker.id()),
                        Optional.of(campaign.id()),
                        true);
        assertThat(days.list(onlyFree, false)).extracting(OpenDay::id).containsExactly(free.id());
        assertThat(days.list(onlyFree.in(YearMonth.of(2026, 10)), false)).isEmpty();
        pass(Duration.ofDays(4));
        assertThat(days.list(OpenDayFilter.ALL, true)).isEmpty();
    }

    @Test
    void drawsAMonthAsWholeWeeks() {
        CalendarMonth month = CalendarMonth.of(YearMonth.of(2026, 9), List.of(published(1)));
        assertThat(month.weeks()).hasSize(5).allMatch(week -> week.size() == 7);
        assertThat(month.weeks().getFirst().getFirst().date().getDayOfWeek().getValue())
                .isEqualTo(1);
        long inside =
                month.weeks().stream()
                        .flatMap(List::stream)
                        .filter(CalendarMonth.Day::inside)
                        .count();
        assertThat(inside).isEqualTo(30);
        assertThat(
                        month.weeks().stream()
                                .flatMap(List::stream)
                                .mapToInt(d -> d.days().size())
                                .sum())
                .isEqualTo(1);
    }
}
