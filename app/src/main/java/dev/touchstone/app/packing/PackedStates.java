// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.packing;

import dev.touchstone.app.database.Recently;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.packing.Container.State;
import dev.touchstone.gs1.Sscc;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// What holds for items by what they are packed in. Whether anything of an order is packed at all
/// is remembered for a moment ([Recently]): of many orders, nothing ever is. Thread-safe.
final class PackedStates {
    private static final int ORDERS_MAX = 20_000;

    private final PackingStore store = new PackingStore();
    private final Loads loads;
    private final Recently<InOrder, Boolean> packed;

    /// Items of which order.
    record InOrder(UUID enterprise, UUID order) {}

    PackedStates(Loads loads, InstantSource clock) {
        this.loads = loads;
        this.packed = new Recently<>(clock, ORDERS_MAX);
    }

    /// What holds for items, in their order.
    List<State> of(Tx tx, List<Packing.Item> items) {
        Map<Integer, Sscc> in = anyPacked(tx, items) ? store.holding(tx, items) : Map.of();
        Map<Sscc, State> states = new HashMap<>();
        List<State> found = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            found.add(
                    Optional.ofNullable(in.get(i))
                            .map(one -> states.computeIfAbsent(one, s -> effective(tx, s)))
                            .orElse(State.IN_ORDER));
        }
        return found;
    }

    private boolean anyPacked(Tx tx, List<Packing.Item> items) {
        Set<InOrder> orders =
                items.stream()
                        .map(item -> new InOrder(item.order().enterprise(), item.order().id()))
                        .collect(Collectors.toSet());
        return packed.get(tx, orders, (order, known) -> true, asked -> store.packed(tx, asked))
                .containsValue(true);
    }

    private State effective(Tx tx, Sscc sscc) {
        return PackingRules.worst(loads.path(tx, store.find(tx, sscc).orElseThrow()));
    }
}
