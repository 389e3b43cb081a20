// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.campaign;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.publiclog.Statement;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The face of campaigns. Thread-safe.
public final class Campaigns {
    private static final int LIST_MAX = 100;

    private final Database db;
    private final PublicLog publicLog;
    private final Ids ids;
    private final InstantSource clock;
    private final CampaignStore store = new CampaignStore();

    /// Campaigns of the association.
    public Campaigns(Database db, PublicLog publicLog, Ids ids, InstantSource clock) {
        this.db = db;
        this.publicLog = publicLog;
        this.ids = ids;
        this.clock = clock;
    }

    /// Prepares a campaign; nobody outside the association sees it yet.
    ///
    /// @param caller an operator
    public Campaign create(Caller caller, Campaign.Plan plan) {
        caller.requireAny(Role.OPERATOR);
        return db.write(
                tx -> {
                    UUID id = ids.next();
                    Campaign draft =
                            new Campaign(
                                    id,
                                    plan,
                                    CampaignState.DRAFT,
                                    1,
                                    plan.text().hash(),
                                    false,
                                    caller.account(),
                                    Optional.empty());
                    store.insert(tx, draft, clock.instant());
                    return get(tx, id);
                });
    }

    /// Changes what was decided about a campaign that is still being prepared. Another text is a
    /// new version of it.
    ///
    /// @param caller an operator
    /// @throws Refused WRONG_STATE once it was opened
    public Campaign edit(Caller caller, UUID id, Campaign.Plan plan) {
        caller.requireAny(Role.OPERATOR);
        return db.write(
                tx -> {
                    Campaign draft = lock(tx, id);
                    if (draft.state() != CampaignState.DRAFT) {
                        throw new Refused(Code.WRONG_STATE, draft.state());
                    }
                    store.replacePlan(tx, id, plan);
                    if (!plan.text().hash().equals(draft.textHash())) {
                        int version = draft.textVersion() + 1;
                        store.replaceText(
                                tx, id, version, plan.text(), caller.account(), clock.instant());
                    }
                    return get(tx, id);
                });
    }

    /// Prepares the campaign of the year after one that is there: everything a year later, its
    /// text as a new draft to start from. All of it can be edited before it is opened.
    ///
    /// @param caller an operator
    public Campaign cloned(Caller caller, UUID id) {
        caller.requireAny(Role.OPERATOR);
        Campaign one = db.read(tx -> get(tx, id));
        if (one.plan().year() == Campaign.Plan.YEAR_MAX) {
            throw new Refused(Code.OUT_OF_RANGE, Campaign.Plan.YEAR_MIN, Campaign.Plan.YEAR_MAX)
                    .at("year");
        }
        return create(caller, one.nextYear());
    }

    /// Gives a campaign a new version of its text.
    ///
    /// @param caller an operator
    /// @throws Refused TEXT_FROZEN after the first signature
    public Campaign replaceText(Caller caller, UUID id, PledgeText text) {
        caller.requireAny(Role.OPERATOR);
        return db.write(
                tx -> {
                    Campaign campaign = lock(tx, id);
                    if (campaign.frozen()) {
                        throw new Refused(Code.TEXT_FROZEN);
                    }
                    if (text.hash().equals(campaign.textHash())) {
                        return campaign;
                    }
                    Instant now = clock.instant();
                    int version = campaign.textVersion() + 1;
                    store.replaceText(tx, id, version, text, caller.account(), now);
                    if (campaign.state() != CampaignState.DRAFT) {
                        Campaign changed = get(tx, id);
                        UUID stated = publicLog.state(tx, stated("text-changed", changed, now));
                        store.state(tx, id, changed.state(), stated, now);
                    }
                    return get(tx, id);
                });
    }

    /// Opens a campaign: its page is public, and signatures are taken within its window.
    ///
    /// @param caller an operator
    /// @throws Refused WRONG_STATE
    public Campaign open(Caller caller, UUID id) {
        return to(caller, id, CampaignState.OPEN, "opened");
    }

    /// Closes a campaign: no more signatures.
    ///
    /// @param caller an operator
    /// @throws Refused WRONG_STATE
    public Campaign close(Caller caller, UUID id) {
        return to(caller, id, CampaignState.CLOSED, "closed");
    }

