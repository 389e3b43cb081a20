// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.roll;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// The rolls of two campaigns beside each other. An enterprise counts for a campaign when its
/// entry stands there: it was published, and neither withdrawn nor removed. Immutable.
///
/// @param entries of the part that is shown: those that stayed or are new as the later roll has
///     them, those that left as the earlier roll has them
/// @param next the cursor of the next page, empty on the last
public record RollComparison(
        UUID from, UUID to, Counts counts, Part part, List<RollEntry> entries, String next) {
    /// How many enterprises each part has.
    ///
    /// @param left on the earlier roll only
    /// @param stayed on both
    /// @param fresh on the later roll only
    public record Counts(long left, long stayed, long fresh) {
        /// How many a part has.
        public long of(Part part) {
            return switch (part) {
                case LEFT -> left;
                case STAYED -> stayed;
                case NEW -> fresh;
            };
        }
    }

    /// One part of a comparison.
    public enum Part {
        /// On both rolls.
        STAYED,
        /// On the later roll only.
        NEW,
        /// On the earlier roll only.
        LEFT;

        static Part parse(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    public RollComparison {
        entries = List.copyOf(entries);
    }
}
