// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.roll;

import dev.touchstone.app.campaign.Campaign;
import dev.touchstone.app.campaign.CampaignState;
import dev.touchstone.app.campaign.Campaigns;
import dev.touchstone.app.certificate.Certificate;
import dev.touchstone.app.certificate.Certificates;
import dev.touchstone.app.commitment.Commitments;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.pledge.OwnSignature;
import dev.touchstone.app.pledge.Pledge;
import dev.touchstone.app.pledge.Pledges;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The face of the public roll. Thread-safe.
public final class Roll {
    /// The most entries of one page.
    public static final int PAGE_MAX = 100;

    private final Database db;
    private final Campaigns campaigns;
    private final Pledges pledges;
    private final Certificates certificates;
    private final Commitments commitments;
    private final RollStore store = new RollStore();

    /// The roll of published signatures.
    public Roll(
            Database db,
            Campaigns campaigns,
            Pledges pledges,
            Certificates certificates,
            Commitments commitments) {
        this.db = db;
        this.campaigns = campaigns;
        this.pledges = pledges;
        this.certificates = certificates;
        this.commitments = commitments;
    }

    /// What a page of the roll shows. Immutable.
    ///
    /// @param count how many entries the filter has
    /// @param entries the page
    /// @param before whether there are entries before the page
    /// @param after whether there are entries after it
    /// @param byProvince counts by province code, under the filter without its province
    /// @param byIndustry counts by industry letter, under the filter without its industry
    /// @param years the years that have a roll
    public record View(
            long count,
            List<RollEntry> entries,
            boolean before,
            boolean after,
            Map<String, Long> byProvince,
            Map<String, Long> byIndustry,
            List<Integer> years) {}

    /// A page of the roll with its counts, all of one moment.
    ///
    /// @param countMax 1 to [#PAGE_MAX]
    public View view(RollFilter filter, RollPlace from, int countMax) {
        return db.read(
                tx -> {
                    List<RollStore.Cell> cells = store.cells(tx, RollRules.anywhere(filter));
                    List<RollEntry> more = store.page(tx, filter, from, countMax + 1);
                    boolean over = more.size() > countMax;
                    boolean back = from instanceof RollPlace.Before;
                    List<RollEntry> page =
                            !over
                                    ? more
                                    : back
                                            ? more.subList(1, more.size())
                                            : more.subList(0, countMax);
                    return new View(
                            RollRules.count(cells, filter),
                            List.copyOf(page),
                            !page.isEmpty() && (back ? over : from instanceof RollPlace.After),
                            !page.isEmpty() && (back || over),
                            RollRules.byProvince(cells, filter),
                            RollRules.byIndustry(cells, filter),
                            store.years(tx));
                });
    }

    /// An entry with its history.
    ///
    /// @param steps from its publication on, oldest first
    /// @param certificate the latest certificate that announces it
    /// @param promises what was reported on each commitment of its text
    public record Shown(
            RollEntry entry,
            Campaign campaign,
            List<Pledge.Step> steps,
            Optional<Certificate> certificate,
            Commitments.Shown promises) {}

    /// One entry.
    ///
    /// @throws Refused NOT_FOUND when it was never published
    public Shown show(UUID pledge) {
        return db.read(
                tx -> {
                    RollEntry entry =
                            store.find(tx, pledge).orElseThrow(() -> new Refused(Code.NOT_FOUND));
                    return new Shown(
                            entry,
                            campaigns.get(tx, entry.campaign()),
                            RollRules.shown(pledges.steps(tx, pledge)),
                            certificates.ofPledge(tx, pledge),
                            commitments.show(tx, pledge));
                });
    }

    /// One entry, without its history; empty when it was never published.
    public Optional<RollEntry> find(UUID pledge) {
        return db.look(tx -> store.find(tx, pledge));
    }

    /// The signature of the enterprise's own key below what an entry announces; empty when there
    /// is none, or it was never published.
    public Optional<OwnSignature> ownSignature(UUID pledge) {
        return db.read(
                tx -> store.find(tx, pledge).flatMap(one -> pledges.ownSignature(tx, pledge)));
    }

    /// Hands every entry of a filter to a consumer, in the order of signing.
    public void each(RollFilter filter, Consumer<RollEntry> consumer) {
        db.read(
                tx -> {
                    store.each(tx, filter, consumer);
                    return true;
                });
    }

    /// The campaigns that have a roll, latest first.
    public List<Campaign> campaigns() {
        return campaigns.list(Optional.empty()).stream()
                .filter(one -> one.state() != CampaignState.DRAFT)
                .toList();
    }

    /// Compares the rolls of two campaigns.
    ///
    /// @param part whose entries are given, in the order of signing
    /// @param after the last entry of the page before
    /// @param countMax 1 to [#PAGE_MAX]
    /// @throws Refused NOT_FOUND when one of them has no roll
    public RollComparison compare(
            UUID from, UUID to, RollComparison.Part part, Optional<UUID> after, int countMax) {
        return db.read(
                tx -> {
                    requireRolls(tx, from, to);
                    List<RollEntry> entries = part(tx, from, to, part, after, countMax);
                    return new RollComparison(
                            from,
                            to,
                            store.compare(tx, from, to),
                            part,
                            entries,
                            entries.size() == countMax
                                    ? entries.getLast().pledge().toString()
                                    : "");
                });
    }

    private void requireRolls(Tx tx, UUID... of) {
        for (UUID each : of) {
            if (campaigns.get(tx, each).state() == CampaignState.DRAFT) {
                throw new Refused(Code.NOT_FOUND);
            }
        }
    }

    private List<RollEntry> part(
            Tx tx,
            UUID from,
            UUID to,
            RollComparison.Part part,
            Optional<UUID> after,
            int countMax) {
        boolean left = part == RollComparison.Part.LEFT;
        return store.compared(
                tx,
                left ? from : to,
                left ? to : from,
                part == RollComparison.Part.STAYED,
                after,
                countMax);
    }

    /// Hands every entry of a comparison to a consumer, part by part, each in the order of
    /// signing.
    ///
    /// @throws Refused NOT_FOUND when one of the campaigns has no roll
    public void eachCompared(
            UUID from, UUID to, BiConsumer<RollComparison.Part, RollEntry> consumer) {
        db.read(
                tx -> {
                    requireRolls(tx, from, to);
                    for (RollComparison.Part part : RollComparison.Part.values()) {
                        Optional<UUID> after = Optional.empty();
                        List<RollEntry> page;
                        do {
                            page = part(tx, from, to, part, after, PAGE_MAX);
                            for (RollEntry one : page) {
                                consumer.accept(part, one);
                                after = Optional.of(one.pledge());
                            }
                        } while (page.size() == PAGE_MAX);
                    }
                    return true;
                });
    }
}
