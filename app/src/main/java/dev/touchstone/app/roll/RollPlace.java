// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.roll;

import dev.touchstone.app.web.Request;
import java.util.Optional;
import java.util.UUID;

/// Where a page of the roll begins. Immutable.
public sealed interface RollPlace {
    /// With the first entry.
    record Start() implements RollPlace {}

    /// After an entry.
    record After(UUID pledge) implements RollPlace {}

    /// It ends before an entry.
    record Before(UUID pledge) implements RollPlace {}

    /// Reads `after` or `before` of a query.
    static RollPlace of(Request request) {
        Optional<RollPlace> after = request.query("after", UUID::fromString).map(After::new);
        Optional<RollPlace> before = request.query("before", UUID::fromString).map(Before::new);
        return after.or(() -> before).orElseGet(Start::new);
    }
}
