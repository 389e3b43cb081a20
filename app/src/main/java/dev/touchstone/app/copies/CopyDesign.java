// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.copies;

import java.util.List;

/// A way to suspect a code from its checks. Ours is [#points]; the others are what it is compared
/// with.
interface CopyDesign {
    /// Whether these first checks of a code make it suspect.
    boolean suspects(List<Sighting> checks);

    /// The rule in force.
    static CopyDesign points(CopyThresholds thresholds) {
        return checks -> CopyRules.assess(checks, thresholds).suspect();
    }

    /// From so many checks on.
    static CopyDesign count(int from) {
        return checks -> checks.stream().filter(check -> !check.again()).count() >= from;
    }

    /// From so many known cities on.
    static CopyDesign cities(int from) {
        return checks ->
                checks.stream()
                                .filter(Sighting::placed)
                                .mapToInt(Sighting::place)
                                .distinct()
                                .count()
                        >= from;
    }
}
