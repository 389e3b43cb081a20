// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.usecase.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PledgeRulesTest {
    private static final List<UUID> PERSONS =
            List.of(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3), new UUID(0, 4));
    private static final UUID SIGNER = PERSONS.getFirst();

    private static PledgeEvent event(Random random) {
        UUID by = PERSONS.get(random.nextInt(PERSONS.size()));
        return switch (random.nextInt(6)) {
            case 0 -> new PledgeEvent.Approve(by);
            case 1 -> new PledgeEvent.Publish(by);
            case 2 -> new PledgeEvent.Refuse(by, "r");
            case 3 -> new PledgeEvent.Withdraw("w");
            case 4 -> new PledgeEvent.Remove("x");
            default -> new PledgeEvent.Expire();
        };
    }

    @Test
    void keepsItsPromisesUnderAnySequenceOfEvents() {
        long seed = Long.getLong("touchstone.seed", System.nanoTime());
        System.out.println("PledgeRulesTest seed " + seed);
        Random random = new Random(seed);
        for (int run = 0; run < 5_000; run++) {
            PledgeState state = new PledgeState.Submitted();
            List<PledgeState> way = new ArrayList<>(List.of(state));
            for (int i = 0; i < 20; i++) {
                PledgeEvent event = event(random);
                switch (PledgeRules.next(state, SIGNER, event)) {
                    case PledgeRules.Outcome.Moved(PledgeState to) -> {
                        assertThat(state.isFinal()).as("seed %d: %s", seed, way).isFalse();
                        check(seed, way, state, to);
                        state = to;
                        way.add(to);
                    }
                    case PledgeRules.Outcome.Stays(Code why) ->
                            assertThat(why).isIn(Code.WRONG_STATE, Code.SAME_PERSON);
                }
            }
            assertThat(way).as("seed %d", seed).hasSizeLessThanOrEqualTo(4);
        }
    }

    private static void check(long seed, List<PledgeState> way, PledgeState from, PledgeState to) {
        switch (to) {
            case PledgeState.Submitted() -> throw new AssertionError("back to the start");
            case PledgeState.Approved(UUID reviewer) ->
                    assertThat(reviewer).as("seed %d: %s", seed, way).isNotEqualTo(SIGNER);
            case PledgeState.Published(UUID reviewer, UUID publisher) -> {
                assertThat(List.of(SIGNER, reviewer, publisher))
                        .as("seed %d: %s", seed, way)
                        .doesNotHaveDuplicates();
                assertThat(from).isEqualTo(new PledgeState.Approved(reviewer));
            }
            case PledgeState.Refused _ ->
                    assertThat(from).isNotInstanceOf(PledgeState.Published.class);
            case PledgeState.Removed _, PledgeState.Expired() ->
                    assertThat(from).isInstanceOf(PledgeState.Published.class);
            case PledgeState.Withdrawn _ -> assertThat(from.isFinal()).isFalse();
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
}
