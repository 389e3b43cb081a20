// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.enterprise.CreditCode;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Csv;
import dev.touchstone.app.web.ImportReport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;

/// The face of signatures: signing, review, publication, and what may follow. Thread-safe.
public final class Pledges {
    /// The most signatures reviewed or published in one go.
    public static final int BULK_MAX = 20_000;

    private static final int EXPIRED_AT_ONCE_MAX = 1_000;

    private static final UUID FIRST = new UUID(0, 0);

    private final Database db;
    private final PublicLog publicLog;
    private final Enterprises enterprises;
    private final InstantSource clock;
    private final Campaigns campaigns;
    private final Pledge.Terms terms;
    private final Signatures signatures;
    private final PledgeStore store = new PledgeStore();
    private final EnclosureStore enclosures = new EnclosureStore();
    private volatile Ended whenEnded = (tx, caller, pledge) -> {};

    /// What else must happen, in the same transaction, when a signature leaves the roll.
    public interface Ended {
        /// Does it.
        void ended(Tx tx, Caller caller, Pledge pledge);
    }

    /// Signatures of the enterprises of a registry.
    public Pledges(
            Database db,
            PublicLog publicLog,
            Enterprises enterprises,
            Campaigns campaigns,
            Pledge.Terms terms,
            Ids ids,
            InstantSource clock) {
        this.db = db;
        this.publicLog = publicLog;
        this.enterprises = enterprises;
        this.campaigns = campaigns;
        this.terms = terms;
        this.clock = clock;
        this.signatures = new Signatures(publicLog, campaigns, enterprises, ids, terms);
    }

    /// Says, once at start, what else must happen when a signature leaves the roll.
    public void whenEnded(Ended ended) {
        this.whenEnded = ended;
    }

    /// Signs a campaign's text for the caller's enterprise.
    ///
    /// @param caller the enterprise's owner
    /// @param textHash the hash of the text that was read
    /// @throws Refused CAMPAIGN_NOT_OPEN, TEXT_CHANGED, ENTERPRISE_NOT_VERIFIED, ALREADY_SIGNED
    public Pledge sign(
            Caller caller,
            UUID campaign,
            String textHash,
            Pledge.Signer signer,
            Category category) {
        Pledge.Signing signing = new Pledge.Signing(textHash, signer, category, Optional.empty());
        return sign(caller, campaign, signing, (tx, pledge) -> {});
    }

    /// The same, perhaps with a signature of the enterprise's own key.
    ///
    /// @param also what else happens in the transaction
    /// @throws Refused also OWN_KEY_UNREADABLE, OWN_SIGNATURE_WRONG
    Pledge sign(Caller caller, UUID campaign, Pledge.Signing signing, BiConsumer<Tx, Pledge> also) {
        caller.requireFor(caller.requireEnterprise(), Role.OWNER);
        return db.write(
                tx -> {
                    Pledge pledge = signatures.sign(tx, caller, campaign, signing, clock.instant());
                    also.accept(tx, pledge);
                    return pledge;
                });
    }

    /// The bytes that the caller's enterprise signs with its own key, see [OwnSignature#toSign].
    ///
    /// @param caller the enterprise's owner
    /// @throws Refused NOT_FOUND for a campaign that is not for this caller
    public String toSign(Caller caller, UUID campaign) {
        UUID enterprise = caller.requireEnterprise();
        caller.requireFor(enterprise, Role.OWNER);
        Campaign one = campaigns.show(Optional.of(caller), campaign);
        CreditCode code = db.read(tx -> enterprises.get(tx, enterprise)).creditCode();
        return OwnSignature.toSign(campaign, one.textHash(), code);
    }

    /// Brings in signatures that were given on paper: every line or, when one is wrong, none.
    /// Signatures that are there with the same content stay, so the same file may come twice.
    ///
    /// @param caller an operator
    /// @param rows at most [Csv#LINES_MAX]
    /// @param dryRun tells what would happen, stores nothing
    /// @throws Refused CSV_INVALID with the errors by line, unless it is a dry run; WRONG_STATE
    public ImportReport importSignatures(
            Caller caller, UUID campaign, List<Csv.Row> rows, boolean dryRun) {
        return importSignatures(caller, campaign, rows, dryRun, false);
    }

    /// The same, leaving out the lines that are wrong when that is asked for.
    ///
    /// @param skipBad stores the other lines; the report names those left out
    public ImportReport importSignatures(
            Caller caller, UUID campaign, List<Csv.Row> rows, boolean dryRun, boolean skipBad) {
        caller.requireAny(Role.OPERATOR);
        Signatures.Bringing how = new Signatures.Bringing(dryRun, skipBad);
        return db.write(tx -> signatures.bringIn(tx, caller, campaign, rows, how, clock.instant()));
    }

