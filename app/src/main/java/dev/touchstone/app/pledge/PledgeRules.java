// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.campaign.CampaignState;
import dev.touchstone.app.campaign.Window;
import dev.touchstone.app.publiclog.Statement;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What may follow what. Pure.
final class PledgeRules {
    private PledgeRules() {}

    /// What an event does to a signature.
    sealed interface Outcome {
        /// It is in a new state.
        record Moved(PledgeState to) implements Outcome {}

        /// It stays as it is.
        ///
        /// @param why WRONG_STATE, SAME_PERSON or APPEAL_OVER
        record Stays(Code why) implements Outcome {}
    }

    private static final Outcome WRONG_STATE = new Outcome.Stays(Code.WRONG_STATE);
    private static final Outcome SAME_PERSON = new Outcome.Stays(Code.SAME_PERSON);
    private static final Outcome APPEAL_OVER = new Outcome.Stays(Code.APPEAL_OVER);

    /// Decides.
    ///
    /// @param signedBy the account that signed, or brought in the paper
    static Outcome next(PledgeState state, UUID signedBy, PledgeEvent event) {
        return switch (event) {
            case PledgeEvent.Approve(UUID by) -> approve(state, signedBy, by);
            case PledgeEvent.TakeBack(UUID by) -> takeBack(state, by);
            case PledgeEvent.Publish(UUID by) -> publish(state, signedBy, by);
            case PledgeEvent.Refuse(UUID by, Reason reason, Instant until) -> {
                if (!(state instanceof PledgeState.Submitted
                        || state instanceof PledgeState.Approved)) {
                    yield WRONG_STATE;
                }
                yield by.equals(signedBy)
                        ? SAME_PERSON
                        : moved(
                                new PledgeState.Refused(
                                        reason, by, new PledgeState.Appeal.Possible(until)));
            }
            case PledgeEvent.Withdraw(Reason reason) ->
                    state.isFinal() ? WRONG_STATE : moved(new PledgeState.Withdrawn(reason));
            case PledgeEvent.Remove(UUID by, Reason reason, Instant until) ->
                    state instanceof PledgeState.Published
                            ? moved(
                                    new PledgeState.Removed(
                                            reason, by, new PledgeState.Appeal.Possible(until)))
                            : WRONG_STATE;
            case PledgeEvent.Appeal(UUID by, Instant at, String text) ->
                    appeal(state, new PledgeState.Appeal.Open(by, at, text));
            case PledgeEvent.Uphold(UUID by, Instant at, Set<UUID> involved, String text) -> {
                if (!isAppealed(state)) {
                    yield WRONG_STATE;
                }
                yield involved.contains(by)
                        ? SAME_PERSON
                        : moved(with(state, new PledgeState.Appeal.Upheld(by, at, text)));
            }
            case PledgeEvent.Overturn(UUID by, Set<UUID> involved, String _) -> {
                if (!isAppealed(state)) {
                    yield WRONG_STATE;
                }
                yield involved.contains(by) ? SAME_PERSON : moved(new PledgeState.Submitted());
            }
            case PledgeEvent.Expire() ->
                    state instanceof PledgeState.Published
                            ? moved(new PledgeState.Expired())
                            : WRONG_STATE;
        };
    }

    private static Outcome approve(PledgeState state, UUID signedBy, UUID by) {
        if (!(state instanceof PledgeState.Submitted)) {
            return WRONG_STATE;
        }
        return by.equals(signedBy) ? SAME_PERSON : moved(new PledgeState.Approved(by));
    }

    private static Outcome takeBack(PledgeState state, UUID by) {
        return state instanceof PledgeState.Approved(UUID reviewer) && by.equals(reviewer)
                ? moved(new PledgeState.Submitted())
                : WRONG_STATE;
    }

    private static Outcome publish(PledgeState state, UUID signedBy, UUID by) {
        if (!(state instanceof PledgeState.Approved(UUID reviewer))) {
            return WRONG_STATE;
        }
        return by.equals(signedBy) || by.equals(reviewer)
                ? SAME_PERSON
                : moved(new PledgeState.Published(reviewer, by));
    }

    private static Outcome appeal(PledgeState state, PledgeState.Appeal.Open appeal) {
        if (!(state.appeal().orElse(appeal) instanceof PledgeState.Appeal.Possible possible)) {
            return WRONG_STATE;
        }
        return appeal.at().isBefore(possible.until()) ? moved(with(state, appeal)) : APPEAL_OVER;
    }

    private static boolean isAppealed(PledgeState state) {
        return state.appeal().filter(PledgeState.Appeal.Open.class::isInstance).isPresent();
    }

    private static PledgeState with(PledgeState state, PledgeState.Appeal appeal) {
        return switch (state) {
            case PledgeState.Refused(Reason reason, UUID by, PledgeState.Appeal _) ->
                    new PledgeState.Refused(reason, by, appeal);
            case PledgeState.Removed(Reason reason, UUID by, PledgeState.Appeal _) ->
                    new PledgeState.Removed(reason, by, appeal);
            case PledgeState.Submitted(),
                    PledgeState.Approved _,
                    PledgeState.Published _,
                    PledgeState.Withdrawn _,
                    PledgeState.Expired() ->
                    throw new IllegalStateException("no appeal against " + state.code());
        };
    }

    private static Outcome moved(PledgeState to) {
        return new Outcome.Moved(to);
    }

    /// Passes when a campaign takes a signature at an instant.
    ///
    /// @throws Refused CAMPAIGN_NOT_OPEN with its window
    static void requireOpen(Campaign campaign, Instant at) {
        Window window = campaign.plan().window();
        if (campaign.state() != CampaignState.OPEN || !window.contains(at)) {
            throw new Refused(Code.CAMPAIGN_NOT_OPEN, window.firstDay(), window.lastDay());
        }
    }

    /// What is stated of a step. Before it is published the public knows the digest only, and
    /// afterwards it is told everything but who signed, and what was written in an appeal.
    static Statement stated(Pledge pledge, PledgeEvent event, PledgeState to, Instant at) {
        Map<String, Object> body = new HashMap<>();
        body.put("campaign", pledge.campaign().toString());
        body.put("enterprise", pledge.enterprise().toString());
        body.put("creditCode", pledge.creditCode().text());
        body.put("textHash", pledge.textHash());
        body.put("category", pledge.category().name());
        if (!(event instanceof PledgeEvent.Appeal)) {
            to.why()
                    .ifPresent(
                            reason -> {
                                body.put("reason", reason.text());
                                body.put("reasonCode", reason.kind().name());
                            });
        }
        boolean open = to instanceof PledgeState.Published || pledge.publishedAt().isPresent();
        return new Statement(
                "pledge." + event.word(),
                event.isOfEnterprise() ? pledge.enterprise().toString() : "association",
                Pledge.subject(pledge.id()),
                at,
                open,
                body);
    }
}
