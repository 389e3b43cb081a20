// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import dev.touchstone.app.classification.Industry;
import dev.touchstone.app.classification.Region;
import dev.touchstone.app.web.Request;
import java.util.Locale;
import java.util.Optional;

/// Which enterprises are asked for. Immutable.
///
/// @param text a fragment of a name, or a whole credit code
public record EnterpriseFilter(
        Optional<String> text,
        Optional<Region> province,
        Optional<Industry> industry,
        Optional<EnterpriseState> state) {
    /// Every enterprise.
    public static final EnterpriseFilter ALL =
            new EnterpriseFilter(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /// Reads `q`, `province`, `industry` and `state` of a query.
    static EnterpriseFilter of(Request request) {
        return new EnterpriseFilter(
                request.query("q"),
                request.query("province", Region::parse),
                request.query("industry", Industry::parse),
                request.query(
                        "state", text -> EnterpriseState.valueOf(text.toUpperCase(Locale.ROOT))));
    }
}
