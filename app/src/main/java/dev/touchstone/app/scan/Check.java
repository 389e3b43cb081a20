// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.scan;

import dev.touchstone.app.copies.Sighting;

/// What is known of the one who checks. Immutable.
///
/// @param device who checks, as a hash that says nothing tomorrow, see [Devices#hash]
/// @param place where, see [Sighting#place]
/// @param phase what state the item is in
/// @param again whether the device checked this item before, or is one of a shop or inspector:
///     such a check is counted and never weighed as a sign of copies
public record Check(long device, int place, Sighting.Phase phase, boolean again) {
    /// A check of which no more is known than who makes it.
    public static Check by(long device) {
        return new Check(device, Sighting.UNKNOWN, Sighting.Phase.IN_TRADE, false);
    }
}
