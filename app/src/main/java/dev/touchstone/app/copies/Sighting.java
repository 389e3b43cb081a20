// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.copies;

import java.time.Instant;

/// One counted check of a code, as far as the copy rule may know it. Immutable.
///
/// @param at when
/// @param place where: a code of GB/T 2260 of province or prefecture level as a number, or
///     [#UNKNOWN]; never finer
/// @param phase what state the item was in
/// @param again whether the device itself said that it had checked this item before; such a check
///     is not weighed
public record Sighting(Instant at, int place, Phase phase, boolean again) {
    /// Stands for a place that is not known.
    public static final int UNKNOWN = 0;

    private static final int PLACES_MIN = 110_000;
    private static final int PLACES_MAX = 999_999;

    /// What state the item was in when it was checked. The order is stored.
    public enum Phase {
        /// Its code was on no item yet.
        BEFORE_ACTIVATION,
        /// On its way to a consumer, as far as is known.
        IN_TRADE,
        /// After its maker recorded that it was sold.
        AFTER_SALE
    }

    public Sighting {
        if (place != UNKNOWN && (place < PLACES_MIN || place > PLACES_MAX || place % 100 != 0)) {
            throw new IllegalArgumentException("no place of prefecture level: " + place);
        }
    }

    boolean placed() {
        return place != UNKNOWN;
    }

    int province() {
        return place / 10_000;
    }
}
