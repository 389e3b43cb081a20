// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.epcis;

import dev.touchstone.gs1.ItemKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gathers the things one event touches, in the order of its lists. Confined to one thread.
final class Items {
    private final List<ItemRef> refs = new ArrayList<>();

    Items add(ItemRef.Role role, List<String> epcs, List<QuantityElement> quantities) {
        for (String epc : epcs) {
            refs.add(new ItemRef(role, ItemKey.lenient(epc), epc, Optional.empty()));
        }
        for (QuantityElement quantity : quantities) {
            String epcClass = quantity.epcClass();
            refs.add(new ItemRef(role, ItemKey.lenient(epcClass), epcClass, Optional.of(quantity)));
        }
        return this;
    }

    List<ItemRef> list() {
        return List.copyOf(refs);
    }
}
