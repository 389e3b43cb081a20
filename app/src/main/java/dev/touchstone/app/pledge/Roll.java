// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// The public roll: every signature that was published once, whatever became of it. Thread-safe.
public final class Roll {
    /// The most entries of one page.
    public static final int PAGE_MAX = 100;

    private final Database db;
    private final RollStore store = new RollStore();
    private final PledgeStore pledges = new PledgeStore();

    /// The roll.
    public Roll(Database db) {
        this.db = db;
    }

    /// What a page of the roll shows. Immutable.
    ///
    /// @param count how many entries the filter has
    /// @param entries the page
    /// @param byProvince counts by province code, under the filter without its province
    /// @param byIndustry counts by industry letter, under the filter without its industry
    /// @param years the years that have a roll
    public record View(
            long count,
            List<Pledge> entries,
            Map<String, Long> byProvince,
            Map<String, Long> byIndustry,
            List<Integer> years) {}

    /// A page of the roll with its counts.
    ///
    /// @param after the last id of the page before
    /// @param countMax 1 to [#PAGE_MAX]
    public View view(RollFilter filter, Optional<UUID> after, int countMax) {
        return db.read(
                tx ->
                        new View(
                                store.count(tx, filter),
                                store.page(tx, filter, after, countMax),
                                store.byProvince(tx, RollRules.anyProvince(filter)),
                                store.byIndustry(tx, RollRules.anyIndustry(filter)),
                                store.years(tx)));
    }

    /// An entry with its history.
    ///
    /// @param steps from its publication on, oldest first
    public record Entry(Pledge pledge, List<Pledge.Step> steps) {}

    /// One entry.
    ///
    /// @throws Refused NOT_FOUND when it was never published
    public Entry entry(UUID id) {
        return db.read(
                tx -> {
                    Pledge pledge =
                            pledges.find(tx, id)
                                    .filter(one -> one.publishedAt().isPresent())
                                    .orElseThrow(() -> new Refused(Code.NOT_FOUND));
                    return new Entry(pledge, RollRules.shown(pledges.history(tx, id)));
                });
    }

    /// Hands every entry of a filter to a consumer, in the order of signing.
    public void each(RollFilter filter, Consumer<Pledge> consumer) {
        db.read(
                tx -> {
                    store.each(tx, filter, consumer);
                    return true;
                });
    }
}
