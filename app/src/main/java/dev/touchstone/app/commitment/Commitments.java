// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.commitment;

import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.campaign.PledgeText;
import dev.touchstone.app.campaign.Window;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.pledge.Pledge;
import dev.touchstone.app.pledge.Pledges;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.publiclog.Statement;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The face of reports on commitments: what signatories write, publish and correct, and what
/// everybody sees of it. Thread-safe.
public final class Commitments {
    /// The most pledges of an enterprise that its desk shows.
    public static final int PLEDGES_MAX = 20;

    private static final Set<String> STANDING = Set.of("PUBLISHED", "EXPIRED");

    private final Database db;
    private final PublicLog publicLog;
    private final Campaigns campaigns;
    private final Pledges pledges;
    private final Ids ids;
    private final InstantSource clock;
    private final CommitmentStore store = new CommitmentStore();

    /// Reports on the pledges of campaigns.
    public Commitments(
            Database db,
            PublicLog publicLog,
            Campaigns campaigns,
            Pledges pledges,
            Ids ids,
            InstantSource clock) {
        this.db = db;
        this.publicLog = publicLog;
        this.campaigns = campaigns;
        this.pledges = pledges;
        this.ids = ids;
        this.clock = clock;
    }

    /// A commitment of a pledge, and what was reported on it.
    ///
    /// @param expected whether a report is due, or was published in its place
    /// @param report the published one
    public record Line(
            Place place,
            PledgeText.Commitment commitment,
            boolean expected,
            Optional<CommitmentReport> report) {
        /// Whether a report is due and not there.
        public boolean awaited() {
            return expected && report.isEmpty();
        }
    }

    /// What everybody may know of a pledge's reports. Immutable.
    ///
    /// @param stands whether the signature stands on the roll; reports on one that was withdrawn
    ///     or removed stay, and no more are due
    /// @param today in Chinese standard time
    public record Shown(
            Pledge pledge,
            Campaign campaign,
            CommitmentPlan plan,
            boolean stands,
            LocalDate today,
            List<Line> lines) {
        /// Whether the day has passed on which reports were due.
        public boolean overdue() {
            return today.isAfter(plan.dueOn());
        }

        /// How many reports are due and not there.
        public int missing() {
            return (int) lines.stream().filter(Line::awaited).count();
        }

        /// How many days before the due date a reminder is to be given today; 0 for none.
        public int reminder() {
            return missing() == 0 ? 0 : CommitmentRules.reminder(today, plan.dueOn()).orElse(0);
        }

        /// The line of a place.
        ///
        /// @throws Refused NOT_FOUND when the text has no such commitment
        Line line(Place place) {
            return lines.stream()
                    .filter(line -> line.place().equals(place))
                    .findFirst()
                    .orElseThrow(() -> new Refused(Code.NOT_FOUND));
        }
    }

    /// The reports of a pledge.
    ///
    /// @throws Refused NOT_FOUND when the pledge was never published
    public Shown show(UUID pledge) {
        return db.read(tx -> show(tx, pledge));
    }

    /// The reports of a pledge, for a use case of another slice: the roll's entry.
    ///
    /// @throws Refused NOT_FOUND when the pledge was never published
    public Shown show(Tx tx, UUID pledge) {
        Pledge one = pledges.get(tx, pledge);
        if (one.publishedAt().isEmpty()) {
            throw new Refused(Code.NOT_FOUND);
        }
        Campaign campaign = campaigns.get(tx, one.campaign());
        CommitmentPlan plan = plan(tx, campaign);
        boolean stands = STANDING.contains(one.state().code());
        Map<Place, CommitmentReport> reports = store.reports(tx, pledge);
        List<Line> lines = new ArrayList<>();
        PledgeText text = campaign.plan().text();
        for (Place place : CommitmentRules.places(text)) {
            Optional<CommitmentReport> report = Optional.ofNullable(reports.get(place));
            boolean expected = report.isPresent() || (stands && place.part() <= plan.parts());
            lines.add(new Line(place, CommitmentRules.commitment(text, place), expected, report));
        }
        return new Shown(
                one, campaign, plan, stands, Window.dayOf(clock.instant()), List.copyOf(lines));
    }

    CommitmentPlan plan(Tx tx, Campaign campaign) {
        return store.plan(tx, campaign.id()).orElseGet(() -> CommitmentRules.byDefault(campaign));
    }

    /// What an enterprise's desk shows: its pledges, latest first.
    ///
    /// @param drafts the places of which something is being written
    public record Own(Shown shown, Set<Place> drafts) {}

    /// The pledges of the caller's enterprise with what is reported and what is due.
    ///
    /// @param caller the enterprise's owner or quality department
    public List<Own> own(Caller caller) {
        UUID enterprise = writer(caller, caller.requireEnterprise());
        return db.read(
                tx ->
                        store.pledges(tx, enterprise, PLEDGES_MAX).stream()
                                .map(id -> new Own(show(tx, id), store.drafts(tx, id).keySet()))
                                .toList());
    }

    private static UUID writer(Caller caller, UUID enterprise) {
        caller.requireFor(enterprise, Role.OWNER, Role.QUALITY);
        return enterprise;
    }

    /// A commitment on the desk of who reports on it.
    public record Work(Shown shown, Line line, Optional<Draft> draft) {}