    /// Finishes a closed campaign.
    ///
    /// @param caller an operator
    /// @throws Refused WRONG_STATE
    public Campaign archive(Caller caller, UUID id) {
        return to(caller, id, CampaignState.ARCHIVED, "archived");
    }

    private Campaign to(Caller caller, UUID id, CampaignState state, String word) {
        caller.requireAny(Role.OPERATOR);
        return db.write(
                tx -> {
                    Campaign campaign = lock(tx, id);
                    if (!campaign.state().allows(state)) {
                        throw new Refused(Code.WRONG_STATE, campaign.state());
                    }
                    Instant now = clock.instant();
                    UUID stated = publicLog.state(tx, stated(word, campaign, now));
                    store.state(tx, id, state, stated, now);
                    return get(tx, id);
                });
    }

    private static Statement stated(String word, Campaign campaign, Instant now) {
        Campaign.Plan plan = campaign.plan();
        Map<String, Object> body = new HashMap<>();
        body.put("year", plan.year());
        body.put("themeZh", plan.theme().zh());
        body.put("themeEn", plan.theme().en());
        body.put("from", plan.window().from().toString());
        body.put("to", plan.window().to().toString());
        body.put("textVersion", campaign.textVersion());
        body.put("textHash", campaign.textHash());
        String subject = Campaign.subject(campaign.id());
        return Statement.open("campaign." + word, "association", subject, now, body);
    }

    private Campaign lock(Tx tx, UUID id) {
        return store.lock(tx, id).orElseThrow(() -> new Refused(Code.NOT_FOUND));
    }

    /// The campaign, for a use case of another slice.
    ///
    /// @throws Refused NOT_FOUND
    public Campaign get(Tx tx, UUID id) {
        return store.find(tx, id).orElseThrow(() -> new Refused(Code.NOT_FOUND));
    }

    /// The campaign, its text and state kept as they are until the transaction ends, for a use
    /// case of another slice. Those who ask so do not wait for each other.
    ///
    /// @throws Refused NOT_FOUND
    public Campaign share(Tx tx, UUID id) {
        return store.share(tx, id).orElseThrow(() -> new Refused(Code.NOT_FOUND));
    }

    /// Remembers that the text of a shared campaign was signed: it never changes again.
    public void freeze(Tx tx, Campaign campaign) {
        store.freeze(tx, campaign.id(), campaign.textVersion(), clock.instant());
    }

    /// The campaign, as far as the caller may see it.
    ///
    /// @throws Refused NOT_FOUND when there is none, or a draft that is not for this caller
    public Campaign show(Optional<Caller> caller, UUID id) {
        return db.read(
                tx -> {
                    Campaign campaign = get(tx, id);
                    if (campaign.state() == CampaignState.DRAFT && !seesDrafts(caller)) {
                        throw new Refused(Code.NOT_FOUND);
                    }
                    return campaign;
                });
    }

    /// The versions of a campaign's text, latest first, at most 100; those from before it was
    /// opened for the association only.
    ///
    /// @throws Refused NOT_FOUND as [#show]
    public List<TextVersion> texts(Optional<Caller> caller, UUID id) {
        Campaign campaign = show(caller, id);
        return db.read(tx -> store.texts(tx, campaign.id(), seesDrafts(caller), LIST_MAX));
    }

    /// One of them.
    ///
    /// @throws Refused NOT_FOUND also when there is no such version, or not for this caller
    public TextVersion text(Optional<Caller> caller, UUID id, int version) {
        return texts(caller, id).stream()
                .filter(one -> one.version() == version)
                .findFirst()
                .orElseThrow(() -> new Refused(Code.NOT_FOUND));
    }

    /// All campaigns that the caller may see, latest year first, at most 100.
    public List<Campaign> list(Optional<Caller> caller) {
        return db.read(tx -> store.list(tx, seesDrafts(caller), LIST_MAX));
    }

    private static boolean seesDrafts(Optional<Caller> caller) {
        return caller.map(
                        who ->
                                who.isAny(
                                        Role.OPERATOR, Role.REVIEWER, Role.PUBLISHER, Role.AUDITOR))
                .orElse(false);
    }
}
