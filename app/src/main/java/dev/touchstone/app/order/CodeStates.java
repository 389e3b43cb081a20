// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import dev.touchstone.app.database.Recently;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.order.AssignmentStore.Chunk;
import dev.touchstone.app.order.AssignmentStore.Held;
import dev.touchstone.gs1.Gtin;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// What is known of codes, of many at once: where they went is asked for in one question, and the
/// orders they belong to are remembered ([Recently]). Thread-safe.
final class CodeStates {
    /// Orders are remembered by stretches of a product's sequence of so many codes.
    private static final long STRETCH = 1L << 17;

    private static final int STRETCHES_MAX = 20_000;

    private final OrderStore orders = new OrderStore();
    private final AssignmentStore assignments = new AssignmentStore();
    private final Recently<Stretch, List<Order>> recent;

    private record Stretch(UUID enterprise, Gtin gtin, int keyId, long number) {}

    CodeStates(InstantSource clock) {
        this.recent = new Recently<>(clock, STRETCHES_MAX);
    }

    /// What is known of codes, in their order.
    List<CodeState> of(Tx tx, List<Orders.Place> places) {
        List<Optional<Order>> in = places.stream().map(place -> order(tx, place)).toList();
        Set<Chunk> chunks = new LinkedHashSet<>();
        for (int i = 0; i < in.size(); i++) {
            MarkNumber number = places.get(i).number();
            in.get(i).ifPresent(order -> chunks.add(chunk(order, number)));
        }
        Map<Chunk, List<Held>> held =
                chunks.isEmpty()
                        ? Map.of()
                        : assignments.held(tx, chunks).stream()
                                .collect(Collectors.groupingBy(Held::chunk));
        List<CodeState> found = new ArrayList<>(places.size());
        for (int i = 0; i < in.size(); i++) {
            found.add(state(in.get(i), places.get(i).number(), held));
        }
        return found;
    }

    private static CodeState state(
            Optional<Order> in, MarkNumber number, Map<Chunk, List<Held>> held) {
        if (in.isEmpty()) {
            return new CodeState.NotOrdered();
        }
        Order order = in.get();
        int place = CodeSet.place(order.index(number));
        for (Held one : held.getOrDefault(chunk(order, number), List.of())) {
            if (CodeSet.contains(one.codes(), place)) {
                return OrderRules.stateOf(order, Optional.of(one.assignment()));
            }
        }
        return OrderRules.stateOf(order, Optional.empty());
    }

    private static Chunk chunk(Order order, MarkNumber number) {
        return new Chunk(order.enterprise(), order.id(), CodeSet.chunk(order.index(number)));
    }

    private Optional<Order> order(Tx tx, Orders.Place place) {
        MarkNumber number = place.number();
        Stretch stretch =
                new Stretch(
                        place.enterprise(),
                        place.gtin(),
                        number.keyId(),
                        number.counter() / STRETCH);
        return recent
                .get(
                        tx,
                        stretch,
                        one ->
                                orders.within(
                                        tx,
                                        one.enterprise(),
                                        one.gtin(),
                                        one.keyId(),
                                        one.number() * STRETCH,
                                        (one.number() + 1) * STRETCH))
                .stream()
                .filter(order -> order.holds(number))
                .findFirst();
    }
}
