// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import dev.touchstone.gs1.ItemKey;
import java.util.Optional;

/// One thing, lot or class that an event touches, and its part in the event.
///
/// @param role its part in the event
/// @param key the one name it has in every event, however it was written; its level tells an
///     instance from a lot or a class
/// @param written the identifier as the event has it
/// @param quantity present when a quantity list names it
public record ItemRef(Role role, ItemKey key, String written, Optional<QuantityElement> quantity) {
    /// The part a thing has in an event.
    public enum Role {
        /// What an object or transaction event is about.
        EPC,
        /// What others are put into, fixed to, or stand for.
        PARENT,
        /// What is put into, or fixed to, a parent.
        CHILD,
        /// What a transformation uses up.
        INPUT,
        /// What a transformation yields.
        OUTPUT
    }
}
