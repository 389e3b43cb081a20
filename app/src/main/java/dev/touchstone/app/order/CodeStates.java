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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// What is known of codes, of many at once: where they went is asked for in one question. Orders,
/// and where their codes went, are remembered for a moment ([Recently]); that a code went nowhere
/// is not, since that raises alarms and another node may have activated it just now. Thread-safe.
final class CodeStates {
    /// Orders are remembered by stretches of a product's sequence of so many codes.
    private static final long STRETCH = 1L << 17;

    private static final int STRETCHES_MAX = 20_000;

    /// The pieces of a chunk take 4 KB as a rule and 128 KB at most, when no two neighbours went
    /// the same way.
    private static final int CHUNKS_MAX = 1_000;

    private final OrderStore orders = new OrderStore();
    private final AssignmentStore assignments = new AssignmentStore();
    private final Recently<Stretch, List<Order>> recent;
    private final Recently<Chunk, List<Held>> gone;

    private record Stretch(UUID enterprise, Gtin gtin, int keyId, long number) {}

    CodeStates(InstantSource clock) {
        this.recent = new Recently<>(clock, STRETCHES_MAX);
        this.gone = new Recently<>(clock, CHUNKS_MAX);
    }

    /// What is known of codes, in their order.
    List<CodeState> of(Tx tx, List<Orders.Place> places) {
        List<Optional<Order>> in = new ArrayList<>(places.size());
        places.forEach(place -> in.add(order(tx, place)));
        Map<Chunk, List<Integer>> asked = new LinkedHashMap<>();
        for (int i = 0; i < in.size(); i++) {
            MarkNumber number = places.get(i).number();
            in.get(i)
                    .ifPresent(
                            order ->
                                    asked.computeIfAbsent(
                                                    chunk(order, number), c -> new ArrayList<>())
                                            .add(place(order, number)));
        }
        Map<Chunk, List<Held>> held =
                gone.get(
                        tx,
                        asked.keySet(),
                        (chunk, known) ->
                                asked.getOrDefault(chunk, List.of()).stream()
                                        .allMatch(place -> holder(known, place).isPresent()),
                        chunks -> held(tx, chunks));
        List<CodeState> found = new ArrayList<>(places.size());
        for (int i = 0; i < in.size(); i++) {
            found.add(state(in.get(i), places.get(i).number(), held));
        }
        return found;
    }

    private Map<Chunk, List<Held>> held(Tx tx, Set<Chunk> chunks) {
        Map<Chunk, List<Held>> held = new HashMap<>();
        chunks.forEach(chunk -> held.put(chunk, List.of()));
        held.putAll(
                assignments.held(tx, chunks).stream().collect(Collectors.groupingBy(Held::chunk)));
        return held;
    }

    private static CodeState state(
            Optional<Order> in, MarkNumber number, Map<Chunk, List<Held>> held) {
        if (in.isEmpty()) {
            return new CodeState.NotOrdered();
        }
        Order order = in.get();
        List<Held> known = held.getOrDefault(chunk(order, number), List.of());
        return OrderRules.stateOf(order, holder(known, place(order, number)));
    }

    /// Where a code of a chunk went.
    private static Optional<Assignment> holder(List<Held> held, int place) {
        for (Held one : held) {
            if (CodeSet.contains(one.codes(), place)) {
                return Optional.of(one.assignment());
            }
        }
        return Optional.empty();
    }

    private static int place(Order order, MarkNumber number) {
        return CodeSet.place(order.index(number));
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
