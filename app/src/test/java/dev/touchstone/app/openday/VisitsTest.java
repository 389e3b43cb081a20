// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.openday;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class VisitsTest extends OpenDayScene {
    @Test
    void givesPlacesInOrderAndMovesUpWholeParties() {
        OpenDay day = published(5);
        Visits.Made first = register(day, 3);
        Visits.Made second = register(day, 3);
        Visits.Made third = register(day, 1);
        assertThat(first.registration().state()).isEqualTo(Registration.State.CONFIRMED);
        assertThat(second.registration().state()).isEqualTo(Registration.State.WAITING);
        assertThat(third.registration().state())
                .as("nobody overtakes those who wait")
                .isEqualTo(Registration.State.WAITING);
        assertThat(visits.ticket(third.secret()).ahead()).isEqualTo(1);
        assertThat(now(day)).matches(one -> one.taken() == 3 && one.waiting() == 4);
        visits.giveBack(first.secret());
        assertThat(visits.ticket(second.secret()).registration().state())
                .isEqualTo(Registration.State.CONFIRMED);
        assertThat(visits.ticket(third.secret()).registration().state())
                .isEqualTo(Registration.State.CONFIRMED);
        assertThat(now(day)).matches(one -> one.taken() == 4 && one.waiting() == 0);
        assertThat(visits.giveBack(first.secret()).registration().state())
                .isEqualTo(Registration.State.CANCELLED);
        assertThat(letters())
                .containsExactlyInAnyOrder(
                        "openday.notice.registered",
                        "openday.notice.waiting",
                        "openday.notice.waiting",
                        "openday.notice.movedup",
                        "openday.notice.movedup");
    }

    @Test
    void moreCapacityLetsPeopleMoveUpAndLessTakesNothingAway() {
        OpenDay day = published(1);
        register(day, 1);
        Visits.Made waiting = register(day, 2);
        OpenDay more = days.change(owner, day.id(), plan(3, Duration.ofDays(3)));
        assertThat(more.taken()).isEqualTo(3);
        assertThat(more.sequence()).isGreaterThan(day.sequence());
        assertThat(visits.ticket(waiting.secret()).registration().state())
                .isEqualTo(Registration.State.CONFIRMED);
        refuses(Code.OUT_OF_RANGE, () -> days.change(owner, day.id(), plan(2, Duration.ofDays(3))));
    }

    @Test
    void fiftyAtOnceGetTenPlacesAndNoneMore() throws Exception {
        OpenDay day = published(10);
        List<Callable<Visits.Made>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(() -> visits.register(day.id(), VISITOR, 1, Language.EN));
        }
        List<Visits.Made> made = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Visits.Made> one : threads.invokeAll(all)) {
                made.add(one.get());
            }
        }
        assertThat(made)
                .filteredOn(one -> one.registration().state() == Registration.State.CONFIRMED)
                .hasSize(10);
        assertThat(made.stream().map(one -> one.registration().number()).distinct()).hasSize(50);
        assertThat(now(day)).matches(one -> one.taken() == 10 && one.waiting() == 40);
        List<Callable<Visits.Ticket>> back = new ArrayList<>();
        for (Visits.Made one : made) {
            back.add(() -> visits.giveBack(one.secret()));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Visits.Ticket> one : threads.invokeAll(back)) {
                one.get();
            }
        }
        assertThat(now(day)).matches(one -> one.taken() == 0 && one.waiting() == 0);
    }

    @Test
    void theGateSaysPlainlyWhatATicketIsWorth() {
        OpenDay day = published(2);
        Visits.Made first = register(day, 2);
        Visits.Made waiting = register(day, 1);
        Caller gate = world.of(maker.id(), Role.SERVICE);
        assertThat(visits.checkIn(gate, day.id(), first.secret()).ticket().admission())
                .isEqualTo(Admission.OTHER_TIME);
        world.now.set(day.plan().from().minus(Duration.ofMinutes(30)));
        String address = "https://quality.example/open-days/tickets/" + first.secret();
        Visits.Arrival in = visits.checkIn(gate, day.id(), address);
        assertThat(in.done()).isTrue();
        assertThat(in.visitor()).contains(VISITOR);
        Instant at = world.now.get();
        pass(Duration.ofMinutes(5));
        Visits.Arrival again = visits.checkIn(gate, day.id(), first.registration().number());
        assertThat(again.done()).isFalse();
        assertThat(again.ticket().registration().checkedInAt()).contains(at);
        assertThat(visits.checkIn(gate, day.id(), waiting.secret()).ticket().admission())
                .isEqualTo(Admission.WAITING);
        visits.undoCheckIn(gate, day.id(), first.registration().number());
        assertThat(visits.checkIn(gate, day.id(), first.secret()).done()).isTrue();
        refuses(Code.NOT_FOUND, () -> visits.checkIn(gate, day.id(), "9999"));
        Caller stranger = world.of(world.maker().id(), Role.OWNER);
        refuses(Code.NOT_FOUND, () -> visits.checkIn(stranger, day.id(), first.secret()));
        refuses(Code.NOT_FOUND, () -> visits.expected(stranger, day.id()));
        refuses(Code.FORBIDDEN, () -> visits.expected(world.caller(Role.OPERATOR), day.id()));
    }

    @Test
    void aTicketOfAnotherVisitOpensNoDoorAndSaysWhichVisitItIsFor() {
        OpenDay one = published(5);
        OpenDay two = published(5);
        Visits.Made made = register(one, 1);
        world.now.set(two.plan().from());
        Visits.Arrival arrival = visits.checkIn(owner, two.id(), made.secret());
        assertThat(arrival.done()).isFalse();
        assertThat(arrival.visitor()).isEmpty();
        assertThat(arrival.ticket().admission()).isEqualTo(Admission.OTHER_VISIT);
        assertThat(arrival.ticket().day().id()).isEqualTo(one.id());
        refuses(Code.WRONG_STATE, () -> visits.undoCheckIn(owner, two.id(), made.secret()));
    }

    @Test
    void takesNoMorePartiesThanItsLimits() {
        OpenDay day = published(1);
        register(day, 1);
        filled(day, OpenDayRules.WAITING_PARTIES_MAX - 1, "WAITING");
        assertThat(register(day, 1).registration().state()).isEqualTo(Registration.State.WAITING);
        refuses(Code.WAITING_LIST_FULL, () -> register(day, 1));
        OpenDay busy = published(5);
        filled(busy, OpenDayRules.PARTIES_MAX - 1, "CANCELLED");
        register(busy, 1);
        refuses(Code.REGISTRATION_OVER, () -> register(busy, 1));
    }

    private void filled(OpenDay day, int parties, String state) {
        world.db.change(
                tx ->
                        tx.sql()
                                .createUpdate(
                                        """
                                        insert into open_day_registration
                                          (open_day_id, id, ticket_hash, number, party, language,
                                           consent_version, state, registered_at)
                                        select :day, gen_random_uuid(),
                                               sha256((:day::text || n)::bytea), 'F' || n, 1, 'en',
                                               1, :state, now()
                                        from generate_series(1, :parties) n
                                        """)
                                .bind("day", day.id())
                                .bind("state", state)
                                .bind("parties", parties)
                                .execute());
    }

    @Test
    void erasesVisitorsAHundredAndEightyDaysAfterTheDay() {
        OpenDay day = published(5);
        Visits.Made one = register(day, 1);
        assertThat(stored())
                .allMatch(row -> !row.contains("visitor@example") && !row.contains("示例访客"));
        days.cancel(owner, day.id(), "停电检修");
        pass(Duration.ofDays(180).minusSeconds(1));
        assertThat(days.eraseVisitors()).isZero();
        assertThat(visits.expected(owner, day.id()).getFirst().visitor()).contains(VISITOR);
        pass(Duration.ofSeconds(2));
        assertThat(days.eraseVisitors()).isEqualTo(1);
        assertThat(days.eraseVisitors()).isZero();
        assertThat(visits.expected(owner, day.id()).getFirst().visitor()).isEmpty();
        assertThat(visits.ticket(one.secret()).registration().party()).isEqualTo(1);
        assertThat(world.statements(OpenDay.subject(day.id())))
                .allMatch(text -> !text.contains("示例访客"));
    }

    private List<String> stored() {
        return world.db.read(
                tx ->
                        tx.sql()
                                .createQuery("select r::text from open_day_registration r")
                                .mapTo(String.class)
                                .list());
    }
}
