// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import dev.touchstone.app.campaign.Bilingual;
import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.campaign.CampaignState;
import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.campaign.Window;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.enterprise.EnterpriseState;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.publiclog.Statement;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Csv;
import dev.touchstone.app.web.ImportReport;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The face of signatures: signing, review, publication, and what may follow. Thread-safe.
public final class Pledges {
    /// The most signatures reviewed or published in one go.
    public static final int BULK_MAX = 20_000;

    private final Database db;
    private final PublicLog publicLog;
    private final Enterprises enterprises;
    private final Ids ids;
    private final InstantSource clock;
    private final Campaigns campaigns;
    private final PledgeStore store = new PledgeStore();
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
            Ids ids,
            InstantSource clock) {
        this.db = db;
        this.publicLog = publicLog;
        this.enterprises = enterprises;
        this.campaigns = campaigns;
        this.ids = ids;
        this.clock = clock;
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
        UUID enterprise = caller.requireEnterprise();
        caller.requireFor(enterprise, Role.OWNER);
        return db.write(
                tx -> {
                    Instant now = clock.instant();
                    Campaign open = campaigns.share(tx, campaign);
                    PledgeRules.requireOpen(open, now);
                    if (!textHash.equals(open.textHash())) {
                        throw new Refused(Code.TEXT_CHANGED).at("textHash");
                    }
                    Enterprise one = enterprises.get(tx, enterprise);
                    if (one.state() != EnterpriseState.VERIFIED) {
                        throw new Refused(Code.ENTERPRISE_NOT_VERIFIED);
                    }
                    Signing signing = new Signing(one, signer, category, Window.dayOf(now), false);
                    return store(tx, caller, open, List.of(signing), now).getFirst();
                });
    }

    private record Signing(
            Enterprise enterprise,
            Pledge.Signer signer,
            Category category,
            LocalDate on,
            boolean paper) {}

    private List<Pledge> store(
            Tx tx, Caller caller, Campaign campaign, List<Signing> signings, Instant now) {
        if (signings.isEmpty()) {
            return List.of();
        }
        List<UUID> made = signings.stream().map(one -> ids.next()).toList();
        List<Statement> statements = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            Signing one = signings.get(i);
            UUID enterprise = one.enterprise().id();
            statements.add(
                    Statement.sealed(
                            "pledge.signed",
                            one.paper() ? "association" : enterprise.toString(),
                            Pledge.subject(made.get(i)),
                            now,
                            Map.of(
                                    "campaign", campaign.id().toString(),
                                    "enterprise", enterprise.toString(),
                                    "textHash", campaign.textHash(),
                                    "category", one.category().name(),
                                    "signedOn", one.on().toString())));
        }
        List<UUID> stated = publicLog.stateAll(tx, statements);
        List<PledgeStore.NewPledge> rows = new ArrayList<>();
        List<PledgeStore.Move> moves = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            Pledge pledge =
                    pledge(made.get(i), caller, campaign, signings.get(i), now, stated.get(i));
            rows.add(new PledgeStore.NewPledge(pledge, signings.get(i).signer(), now));
            moves.add(new PledgeStore.Move(pledge.id(), pledge.state(), pledge.statement()));
        }
        campaigns.freeze(tx, campaign);
        store.insert(tx, rows);
        store.note(tx, moves, caller.account(), now);
        return rows.stream().map(PledgeStore.NewPledge::pledge).toList();
    }

    private static Pledge pledge(
            UUID id, Caller caller, Campaign campaign, Signing one, Instant now, UUID statement) {
        Enterprise enterprise = one.enterprise();
        return new Pledge(
                id,
                campaign.id(),
                enterprise.id(),
                campaign.plan().year(),
                enterprise.creditCode(),
                new Bilingual(enterprise.nameZh(), enterprise.nameEn()),
                enterprise.province(),
                enterprise.industry(),
                campaign.textVersion(),
                campaign.textHash(),
                one.category(),
                one.paper(),
                one.on(),
                caller.account(),
                new PledgeState.Submitted(),
                now,
                Optional.empty(),
                statement);
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
        caller.requireAny(Role.OPERATOR);
        return db.write(
                tx -> {
                    Campaign one = campaigns.share(tx, campaign);
                    if (one.state() != CampaignState.OPEN && one.state() != CampaignState.CLOSED) {
                        throw new Refused(Code.WRONG_STATE, one.state());
                    }
                    SignatureImport.Lines lines = SignatureImport.read(rows, one.plan().window());
                    Map<String, Enterprise> known =
                            enterprises.withCodes(
                                    tx,
                                    lines.lines().stream()
                                            .map(SignatureImport.Line::creditCode)
                                            .toList());
                    Map<String, Pledge> signed =
                            store
                                    .of(
                                            tx,
                                            known.values().stream().map(Enterprise::id).toList(),
                                            campaign)
                                    .stream()
                                    .collect(
                                            Collectors.toMap(
                                                    each -> each.creditCode().text(),
                                                    Function.identity()));
                    SignatureImport.Result result = SignatureImport.compare(lines, known, signed);
                    ImportReport report =
                            new ImportReport(
                                    dryRun,
                                    rows.size(),
                                    result.fresh().size(),
                                    result.unchanged(),
                                    result.errors());
                    if (!dryRun) {
                        report.requireClean();
                        store(tx, caller, one, signings(result, known), clock.instant());
                    }
                    return report;
                });
    }

    private static List<Signing> signings(
            SignatureImport.Result result, Map<String, Enterprise> known) {
        List<Signing> signings = new ArrayList<>();
        for (SignatureImport.Line line : result.fresh()) {
            Enterprise enterprise = known.get(line.creditCode().text());
            if (enterprise == null) {
                throw new IllegalStateException("compared as known: " + line.creditCode());
            }
            signings.add(
                    new Signing(enterprise, line.signer(), line.category(), line.signedOn(), true));
        }
        return signings;
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

    /// Refuses a signature that is not on the roll yet.
    ///
    /// @param caller a reviewer or publisher
    /// @throws Refused WRONG_STATE, SAME_PERSON
    public Pledge refuse(Caller caller, UUID id, String reason) {
        caller.requireAny(Role.REVIEWER, Role.PUBLISHER);
        return move(caller, id, new PledgeEvent.Refuse(caller.account(), reason));
    }

    /// Takes a signature back.
    ///
    /// @param caller the enterprise's owner
    /// @throws Refused NOT_FOUND for another's, WRONG_STATE
    public Pledge withdraw(Caller caller, UUID id, String reason) {
        Pledge pledge = db.read(tx -> get(tx, id));
        caller.requireFor(pledge.enterprise(), Role.OWNER);
        return move(caller, id, new PledgeEvent.Withdraw(reason));
    }

    /// Takes a published signature off the roll; it stays there as removed, with the reason.
    ///
    /// @param caller a publisher
    /// @throws Refused WRONG_STATE
    public Pledge remove(Caller caller, UUID id, String reason) {
        caller.requireAny(Role.PUBLISHER);
        return move(caller, id, new PledgeEvent.Remove(reason));
    }

    private Pledge move(Caller caller, UUID id, PledgeEvent event) {
        return db.write(
                tx -> {
                    Pledge pledge = lock(tx, id);
                    switch (PledgeRules.next(pledge.state(), pledge.signedBy(), event)) {
                        case PledgeRules.Outcome.Moved(PledgeState to) ->
                                move(tx, caller, List.of(new Moving(pledge, to)));
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

    private void move(Tx tx, Caller caller, List<Moving> moving) {
        Instant now = clock.instant();
        List<UUID> stated =
                publicLog.stateAll(
                        tx,
                        moving.stream()
                                .map(one -> PledgeRules.stated(one.pledge(), one.to(), now))
                                .toList());
        List<PledgeStore.Move> moves = new ArrayList<>();
        for (int i = 0; i < moving.size(); i++) {
            Moving one = moving.get(i);
            moves.add(new PledgeStore.Move(one.pledge().id(), one.to(), stated.get(i)));
        }
        store.move(tx, moves, caller.account(), now);
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
                    for (Pledge pledge : store.lockQueue(tx, campaign, from, BULK_MAX)) {
                        if (PledgeRules.next(pledge.state(), pledge.signedBy(), event)
                                instanceof PledgeRules.Outcome.Moved(PledgeState to)) {
                            moving.add(new Moving(pledge, to));
                        }
                    }
                    if (!moving.isEmpty()) {
                        move(tx, caller, moving);
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

    /// Passes when a signature stands on the roll, and keeps it there until the transaction ends.
    ///
    /// @throws Refused WRONG_STATE
    public void requirePublished(Tx tx, UUID id) {
        Pledge pledge = lock(tx, id);
        if (!(pledge.state() instanceof PledgeState.Published)) {
            throw new Refused(Code.WRONG_STATE, pledge.state().code());
        }
    }

    /// A campaign's signatures on the roll, in the order of signing, locked until the transaction
    /// ends, for a use case of another slice.
    public List<Pledge> lockPublished(Tx tx, UUID campaign, int countMax) {
        return store.lockQueue(tx, campaign, "PUBLISHED", countMax);
    }
}
