// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import dev.touchstone.app.order.CodeState;
import dev.touchstone.app.packing.Container;
import dev.touchstone.app.product.Lot;
import dev.touchstone.app.scan.Counted;
import dev.touchstone.gs1.LotNumber;
import java.time.LocalDate;
import java.util.Optional;

/// All that a verdict rests on. Immutable.
///
/// @param state what is known of the code; empty for a product or a code that is none of ours
/// @param lot the lot the item belongs to, for an active code
/// @param linkLot the lot the scanned link names
/// @param counted how often it was checked; empty before the first check
/// @param suspected whether it is checked as copied codes are, and nobody explained that
/// @param counts whether this look is itself a counted check
/// @param packed what holds for it by the containers it is in
/// @param licenceSuspended whether the licence its order was placed under is suspended
/// @param sold whether its maker recorded that it was sold to a consumer
/// @param revoked whether the key that made the code is revoked
/// @param today the day in China
record Evidence(
        Optional<CodeState> state,
        Optional<Lot> lot,
        Optional<LotNumber> linkLot,
        Optional<Counted> counted,
        boolean suspected,
        boolean counts,
        Container.State packed,
        boolean licenceSuspended,
        boolean sold,
        boolean revoked,
        LocalDate today) {}
