// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.usecase.Code;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PledgeRulesTest {
    private static final List<UUID> PERSONS =
            List.of(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3), new UUID(0, 4), new UUID(0, 5));
    private static final UUID SIGNER = PERSONS.getFirst();
    private static final Instant START = Instant.parse("2026-09-10T00:00:00Z");
    private static final Reason REASON = Reason.other("r");

    /// One way through the states, with who did what.
    private static final class Way {
        final List<PledgeState> states = new ArrayList<>(List.of(new PledgeState.Submitted()));
        final List<PledgeEvent> events = new ArrayList<>();
        final Set<UUID> involved = new HashSet<>(Set.of(SIGNER));
        boolean wasPublished;

        PledgeState last() {
            return states.getLast();
        }
    }

    private static PledgeEvent event(Random random, Set<UUID> involved, Instant now) {
        UUID by = PERSONS.get(random.nextInt(PERSONS.size()));
        Instant until = now.plusSeconds(random.nextInt(4));
        return switch (random.nextInt(10)) {
            case 0 -> new PledgeEvent.Approve(by);
            case 1 -> new PledgeEvent.TakeBack(by);
            case 2 -> new PledgeEvent.Publish(by);
            case 3 -> new PledgeEvent.Refuse(by, REASON, until);
            case 4 -> new PledgeEvent.Withdraw(REASON);
            case 5 -> new PledgeEvent.Remove(by, REASON, until);
            case 6 -> new PledgeEvent.Appeal(SIGNER, now, "again, please");
            case 7 -> new PledgeEvent.Uphold(by, now, involved, "it stands");
            case 8 -> new PledgeEvent.Overturn(by, involved, "look again");
            default -> new PledgeEvent.Expire();
        };
    }

    private static UUID by(PledgeEvent event) {
        return switch (event) {
            case PledgeEvent.Approve(UUID by) -> by;
            case PledgeEvent.TakeBack(UUID by) -> by;
            case PledgeEvent.Publish(UUID by) -> by;
            case PledgeEvent.Refuse(UUID by, Reason _, Instant _) -> by;
            case PledgeEvent.Remove(UUID by, Reason _, Instant _) -> by;
            case PledgeEvent.Appeal(UUID by, Instant _, String _) -> by;
            case PledgeEvent.Uphold(UUID by, Instant _, Set<UUID> _, String _) -> by;
            case PledgeEvent.Overturn(UUID by, Set<UUID> _, String _) -> by;
            case PledgeEvent.Withdraw _, PledgeEvent.Expire() -> SIGNER;
        };
    }

    @Test
    void keepsItsPromisesUnderAnySequenceOfEvents() {
        long seed = Long.getLong("touchstone.seed", System.nanoTime());
        System.out.println("PledgeRulesTest seed " + seed);
        Random random = new Random(seed);
        Set<String> reached = new HashSet<>();
        for (int run = 0; run < 20_000; run++) {
            Way way = new Way();
            for (int i = 0; i < 30; i++) {
                PledgeEvent event = event(random, way.involved, START.plusSeconds(i));
                switch (PledgeRules.next(way.last(), SIGNER, event)) {
                    case PledgeRules.Outcome.Moved(PledgeState to) -> {
                        check("seed " + seed + ": " + way.events, way, event, to);
                        way.states.add(to);
                        way.events.add(event);
                        way.involved.add(by(event));
                        way.wasPublished |= to instanceof PledgeState.Published;
                        reached.add(event.step(to));
                    }
                    case PledgeRules.Outcome.Stays(Code why) ->
                            assertThat(why)
                                    .isIn(Code.WRONG_STATE, Code.SAME_PERSON, Code.APPEAL_OVER);
                }
            }
        }
        assertThat(reached)
                .as("every step was tried")
                .containsExactlyInAnyOrder(
                        "APPROVED",
                        "APPROVAL_TAKEN_BACK",
                        "PUBLISHED",
                        "REFUSED",
                        "WITHDRAWN",
                        "REMOVED",
                        "EXPIRED",
                        "APPEALED",
                        "APPEAL_UPHELD",
                        "APPEAL_OVERTURNED");
    }

    private static void check(String told, Way way, PledgeEvent event, PledgeState to) {
        PledgeState from = way.last();
        switch (to) {
            case PledgeState.Submitted() -> {
                if (event instanceof PledgeEvent.TakeBack(UUID by)) {
                    assertThat(from).as(told).isEqualTo(new PledgeState.Approved(by));
                } else {
                    assertThat(event).as(told).isInstanceOf(PledgeEvent.Overturn.class);
                    assertThat(way.involved).as(told).doesNotContain(by(event));
                }
            }
            case PledgeState.Approved(UUID reviewer) ->
                    assertThat(reviewer).as(told).isNotEqualTo(SIGNER);
            case PledgeState.Published(UUID reviewer, UUID publisher) -> {
                assertThat(List.of(SIGNER, reviewer, publisher)).as(told).doesNotHaveDuplicates();
                assertThat(from).as(told).isEqualTo(new PledgeState.Approved(reviewer));
            }
            case PledgeState.Refused refused -> checkRight(told, way, event, refused.right());
            case PledgeState.Removed removed -> {
                assertThat(way.wasPublished).as(told).isTrue();
                checkRight(told, way, event, removed.right());
            }
            case PledgeState.Expired() ->
                    assertThat(from).as(told).isInstanceOf(PledgeState.Published.class);
            case PledgeState.Withdrawn _ -> assertThat(from.isFinal()).as(told).isFalse();
        }
        if (from.isFinal()) {
            assertThat(from.appeal()).as("final is final but for an appeal: " + told).isPresent();
            assertThat(event)
                    .as(told)
                    .isInstanceOfAny(
                            PledgeEvent.Appeal.class,
                            PledgeEvent.Uphold.class,
                            PledgeEvent.Overturn.class);
        }
    }

    private static void checkRight(
            String told, Way way, PledgeEvent event, PledgeState.Appeal right) {
        PledgeState from = way.last();
        switch (right) {
            case PledgeState.Appeal.Possible _ -> assertThat(from.isFinal()).as(told).isFalse();
            case PledgeState.Appeal.Open(UUID _, Instant at, String _) -> {
                PledgeState.Appeal before = from.appeal().orElseThrow();
                assertThat(before).as(told).isInstanceOf(PledgeState.Appeal.Possible.class);
                Instant until = ((PledgeState.Appeal.Possible) before).until();
                assertThat(at).as(told).isBefore(until);
                assertThat(from.code()).isEqualTo(way.last().code());
            }
            case PledgeState.Appeal.Upheld(UUID by, Instant _, String _) -> {
                assertThat(from.appeal().orElseThrow())
                        .as(told)
                        .isInstanceOf(PledgeState.Appeal.Open.class);
                assertThat(way.involved).as(told).doesNotContain(by);
                assertThat(by(event)).isEqualTo(by);
            }
        }
    }

    @Test
    void refusesThatOnePersonDoesTwoSteps() {
        UUID reviewer = PERSONS.get(1);
        assertThat(
                        PledgeRules.next(
                                new PledgeState.Submitted(),
                                SIGNER,
                                new PledgeEvent.Approve(SIGNER)))
                .isEqualTo(new PledgeRules.Outcome.Stays(Code.SAME_PERSON));
        assertThat(
                        PledgeRules.next(
                                new PledgeState.Approved(reviewer),
                                SIGNER,
                                new PledgeEvent.Publish(reviewer)))
                .isEqualTo(new PledgeRules.Outcome.Stays(Code.SAME_PERSON));
    }

    @Test
    void takesAnAppealUntilTheLastInstantAndNotAtTheDeadline() {
        PledgeState refused =
                new PledgeState.Refused(
                        REASON, PERSONS.get(1), new PledgeState.Appeal.Possible(START));
        assertThat(
                        PledgeRules.next(
                                refused,
                                SIGNER,
                                new PledgeEvent.Appeal(SIGNER, START.minusNanos(1), "x")))
                .isInstanceOf(PledgeRules.Outcome.Moved.class);
        assertThat(PledgeRules.next(refused, SIGNER, new PledgeEvent.Appeal(SIGNER, START, "x")))
                .isEqualTo(new PledgeRules.Outcome.Stays(Code.APPEAL_OVER));
    }
}
