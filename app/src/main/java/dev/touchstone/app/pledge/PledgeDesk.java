// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What those who sign, review and publish see of signatures, before and after they are on the
/// roll. Thread-safe.
public final class PledgeDesk {
    /// The most signatures of one page of a queue.
    public static final int PAGE_MAX = 100;

    private final Database db;
    private final PledgeStore store = new PledgeStore();

    /// A desk.
    public PledgeDesk(Database db) {
        this.db = db;
    }

    /// A signature with who signed it; for the association and its enterprise.
    public record Detail(Pledge pledge, Pledge.Signer signer, List<Pledge.Step> steps) {}

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
                    Pledge.Signer signer = store.signer(tx, id).orElseThrow();
                    return new Detail(pledge, signer, store.history(tx, id));
                });
    }

    /// The caller's enterprise's signature in a campaign.
    public Optional<Pledge> own(Caller caller, UUID campaign) {
        return caller.enterprise()
                .flatMap(enterprise -> db.read(tx -> store.of(tx, enterprise, campaign)));
    }

    /// A page of the signatures that wait for a reviewer or a publisher.
    ///
    /// @param caller of the association
    /// @param state `SUBMITTED` or `APPROVED`
    public List<Pledge> queue(Caller caller, UUID campaign, String state, Optional<UUID> after) {
        caller.requireAny(Role.OPERATOR, Role.REVIEWER, Role.PUBLISHER);
        return db.read(tx -> store.queue(tx, campaign, state, after, PAGE_MAX));
    }

    /// How many signatures of a campaign are in a state.
    public int count(UUID campaign, String state) {
        return db.read(tx -> store.count(tx, campaign, state));
    }
}
