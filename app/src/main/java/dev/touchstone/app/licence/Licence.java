// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.licence;

import dev.touchstone.gs1.Gtin;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A licence to use a mark. Immutable.
///
/// @param terms what was applied for
/// @param used codes ordered under it so far
/// @param basis numbers of the documents a stably qualified product's licence rests on
/// @param rules which rules the applicant accepted, see [MarkRulesText#digest]
/// @param appliedBy the account that applied
public record Licence(
        UUID id,
        UUID enterprise,
        Terms terms,
        long used,
        State state,
        String basis,
        String rules,
        UUID appliedBy,
        Instant appliedAt) {
    /// The most codes of one licence.
    public static final long QUANTITY_MAX = 100_000_000_000L;

    /// The most products of one licence.
    public static final int PRODUCTS_MAX = 200;

    /// The longest period, in years.
    public static final int YEARS_MAX = 5;

    /// The longest reason or list of documents.
    public static final int TEXT_LENGTH_MAX = 200;

    /// Which mark.
    public enum Kind {
        /// The mark of one campaign, for those on its roll.
        CAMPAIGN,
        /// The mark of a stably qualified product.
        STABLE,
        /// The enterprise's own.
        OWN
    }

    /// Whether it can be used.
    public enum State {
        /// Nobody decided yet.
        REQUESTED,
        /// It can be used within its period.
        GRANTED,
        /// It was never granted.
        REFUSED,
        /// No new codes for now; existing ones say so.
        SUSPENDED,
        /// Its period is over, it was given up, or it was ended.
        ENDED
    }

    /// What is applied for.
    ///
    /// @param campaign whose mark, for [Kind#CAMPAIGN] and nothing else
    /// @param products at least one
    /// @param quantity the most codes, 1 to [#QUANTITY_MAX]
    /// @param from the first day, in China
    /// @param until the last day
    public record Terms(
            Kind kind,
            Optional<UUID> campaign,
            List<Gtin> products,
            long quantity,
            LocalDate from,
            LocalDate until) {
        public Terms {
            products = products.stream().distinct().toList();
        }
    }

    /// One thing that happened to it.
    ///
    /// @param by the account; nobody when its period was over
    /// @param statement the statement in the public log; none for an application or refusal
    public record Step(
            State state, String reason, Optional<UUID> by, Instant at, Optional<UUID> statement) {}

    /// Whether codes may be ordered under it on a day, as far as state and period go.
    public boolean runsOn(LocalDate day) {
        return state == State.GRANTED && !day.isBefore(terms.from()) && !day.isAfter(terms.until());
    }

    /// Whether no codes may be ordered under it for now, and those ordered say so.
    public boolean isSuspended() {
        return state == State.SUSPENDED;
    }

    /// What statements about a licence have as their subject.
    public static String subject(UUID id) {
        return "licence:" + id;
    }
}
