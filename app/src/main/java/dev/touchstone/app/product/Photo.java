// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.product;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// The photo of a product, as it is shown or was until lately. Immutable.
///
/// @param tag changes with the picture
/// @param small at most [#SMALL_SIDE_PIXELS] and [#SMALL_BYTES_MAX]; not copied
/// @param large at most [#LARGE_SIDE_PIXELS] and [#LARGE_BYTES_MAX]; not copied
/// @param replacedAt when another took its place, or it was removed; empty while it is shown
/// @param statement the statement about it in the public log
@SuppressWarnings("ArrayRecordComponent")
record Photo(
        String tag,
        byte[] small,
        byte[] large,
        UUID by,
        Instant at,
        Optional<Instant> replacedAt,
        UUID statement) {
    static final int SMALL_SIDE_PIXELS = 320;
    static final int SMALL_BYTES_MAX = 20 * 1024;
    static final int LARGE_SIDE_PIXELS = 1_200;
    static final int LARGE_BYTES_MAX = 200 * 1024;

    /// Shown from now on.
    Photo shown() {
        return new Photo(tag, small, large, by, at, Optional.empty(), statement);
    }

    /// Not shown any more.
    Photo replaced(Instant now) {
        return new Photo(tag, small, large, by, at, Optional.of(now), statement);
    }
}