    /// Finds a signature right, as the first person of the association.
    ///
    /// @param caller a reviewer who did not sign or bring it in
    /// @throws Refused WRONG_STATE, SAME_PERSON
    public Pledge approve(Caller caller, UUID id) {
        caller.requireAny(Role.REVIEWER);
        return move(caller, id, new PledgeEvent.Approve(caller.account()));
    }

    /// Puts a signature on the roll, as the second person of the association.
    ///
    /// @param caller a publisher who neither signed nor reviewed it
    /// @throws Refused WRONG_STATE, SAME_PERSON
    public Pledge publish(Caller caller, UUID id) {
        caller.requireAny(Role.PUBLISHER);
        return move(caller, id, new PledgeEvent.Publish(caller.account()));
    }

    /// Takes an approval back, before the signature is on the roll.
    ///
    /// @param caller the reviewer who approved
    /// @throws Refused WRONG_STATE, also for another's approval
    public Pledge takeBack(Caller caller, UUID id) {
        caller.requireAny(Role.REVIEWER);
        return move(caller, id, new PledgeEvent.TakeBack(caller.account()));
    }

    /// Refuses a signature that is not on the roll yet. The enterprise may appeal.
    ///
    /// @param caller a reviewer or publisher
    /// @throws Refused WRONG_STATE, SAME_PERSON
    public Pledge refuse(Caller caller, UUID id, Reason reason) {
        caller.requireAny(Role.REVIEWER, Role.PUBLISHER);
        return move(caller, id, new PledgeEvent.Refuse(caller.account(), reason, appealUntil()));
    }

    /// The same for a reason that is not on the list.
    public Pledge refuse(Caller caller, UUID id, String reason) {
        return refuse(caller, id, Reason.other(reason));
    }

    private Instant appealUntil() {
        return clock.instant().plus(terms.appealFor());
    }

    /// Takes a signature back.
    ///
    /// @param caller the enterprise's owner
    /// @throws Refused NOT_FOUND for another's, WRONG_STATE
    public Pledge withdraw(Caller caller, UUID id, Reason reason) {
        requireOwn(caller, id);
        return move(caller, id, new PledgeEvent.Withdraw(reason));
    }

    /// The same for a reason that is not on the list.
    public Pledge withdraw(Caller caller, UUID id, String reason) {
        return withdraw(caller, id, Reason.other(reason));
    }

    private void requireOwn(Caller caller, UUID id) {
        Pledge pledge = db.read(tx -> get(tx, id));
        caller.requireFor(pledge.enterprise(), Role.OWNER);
    }

    /// Asks that a refusal or removal be looked at again.
    ///
    /// @param caller the enterprise's owner
    /// @param text why, at most [Pledge#APPEAL_LENGTH_MAX] characters; for those who decide it
    /// @throws Refused NOT_FOUND for another's, WRONG_STATE, APPEAL_OVER
    public Pledge appeal(Caller caller, UUID id, String text) {
        requireOwn(caller, id);
        return move(caller, id, new PledgeEvent.Appeal(caller.account(), clock.instant(), text));
    }

    /// Decides an appeal: the decision stands, or the signature is reviewed again from the
    /// beginning. One that was on the roll stays there meanwhile, in the state of its review.
    ///
    /// @param caller a reviewer or publisher who had no part in what happened to it
    /// @param stands whether the decision stands
    /// @param text why, on the roll when the signature was there
    /// @throws Refused WRONG_STATE, SAME_PERSON
    public Pledge decideAppeal(Caller caller, UUID id, boolean stands, String text) {
        caller.requireAny(Role.REVIEWER, Role.PUBLISHER);
        Set<UUID> involved = db.read(tx -> store.involved(tx, id));
        UUID by = caller.account();
        return move(
                caller,
                id,
                stands
                        ? new PledgeEvent.Uphold(by, clock.instant(), involved, text)
                        : new PledgeEvent.Overturn(by, involved, text));
    }

    /// Takes a published signature off the roll; it stays there as removed, with the reason. The
    /// enterprise may appeal.
    ///
    /// @param caller a publisher
    /// @throws Refused WRONG_STATE
    public Pledge remove(Caller caller, UUID id, Reason reason) {
        caller.requireAny(Role.PUBLISHER);
        return move(caller, id, new PledgeEvent.Remove(caller.account(), reason, appealUntil()));
    }

    /// The same for a reason that is not on the list.
    public Pledge remove(Caller caller, UUID id, String reason) {
        return remove(caller, id, Reason.other(reason));
    }

    private Pledge move(Caller caller, UUID id, PledgeEvent event) {
        return db.write(
                tx -> {
                    Pledge pledge = lock(tx, id);
                    switch (PledgeRules.next(pledge.state(), pledge.signedBy(), event)) {
                        case PledgeRules.Outcome.Moved(PledgeState to) ->
                                move(
                                        tx,
                                        event,
                                        Optional.of(caller),
                                        List.of(new Moving(pledge, to)));
                        case PledgeRules.Outcome.Stays(Code why) ->
                                throw new Refused(why, pledge.state().code());
                    }
                    Pledge moved = get(tx, id);
                    if (pledge.state() instanceof PledgeState.Published) {
                        whenEnded.ended(tx, caller, moved);
                    }
                    return moved;
                });
    }

