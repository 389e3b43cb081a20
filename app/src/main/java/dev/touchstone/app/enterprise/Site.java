// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import dev.touchstone.app.classification.Region;
import java.util.UUID;

/// A place where an enterprise works. Immutable.
///
/// @param province where it lies, which need not be where the enterprise is seated
public record Site(UUID id, UUID enterprise, String name, Region province) {
    /// The most sites of an enterprise.
    public static final int COUNT_MAX = 500;
}
