// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.gs1.Gtin;
import java.util.Optional;
import java.util.regex.Pattern;

/// Decisions about orders and ranges. Pure.
final class OrderRules {
    private static final Pattern EXTERNAL_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,59}");

    private OrderRules() {}

    static String externalId(String text) {
        if (!EXTERNAL_ID.matcher(text).matches()) {
            throw new IllegalArgumentException("A-Z a-z 0-9 . _ / -");
        }
        return text;
    }

    /// A range must lie in its order.
    static void requireInside(Order order, int first, int last) {
        if (order.state() != Order.State.OPEN) {
            throw new Refused(Code.WRONG_STATE, order.state());
        }
        if (first < 1 || last > order.count() || first > last) {
            throw new Refused(Code.RANGE_OUTSIDE_ORDER, 1, order.count())
                    .at(first < 1 || first > order.count() ? "from" : "to");
        }
    }

    /// An order that is sent again must be the same.
    static Order sameOrder(Order placed, Gtin gtin, int count) {
        if (!placed.gtin().equals(gtin) || placed.count() != count) {
            throw new Refused(Code.EXTERNAL_ID_REUSED).at("externalId");
        }
        return placed;
    }

    static CodeState stateOf(Order order, Optional<Range> range) {
        if (range.isEmpty()) {
            return new CodeState.Free(order);
        }
        return switch (range.get().state()) {
            case VOID -> new CodeState.Spoiled(order, range.get());
            case ACTIVE ->
                    new CodeState.Active(order, range.get(), range.get().lot().orElseThrow());
        };
    }
}
