// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.roll;

import dev.touchstone.app.classification.Industry;
import dev.touchstone.app.classification.Region;
import dev.touchstone.app.pledge.Category;
import dev.touchstone.app.web.Request;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which entries of the roll are asked for. Immutable.
///
/// @param state a state that may stand on the roll, see [#STATES]
/// @param text a fragment of a name, or a whole credit code
public record RollFilter(
        Optional<Integer> year,
        Optional<Region> province,
        Optional<Industry> industry,
        Optional<Category> category,
        Optional<String> state,
        Optional<String> text) {
    /// The states an entry of the roll may have.
    public static final List<String> STATES =
            List.of("PUBLISHED", "WITHDRAWN", "REMOVED", "EXPIRED");

    /// The whole roll.
    public static final RollFilter ALL =
            new RollFilter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /// Reads `year`, `province`, `industry`, `category`, `state` and `q` of a query.
    static RollFilter of(Request request) {
        return new RollFilter(
                request.query("year").isEmpty()
                        ? Optional.empty()
                        : Optional.of((int) request.query("year", 0, 1978, 2200)),
                request.query("province", Region::parse),
                request.query("industry", Industry::parse),
                request.query("category", text -> Category.valueOf(text.toUpperCase(Locale.ROOT))),
                request.query("state", RollFilter::state),
                request.query("q"));
    }

    private static String state(String text) {
        String state = text.toUpperCase(Locale.ROOT);
        if (!STATES.contains(state)) {
            throw new IllegalArgumentException(String.join(", ", STATES));
        }
        return state;
    }
}
