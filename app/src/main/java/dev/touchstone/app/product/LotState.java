// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.product;

/// What may be done with the items of a lot.
public enum LotState {
    /// Made, nothing against it.
    OPEN,
    /// Nothing of it may be activated or shipped until it is released.
    ON_HOLD,
    /// Was on hold, and was looked at.
    RELEASED,
    /// Taken back; for ever.
    RECALLED;

    /// Whether a lot may go from this state to another.
    public boolean allows(LotState to) {
        return switch (this) {
            case OPEN, RELEASED -> to == ON_HOLD || to == RECALLED;
            case ON_HOLD -> to == RELEASED || to == RECALLED;
            case RECALLED -> false;
        };
    }

    /// Whether items of the lot may be activated, packed and shipped.
    public boolean isFree() {
        return this == OPEN || this == RELEASED;
    }
}
