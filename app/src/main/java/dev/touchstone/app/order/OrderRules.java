// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import java.util.Optional;
import java.util.regex.Pattern;

/// Decisions about orders and their codes. Pure.
final class OrderRules {
    private static final Pattern EXTERNAL_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,59}");

    private OrderRules() {}

    static String externalId(String text) {
        if (!EXTERNAL_ID.matcher(text).matches()) {
            throw new IllegalArgumentException("A-Z a-z 0-9 . _ / -");
        }
        return text;
    }

    /// An order that is sent again must be the same.
    static Order sameOrder(Order placed, NewOrder wanted) {
        if (!placed.gtin().equals(wanted.gtin())
                || placed.count() != wanted.count()
                || placed.rollSize() != wanted.rollSize()
                || placed.profile() != wanted.profile()
                || placed.algorithm() != wanted.algorithm()
                || placed.hidden() != wanted.hidden()) {
            throw new Refused(Code.EXTERNAL_ID_REUSED).at("externalId");
        }
        return placed;
    }

    /// A profile has an end to its counters, which all profiles of a key share.
    ///
    /// @param first the first place that would be taken
    /// @throws Refused PROFILE_FULL with how many are left
    static void requireRoom(NewOrder wanted, long first) {
        long left = Math.max(0, wanted.profile().counterEnd() - first);
        if (wanted.count() > left) {
            throw new Refused(Code.PROFILE_FULL, wanted.profile(), left).at("profile");
        }
    }

    /// A code that nothing was done with is free while its order is open, and void afterwards.
    static CodeState stateOf(Order order, Optional<Assignment> assignment) {
        if (assignment.isEmpty()) {
            return order.state() == Order.State.CLOSED
                    ? new CodeState.Spoiled(order)
                    : new CodeState.Free(order);
        }
        return switch (assignment.get().way().kind()) {
            case ACTIVE ->
                    new CodeState.Active(
                            order, assignment.get(), assignment.get().way().lot().orElseThrow());
            case VOID, RETURNED -> new CodeState.Spoiled(order);
            case VERIFIED -> throw new IllegalStateException("verified codes are free");
        };
    }
}
