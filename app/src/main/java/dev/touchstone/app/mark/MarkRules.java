// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.gs1.Gtin;
import java.util.Optional;
import java.util.regex.Pattern;

/// Decisions about orders and ranges. Pure.
final class MarkRules {
    private static final Pattern EXTERNAL_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,59}");

    private MarkRules() {}

    static String externalId(String text) {
        if (!EXTERNAL_ID.matcher(text).matches()) {
            throw new IllegalArgumentException("A-Z a-z 0-9 . _ / -");
        }
        return text;
    }

    /// A range must lie in its order.
    static void requireInside(MarkOrder order, int first, int last) {
        if (order.state() != MarkOrder.State.OPEN) {
            throw new Refused(Code.WRONG_STATE, order.state());
        }
        if (first < 1 || last > order.count() || first > last) {
            throw new Refused(Code.RANGE_OUTSIDE_ORDER, 1, order.count())
                    .at(first < 1 || first > order.count() ? "from" : "to");
        }
    }

    /// An order that is sent again must be the same.
    static MarkOrder sameOrder(MarkOrder placed, Gtin gtin, int count) {
        if (!placed.gtin().equals(gtin) || placed.count() != count) {
            throw new Refused(Code.EXTERNAL_ID_REUSED).at("externalId");
        }
        return placed;
    }

    static MarkState stateOf(MarkOrder order, Optional<MarkRange> range) {
        if (range.isEmpty()) {
            return new MarkState.Free(order);
        }
        return switch (range.get().state()) {
            case VOID -> new MarkState.Spoiled(order, range.get());
            case ACTIVE ->
                    new MarkState.Active(order, range.get(), range.get().lot().orElseThrow());
        };
    }
}
