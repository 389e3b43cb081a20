// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import dev.touchstone.app.classification.Division;
import dev.touchstone.app.classification.Industry;
import dev.touchstone.app.classification.Place;
import dev.touchstone.app.classification.Region;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// An enterprise as the registry knows it, without anything that is never public. Immutable.
///
/// @param nameEn empty when it has none
/// @param seat where it is seated: a province, or a prefecture or county of it
/// @param industry its main section
/// @param division its main division, when that is known
/// @param acceptedDespiteCheck the reviewer's reason, when the code's check digit does not fit
/// @param registeredBy the account that registered it; never public
/// @param mergedInto the enterprise that came in its place, once it is closed
/// @param statement the latest statement about it in the public log
public record Enterprise(
        UUID id,
        CreditCode creditCode,
        String nameZh,
        String nameEn,
        Place seat,
        Industry industry,
        Optional<Division> division,
        Optional<SizeClass> sizeClass,
        EnterpriseState state,
        Optional<String> acceptedDespiteCheck,
        UUID registeredBy,
        Instant registeredAt,
        Optional<Instant> verifiedAt,
        Optional<UUID> mergedInto,
        UUID statement) {
    /// The longest name.
    public static final int NAME_LENGTH_MAX = 200;

    /// The province-level unit it is seated in.
    public Region province() {
        return seat.province();
    }

    /// What statements about an enterprise have as their subject.
    public static String subject(UUID id) {
        return "enterprise:" + id;
    }
}
