// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.scan;

import dev.touchstone.app.copies.Sighting;
import java.time.Instant;
import java.util.List;

/// How often an item was checked, as far as is durable. Immutable.
///
/// @param count checks that count: one for each device within 30 minutes
/// @param sent all checks that were sent
/// @param firstAt when the first of them came
/// @param added whether the check that asks was counted, rather than repeated by one device
/// @param trail the first checks by devices new to the item, earliest first, at most 32
public record Counted(long count, long sent, Instant firstAt, boolean added, List<Sighting> trail) {
    public Counted {
        trail = List.copyOf(trail);
    }
}