    private record Moving(Pledge pledge, PledgeState to) {}

    private void move(Tx tx, PledgeEvent event, Optional<Caller> caller, List<Moving> moving) {
        Instant now = clock.instant();
        List<UUID> stated =
                publicLog.stateAll(
                        tx,
                        moving.stream()
                                .map(one -> PledgeRules.stated(one.pledge(), event, one.to(), now))
                                .toList());
        List<PledgeStore.Move> moves = new ArrayList<>();
        for (int i = 0; i < moving.size(); i++) {
            Moving one = moving.get(i);
            moves.add(new PledgeStore.Move(one.pledge().id(), event, one.to(), stated.get(i)));
        }
        store.move(tx, moves, caller.map(Caller::account), now);
    }

    /// Ends the published signatures whose time is over. A job calls this again and again. Their
    /// certificates end by their own date.
    ///
    /// @return how many, at most 1,000 at once
    public int expireDue() {
        return db.write(
                tx -> {
                    List<Moving> due =
                            store.lockDue(tx, clock.instant(), EXPIRED_AT_ONCE_MAX).stream()
                                    .map(one -> new Moving(one, new PledgeState.Expired()))
                                    .toList();
                    if (!due.isEmpty()) {
                        move(tx, new PledgeEvent.Expire(), Optional.empty(), due);
                    }
                    return due.size();
                });
    }

    /// Approves every waiting signature of a campaign that this person may approve.
    ///
    /// @param caller a reviewer
    /// @return how many, at most [#BULK_MAX] at once
    public int approveAll(Caller caller, UUID campaign) {
        caller.requireAny(Role.REVIEWER);
        return moveAll(caller, campaign, "SUBMITTED", new PledgeEvent.Approve(caller.account()));
    }

    /// Publishes every approved signature of a campaign that this person may publish.
    ///
    /// @param caller a publisher
    /// @return how many, at most [#BULK_MAX] at once
    public int publishAll(Caller caller, UUID campaign) {
        caller.requireAny(Role.PUBLISHER);
        return moveAll(caller, campaign, "APPROVED", new PledgeEvent.Publish(caller.account()));
    }

    private int moveAll(Caller caller, UUID campaign, String from, PledgeEvent event) {
        return db.write(
                tx -> {
                    campaigns.share(tx, campaign);
                    List<Moving> moving = new ArrayList<>();
                    for (Pledge pledge : store.lockQueue(tx, campaign, from, FIRST, BULK_MAX)) {
                        if (PledgeRules.next(pledge.state(), pledge.signedBy(), event)
                                instanceof PledgeRules.Outcome.Moved(PledgeState to)) {
                            moving.add(new Moving(pledge, to));
                        }
                    }
                    if (!moving.isEmpty()) {
                        move(tx, event, Optional.of(caller), moving);
                    }
                    return moving.size();
                });
    }

    /// The signature, for a use case of another slice.
    ///
    /// @throws Refused NOT_FOUND
    public Pledge get(Tx tx, UUID id) {
        return store.find(tx, id).orElseThrow(() -> new Refused(Code.NOT_FOUND));
    }

    /// What happened to a signature, oldest first, for a use case of another slice.
    public List<Pledge.Step> steps(Tx tx, UUID id) {
        return store.history(tx, id);
    }

    /// The signature, its row locked until the transaction ends, for a use case of another slice.
    ///
    /// @throws Refused NOT_FOUND
    public Pledge lock(Tx tx, UUID id) {
        return store.lock(tx, id).orElseThrow(() -> new Refused(Code.NOT_FOUND));
    }

    /// The signature of the enterprise's own key below a signature, for a use case of another
    /// slice; empty when there is none.
    public Optional<OwnSignature> ownSignature(Tx tx, UUID id) {
        return enclosures.own(tx, id);
    }

    /// Passes when a signature stands on the roll, and keeps it there until the transaction ends.
    ///
    /// @throws Refused WRONG_STATE
    public void requirePublished(Tx tx, UUID id) {
        Pledge pledge = lock(tx, id);
        if (!(pledge.state() instanceof PledgeState.Published)) {
            throw new Refused(Code.WRONG_STATE, pledge.state().code());
        }
    }

    /// A campaign's signatures on the roll after one of them, in the order of signing, locked
    /// until the transaction ends, for a use case of another slice.
    public List<Pledge> lockPublished(Tx tx, UUID campaign, Optional<UUID> after, int countMax) {
        return store.lockQueue(tx, campaign, "PUBLISHED", after.orElse(FIRST), countMax);
    }
}