    /// A commitment with what is being written about it.
    ///
    /// @param caller the enterprise's owner or quality department
    /// @throws Refused NOT_FOUND for another enterprise's
    public Work work(Caller caller, UUID pledge, Place place) {
        return db.read(
                tx -> {
                    Shown shown = show(tx, pledge);
                    writer(caller, shown.pledge().enterprise());
                    Draft draft = store.drafts(tx, pledge).get(place);
                    return new Work(shown, shown.line(place), Optional.ofNullable(draft));
                });
    }

    /// Keeps what is being written about a commitment; nobody else sees it.
    ///
    /// @param caller the enterprise's owner or quality department
    /// @param seen the number of the version that the writer saw, 0 for none
    /// @throws Refused NOT_FOUND for another enterprise's pledge, and for evidence that is not
    ///     there; WRONG_STATE when the signature does not stand; CONFLICT when another version
    ///     was published meanwhile
    public Draft draft(Caller caller, UUID pledge, Place place, Said said, int seen) {
        return db.write(
                tx -> {
                    Shown shown = open(tx, caller, pledge, place, seen);
                    UUID enterprise = writer(caller, shown.pledge().enterprise());
                    check(tx, enterprise, said);
                    Draft draft = new Draft(said, clock.instant());
                    store.draft(tx, enterprise, pledge, place, draft, caller.account());
                    return draft;
                });
    }

    /// Publishes what was written: the first time as the report, later as its correction.
    ///
    /// @param caller the enterprise's owner
    /// @param seen the number of the version that the owner saw, 0 for none
    /// @throws Refused NOT_FOUND, WRONG_STATE and CONFLICT as [#draft]; NOT_FOUND also when
    ///     nothing is written; WRONG_COUNT after [CommitmentReport#VERSIONS_MAX] versions
    public CommitmentReport publish(Caller caller, UUID pledge, Place place, int seen) {
        return db.write(
                tx -> {
                    Shown shown = open(tx, caller, pledge, place, seen);
                    UUID enterprise = shown.pledge().enterprise();
                    caller.requireFor(enterprise, Role.OWNER);
                    Draft draft =
                            Optional.ofNullable(store.drafts(tx, pledge).get(place))
                                    .orElseThrow(() -> new Refused(Code.NOT_FOUND).at("draft"));
                    check(tx, enterprise, draft.said());
                    if (seen >= CommitmentReport.VERSIONS_MAX) {
                        throw new Refused(Code.WRONG_COUNT, 1, CommitmentReport.VERSIONS_MAX);
                    }
                    CommitmentReport report = next(tx, shown, shown.line(place), draft.said());
                    store.publish(tx, report, shown.campaign().id(), caller.account());
                    store.dropDraft(tx, pledge, place);
                    return report;
                });
    }

    /// The pledge as it is, and as it stays until the transaction ends, when it may be reported
    /// on.
    private Shown open(Tx tx, Caller caller, UUID pledge, Place place, int seen) {
        Pledge locked = pledges.lock(tx, pledge);
        writer(caller, locked.enterprise());
        Shown shown = show(tx, pledge);
        if (!shown.stands()) {
            throw new Refused(Code.WRONG_STATE, shown.pledge().state().code());
        }
        int published =
                shown.line(place).report().map(report -> report.current().number()).orElse(0);
        if (published != seen) {
            throw new Refused(Code.CONFLICT);
        }
        return shown;
    }

    private void check(Tx tx, UUID enterprise, Said said) {
        for (int i = 0; i < said.evidence().size(); i++) {
            Evidence one = said.evidence().get(i);
            boolean there =
                    switch (one.kind()) {
                        case INSPECTION_REPORT, OPEN_DAY, OTHER -> true;
                        case HELD_LOT ->
                                store.heldLot(
                                        tx,
                                        enterprise,
                                        one.gtin().digits(),
                                        one.lotNumber().text());
                        case CONSUMER_ANSWER -> store.answered(tx, enterprise, one.reference());
                    };
            if (!there) {
                throw new Refused(Code.NOT_FOUND).at("evidence[" + i + "].reference");
            }
        }
    }

    private CommitmentReport next(Tx tx, Shown shown, Line line, Said said) {
        Instant now = clock.instant();
        Optional<CommitmentReport> before = line.report();
        UUID id = before.map(CommitmentReport::id).orElseGet(ids::next);
        int number = before.map(report -> report.current().number()).orElse(0) + 1;
        Pledge pledge = shown.pledge();
        List<Map<String, String>> evidence =
                said.evidence().stream()
                        .map(one -> Map.of("kind", one.kind().name(), "reference", one.reference()))
                        .toList();
        UUID statement =
                publicLog.state(
                        tx,
                        Statement.open(
                                before.isEmpty() ? "commitment.reported" : "commitment.corrected",
                                pledge.enterprise().toString(),
                                CommitmentReport.subject(id),
                                now,
                                Map.of(
                                        "pledge", pledge.id().toString(),
                                        "campaign", shown.campaign().id().toString(),
                                        "textHash", shown.campaign().textHash(),
                                        "place", line.place().toString(),
                                        "version", number,
                                        "textZh", said.zh(),
                                        "textEn", said.en(),
                                        "evidence", evidence)));
        List<CommitmentReport.Version> versions = new ArrayList<>();
        versions.add(new CommitmentReport.Version(number, said, now, statement));
        before.ifPresent(report -> versions.addAll(report.versions()));
        return new CommitmentReport(id, pledge.id(), pledge.enterprise(), line.place(), versions);
    }
}
