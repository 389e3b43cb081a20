// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import dev.touchstone.app.access.AccountNames;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What those who sign, review and publish see of signatures, before and after they are on the
/// roll. Thread-safe.
public final class PledgeDesk {
    /// The most signatures of one page of a queue.
    public static final int PAGE_MAX = 100;

    /// What can be listed: the states, and appeals that wait for a decision.
    public static final List<String> QUEUES =
            List.of(
                    "SUBMITTED",
                    "APPROVED",
                    "APPEALED",
                    "PUBLISHED",
                    "REFUSED",
                    "WITHDRAWN",
                    "REMOVED",
                    "EXPIRED");

    private static final String APPEALED = "APPEALED";

    private final Database db;
    private final AccountNames names = new AccountNames();
    private final PledgeStore store = new PledgeStore();
    private final EnclosureStore enclosures = new EnclosureStore();

    /// A desk.
    public PledgeDesk(Database db) {
        this.db = db;
    }

    /// A signature with what is not public about it; for the association and its enterprise.
    ///
    /// @param names who did the steps, by account; an enterprise is told its own people only
    /// @param uses who brought in and read letters, latest first
    /// @param consent which sentences of consent were agreed to; none for paper
    public record Detail(
            Pledge pledge,
            Pledge.Signer signer,
            List<Pledge.Step> steps,
            Map<UUID, String> names,
            Optional<AuthorityLetters.Letter> letter,
            List<AuthorityLetters.Use> uses,
            Optional<OwnSignature> own,
            Optional<Integer> consent) {}

    /// A signature with what is not public about it.
    ///
    /// @throws Refused NOT_FOUND for another enterprise's
    public Detail detail(Caller caller, UUID id) {
        return db.read(
                tx -> {
                    Pledge pledge =
                            store.find(tx, id).orElseThrow(() -> new Refused(Code.NOT_FOUND));
                    caller.requireFor(
                            pledge.enterprise(),
                            Role.OPERATOR,
                            Role.REVIEWER,
                            Role.PUBLISHER,
                            Role.OWNER);
                    return detail(tx, caller, pledge);
                });
    }

    private Detail detail(Tx tx, Caller caller, Pledge pledge) {
        UUID id = pledge.id();
        List<Pledge.Step> steps = store.history(tx, id);
        List<AuthorityLetters.Use> uses = enclosures.uses(tx, id, AuthorityLetters.USES_SHOWN_MAX);
        Set<UUID> accounts = new HashSet<>();
        steps.forEach(step -> step.account().ifPresent(accounts::add));
        uses.forEach(use -> accounts.add(use.account()));
        return new Detail(
                pledge,
                store.signer(tx, id).orElseThrow(),
                steps,
                names.of(tx, accounts, caller.enterprise()),
                enclosures.letter(tx, id),
                uses,
                enclosures.own(tx, id),
                store.consent(tx, id));
    }

    /// The caller's enterprise's signature in a campaign.
    public Optional<Pledge> own(Caller caller, UUID campaign) {
        return caller.enterprise()
                .flatMap(enterprise -> db.read(tx -> store.of(tx, enterprise, campaign)));
    }

    /// An enterprise's signature in a campaign, for a use case of another slice.
    public Optional<Pledge> of(Tx tx, UUID enterprise, UUID campaign) {
        return store.of(tx, enterprise, campaign);
    }

    /// Whether an enterprise stands on the roll of a campaign, for a use case of another slice.
    public boolean stands(Tx tx, UUID enterprise, UUID campaign) {
        return of(tx, enterprise, campaign)
                .map(Pledge::state)
                .filter(PledgeState.Published.class::isInstance)
                .isPresent();
    }

    /// A page of a campaign's signatures.
    ///
    /// @param caller of the association
    /// @param queue one of [#QUEUES]; appeals come on one page, the longest waiting first
    public List<Pledge> queue(Caller caller, UUID campaign, String queue, Optional<UUID> after) {
        caller.requireAny(Role.OPERATOR, Role.REVIEWER, Role.PUBLISHER);
        return db.read(
                tx ->
                        queue.equals(APPEALED)
                                ? store.appealed(tx, campaign, PAGE_MAX)
                                : store.queue(tx, campaign, queue, after, PAGE_MAX));
    }

    /// How many signatures of a campaign are in a state.
    public int count(UUID campaign, String state) {
        return db.read(tx -> store.count(tx, campaign, state));
    }

    /// How many signatures of a campaign each of [#QUEUES] holds, those without any left out. One
    /// that is appealed against counts as `APPEALED` alone.
    ///
    /// @param caller of the association
    public Map<String, Integer> counts(Caller caller, UUID campaign) {
        caller.requireAny(Role.OPERATOR, Role.REVIEWER, Role.PUBLISHER);
        return db.read(tx -> store.counts(tx, campaign));
    }
}
