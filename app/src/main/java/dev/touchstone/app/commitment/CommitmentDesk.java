// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.commitment;

import dev.touchstone.app.campaign.Bilingual;
import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.campaign.CampaignState;
import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.campaign.Window;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.publiclog.Statement;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// The association's view of a campaign's reports: who has reported, who is due, and when. By
/// name, never by how many. Thread-safe.
public final class CommitmentDesk {
    /// The most enterprises of one page.
    public static final int PAGE_MAX = 100;

    private static final Role[] READERS = {
        Role.OPERATOR, Role.REVIEWER, Role.PUBLISHER, Role.REGULATOR, Role.AUDITOR
    };

    private final Database db;
    private final PublicLog publicLog;
    private final Campaigns campaigns;
    private final Commitments commitments;
    private final InstantSource clock;
    private final CommitmentStore plans = new CommitmentStore();
    private final ProgressStore store = new ProgressStore();

    /// A desk.
    public CommitmentDesk(
            Database db,
            PublicLog publicLog,
            Campaigns campaigns,
            Commitments commitments,
            InstantSource clock) {
        this.db = db;
        this.publicLog = publicLog;
        this.campaigns = campaigns;
        this.commitments = commitments;
        this.clock = clock;
    }

    /// Who is asked for.
    public enum Which {
        /// Every enterprise whose signature stands.
        ALL,
        /// Those of whom a report is still due.
        DUE,
        /// Those of whom none is due.
        REPORTED
    }

    /// What one enterprise has reported. Immutable.
    ///
    /// @param reported how many of the expected reports are there
    /// @param latestAt when the latest of them was published
    public record Progress(
            UUID pledge,
            String creditCode,
            Bilingual name,
            int reported,
            Optional<Instant> latestAt) {}

    /// A campaign's reports. Immutable.
    ///
    /// @param expected how many reports are expected of each enterprise
    /// @param earliest the first day that may be set as due, and the last one
    /// @param enterprises how many enterprises are asked for a report
    /// @param complete how many of them have nothing left to report
    /// @param rows the page, by name
    /// @param next the cursor of the next page, empty on the last
    public record Overview(
            Campaign campaign,
            CommitmentPlan plan,
            LocalDate today,
            LocalDate earliest,
            LocalDate latest,
            int expected,
            long enterprises,
            long complete,
            List<Progress> rows,
            String next) {}

    /// The campaigns that have signatories.
    public List<Campaign> campaigns(Caller caller) {
        caller.requireAny(READERS);
        return campaigns.list(Optional.empty()).stream()
                .filter(one -> one.state() != CampaignState.DRAFT)
                .toList();
    }

    private Campaign campaign(Tx tx, UUID id) {
        Campaign campaign = campaigns.get(tx, id);
        if (campaign.state() == CampaignState.DRAFT) {
            throw new Refused(Code.NOT_FOUND);
        }
        return campaign;
    }

    /// A page of a campaign's enterprises with what they have reported.
    ///
    /// @param caller somebody of the association, a regulator or an auditor
    /// @param after the pledge that the page before ended with
    /// @param countMax 1 to [#PAGE_MAX]
    public Overview overview(
            Caller caller, UUID id, Which which, Optional<UUID> after, int countMax) {
        caller.requireAny(READERS);
        return db.read(
                tx -> {
                    Campaign campaign = campaign(tx, id);
                    CommitmentPlan plan = commitments.plan(tx, campaign);
                    int expected = CommitmentRules.expected(campaign.plan().text(), plan);
                    ProgressStore.Asked asked =
                            new ProgressStore.Asked(id, plan.parts(), expected, which);
                    List<Progress> rows = store.page(tx, asked, after, countMax);
                    ProgressStore.Counts counts = store.counts(tx, asked);
                    LocalDate today = Window.dayOf(clock.instant());
                    return new Overview(
                            campaign,
                            plan,
                            today,
                            CommitmentRules.earliest(campaign, today),
                            CommitmentRules.latest(campaign),
                            expected,
                            counts.enterprises(),
                            counts.complete(),
                            rows,
                            rows.size() == countMax ? rows.getLast().pledge().toString() : "");
                });
    }

    /// Hands every enterprise of a campaign to a consumer, by name.
    ///
    /// @param caller somebody of the association, a regulator or an auditor
    public void each(Caller caller, UUID id, Which which, Consumer<Progress> consumer) {
        Optional<UUID> after = Optional.empty();
        Overview page;
        do {
            page = overview(caller, id, which, after, PAGE_MAX);
            page.rows().forEach(consumer);
            after = page.next().isEmpty() ? after : Optional.of(UUID.fromString(page.next()));
        } while (!page.next().isEmpty());
    }

    /// Decides when a campaign's reports are due, and on how many parts of its text.
    ///
    /// @param caller an operator
    /// @throws Refused OUT_OF_RANGE for a day before today or the window's end, or years later,
    ///     and for more parts than the text has
    public CommitmentPlan plan(Caller caller, UUID id, LocalDate dueOn, int parts) {
        caller.requireAny(Role.OPERATOR);
        return db.write(
                tx -> {
                    Campaign campaign = campaigns.share(tx, id);
                    if (campaign.state() == CampaignState.DRAFT) {
                        throw new Refused(Code.NOT_FOUND);
                    }
                    Instant now = clock.instant();
                    LocalDate from = CommitmentRules.earliest(campaign, Window.dayOf(now));
                    LocalDate to = CommitmentRules.latest(campaign);
                    if (dueOn.isBefore(from) || dueOn.isAfter(to)) {
                        throw new Refused(Code.OUT_OF_RANGE, from, to).at("dueOn");
                    }
                    int partsMax = campaign.plan().text().parts().size();
                    if (parts < 1 || parts > partsMax) {
                        throw new Refused(Code.OUT_OF_RANGE, 1, partsMax).at("parts");
                    }
                    UUID stated =
                            publicLog.state(
                                    tx,
                                    Statement.open(
                                            "commitment.planned",
                                            "association",
                                            Campaign.subject(id),
                                            now,
                                            Map.of("dueOn", dueOn.toString(), "parts", parts)));
                    CommitmentPlan plan = new CommitmentPlan(dueOn, parts, Optional.of(stated));
                    plans.plan(tx, id, plan, caller.account(), now);
                    return plan;
                });
    }
}
