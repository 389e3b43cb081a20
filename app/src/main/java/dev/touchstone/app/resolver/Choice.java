// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.resolver;

import java.util.List;

/// What a resolver decides.
sealed interface Choice {
    /// Go there.
    record To(Target target) implements Choice {}

    /// Several links fit equally well: choose yourself.
    record Several(List<Target> targets) implements Choice {}

    /// All links there are, finest first.
    record All(List<Target> targets) implements Choice {}

    /// No link of the kind asked for.
    record Nothing() implements Choice {}
}
