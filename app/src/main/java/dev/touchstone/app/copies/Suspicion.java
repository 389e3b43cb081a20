// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.copies;

import java.util.List;

/// What the rule says of a code. Immutable.
///
/// @param points all points together
/// @param suspect whether they reach the threshold
/// @param findings the reasons, most points first; those without points are left out
public record Suspicion(int points, boolean suspect, List<Finding> findings) {
    /// Nothing speaks for a copy.
    public static final Suspicion NONE = new Suspicion(0, false, List.of());

    public Suspicion {
        findings = List.copyOf(findings);
    }

    /// One reason.
    ///
    /// @param value what was counted: occasions, cities, provinces, returns, journeys or checks
    /// @param points what it weighs
    public record Finding(CopyReason reason, int value, int points) {}
}
