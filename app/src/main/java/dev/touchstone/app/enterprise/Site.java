// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import dev.touchstone.app.classification.Place;
import dev.touchstone.app.classification.Region;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/// A place where an enterprise works, or worked. Immutable.
///
/// @param place where it lies, which need not be where the enterprise is seated
/// @param closedOn its last day; empty while it works
public record Site(
        UUID id, UUID enterprise, String name, Place place, Optional<LocalDate> closedOn) {
    /// The most sites of an enterprise, closed ones included.
    public static final int COUNT_MAX = 500;

    /// The province-level unit it lies in.
    public Region province() {
        return place.province();
    }
}
