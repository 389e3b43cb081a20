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
        /// @param why WRONG_STATE or SAME_PERSON
        record Stays(Code why) implements Outcome {}
    }

    private static final Outcome WRONG_STATE = new Outcome.Stays(Code.WRONG_STATE);
    private static final Outcome SAME_PERSON = new Outcome.Stays(Code.SAME_PERSON);

    /// Decides.
    ///
    /// @param signedBy the account that signed, or brought in the paper
    static Outcome next(PledgeState state, UUID signedBy, PledgeEvent event) {
        return switch (event) {
            case PledgeEvent.Approve(UUID by) -> approve(state, signedBy, by);
            case PledgeEvent.Publish(UUID by) -> publish(state, signedBy, by);
            case PledgeEvent.Refuse(UUID by, String reason) -> {
                if (!(state instanceof PledgeState.Submitted
                        || state instanceof PledgeState.Approved)) {
                    yield WRONG_STATE;
                }
                yield by.equals(signedBy) ? SAME_PERSON : moved(new PledgeState.Refused(reason));
            }
            case PledgeEvent.Withdraw(String reason) ->
                    state.isFinal() ? WRONG_STATE : moved(new PledgeState.Withdrawn(reason));
            case PledgeEvent.Remove(String reason) ->
                    state instanceof PledgeState.Published
                            ? moved(new PledgeState.Removed(reason))
                            : WRONG_STATE;
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

    private static Outcome publish(PledgeState state, UUID signedBy, UUID by) {
        if (!(state instanceof PledgeState.Approved(UUID reviewer))) {
            return WRONG_STATE;
        }
        return by.equals(signedBy) || by.equals(reviewer)
                ? SAME_PERSON
                : moved(new PledgeState.Published(reviewer, by));
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

    /// What is stated when a signature comes into a state. Before it is published the public knows
    /// the digest only, and afterwards it is told everything but who signed.
    static Statement stated(Pledge pledge, PledgeState to, Instant at) {
        Map<String, Object> body = new HashMap<>();
        body.put("campaign", pledge.campaign().toString());
        body.put("enterprise", pledge.enterprise().toString());
        body.put("creditCode", pledge.creditCode().text());
        body.put("textHash", pledge.textHash());
        body.put("category", pledge.category().name());
        String word =
                switch (to) {
                    case PledgeState.Submitted() -> "signed";
                    case PledgeState.Approved _ -> "approved";
                    case PledgeState.Published _ -> "published";
                    case PledgeState.Refused(String reason) -> {
                        body.put("reason", reason);
                        yield "refused";
                    }
                    case PledgeState.Withdrawn(String reason) -> {
                        body.put("reason", reason);
                        yield "withdrawn";
                    }
                    case PledgeState.Removed(String reason) -> {
                        body.put("reason", reason);
                        yield "removed";
                    }
                    case PledgeState.Expired() -> "expired";
                };
        boolean open = to instanceof PledgeState.Published || pledge.publishedAt().isPresent();
        boolean own = to instanceof PledgeState.Withdrawn;
        return new Statement(
                "pledge." + word,
                own ? pledge.enterprise().toString() : "association",
                Pledge.subject(pledge.id()),
                at,
                open,
                body);
    }
}
