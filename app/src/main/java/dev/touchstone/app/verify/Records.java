// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import dev.touchstone.app.certificate.Certificate;
import dev.touchstone.app.certificate.Certificates;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.licence.Licence;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.mark.MarkProfile;
import dev.touchstone.app.mark.Reading;
import dev.touchstone.app.order.CodeState;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.order.Orders;
import dev.touchstone.app.packing.Container;
import dev.touchstone.app.packing.Packing;
import dev.touchstone.app.product.Lot;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.product.Products;
import dev.touchstone.app.scan.Alarms;
import dev.touchstone.app.scan.Counted;
import dev.touchstone.app.scan.ScanCounter;
import dev.touchstone.app.trace.LifeStep;
import dev.touchstone.app.trace.Trace;
import dev.touchstone.gs1.DigitalLink;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.ItemKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Gathers what is on record of items, each kind of thing once for all of them. Thread-safe.
final class Records {
    /// The most enterprises that are named in one life.
    private static final int NAMES_MAX = 20;

    /// Only the maker's own record counts: anybody can capture that something was sold.
    private static final String SOLD = "retail_sold";

    private final Enterprises enterprises;
    private final Products products;
    private final Certificates certificates;
    private final Trace trace;
    private final Orders orders;
    private final Packing packing;
    private final ScanCounter counter;
    private final Alarms alarms;

    Records(
            Enterprises enterprises,
            Products products,
            Certificates certificates,
            Trace trace,
            Orders orders,
            Packing packing,
            ScanCounter counter,
            Alarms alarms) {
        this.enterprises = enterprises;
        this.products = products;
        this.certificates = certificates;
        this.trace = trace;
        this.orders = orders;
        this.packing = packing;
        this.counter = counter;
        this.alarms = alarms;
    }

    /// What is asked for.
    ///
    /// @param reading what its serial number says; never a wrong tag
    record Scanned(Item item, Reading reading) {
        /// Its place in the product's sequence; empty for a serial number that is no code of ours.
        Optional<MarkNumber> number() {
            return switch (reading) {
                case Reading.Right right -> Optional.of(right.number());
                case Reading.RevokedKey key -> Optional.of(key.number());
                case Reading.WrongTag wrong -> Optional.empty();
                case Reading.NoCode none -> Optional.empty();
            };
        }

        /// How long the code is, when it has a place.
        Optional<MarkProfile> profile() {
            return switch (reading) {
                case Reading.Right right -> Optional.of(right.code().profile());
                case Reading.RevokedKey key -> Optional.of(key.code().profile());
                case Reading.WrongTag wrong -> Optional.empty();
                case Reading.NoCode none -> Optional.empty();
            };
        }

        /// Why its key is revoked, if it is.
        Optional<String> revoked() {
            return reading instanceof Reading.RevokedKey key
                    ? Optional.of(key.reason())
                    : Optional.empty();
        }

        Optional<ScanCounter.Item> countable() {
            return number().map(n -> new ScanCounter.Item(item.gtin(), n));
        }
    }

    /// A product with who answers for it.
    record Made(Product product, Enterprise maker, Optional<Certificate> certificate) {}

    /// What is on record of an item.
    ///
    /// @param explainedAt at how many checks its maker explained why it is checked so often
    record OnRecord(
            Optional<Made> made,
            Optional<CodeState> state,
            Optional<Lot> lot,
            Optional<Counted> counted,
            Optional<Long> explainedAt,
            Container.State packed,
            boolean licenceSuspended,
            boolean sold,
            Optional<String> revoked,
            Optional<UUID> statement,
            List<LifeStep> life,
            Map<UUID, Enterprise> names,
            Optional<Licence> licence) {
        /// Whether its maker explained so many checks.
        boolean explains(long count) {
            return explainedAt.filter(at -> count < 2 * at).isPresent();
        }

        /// Codes of a revoked key are not counted: others may make as many as they like.
        boolean countable() {
            return revoked.isEmpty() && ordered(state);
        }
    }

    /// What is on record of items, in their order: each kind of thing is asked for once.
    ///
    /// @param whole whether lives, names and statements are wanted, besides what decides
    List<OnRecord> of(Tx tx, List<Scanned> scanned, boolean whole) {
        Known known = new Known(tx, scanned);
        return scanned.stream().map(one -> of(tx, one, known, whole)).toList();
    }

    /// What is known of many items. Confined to one reading.
    private final class Known {
        final Map<Gtin, Optional<Made>> made = new HashMap<>();
        final Map<ScanCounter.Item, CodeState> states = new HashMap<>();
        final Map<UUID, Optional<Lot>> lots = new HashMap<>();
        final Map<UUID, Boolean> suspended = new HashMap<>();
        final Set<ItemKey> sold = new HashSet<>();
        final Map<ScanCounter.Item, Container.State> packed = new HashMap<>();
        final Map<ScanCounter.Item, Counted> counted;

        Known(Tx tx, List<Scanned> scanned) {
            Map<Gtin, List<Scanned>> byGtin = new LinkedHashMap<>();
            scanned.forEach(
                    one ->
                            byGtin.computeIfAbsent(one.item().gtin(), g -> new ArrayList<>())
                                    .add(one));
            byGtin.forEach((gtin, some) -> read(tx, gtin, some));
            counted = counter.counted(tx, states.keySet());
        }

        private void read(Tx tx, Gtin gtin, List<Scanned> some) {
            Optional<Made> of = made(tx, gtin);
            made.put(gtin, of);
            if (of.isEmpty()) {
                return;
            }
            List<MarkNumber> numbers =
                    some.stream().flatMap(one -> one.number().stream()).distinct().toList();
            List<CodeState> found = orders.statesOf(tx, of.get().product(), numbers);
            for (int i = 0; i < numbers.size(); i++) {
                states.put(new ScanCounter.Item(gtin, numbers.get(i)), found.get(i));
            }
            readPacked(tx, gtin, numbers, found);
            Set<ItemKey> keys = new HashSet<>();
            for (Scanned one : some) {
                keys.add(own(one));
                state(one).flatMap(state -> lot(tx, state)).ifPresent(l -> keys.add(lotKey(l)));
            }
            sold.addAll(trace.recorded(tx, of.get().maker().id(), keys, SOLD));
        }

        /// One question for each order.
        private void readPacked(Tx tx, Gtin gtin, List<MarkNumber> numbers, List<CodeState> found) {
            Map<Order, List<MarkNumber>> byOrder = new LinkedHashMap<>();
            for (int i = 0; i < numbers.size(); i++) {
                if (found.get(i) instanceof CodeState.Active active) {
                    byOrder.computeIfAbsent(active.order(), o -> new ArrayList<>())
                            .add(numbers.get(i));
                }
            }
            byOrder.forEach(
                    (order, some) -> {
                        int[] indexes = some.stream().mapToInt(order::index).toArray();
                        List<Container.State> states = packing.statesOf(tx, order, indexes);
                        for (int i = 0; i < indexes.length; i++) {
                            packed.put(new ScanCounter.Item(gtin, some.get(i)), states.get(i));
                        }
                    });
        }

        Container.State packed(Scanned one) {
            return one.countable()
                    .flatMap(item -> Optional.ofNullable(packed.get(item)))
                    .orElse(Container.State.IN_ORDER);
        }

        Optional<CodeState> state(Scanned one) {
            return one.countable()
                    .flatMap(item -> Optional.ofNullable(states.get(item)))
                    .map(state -> state.as(one.profile().orElseThrow()));
        }

        Optional<Lot> lot(Tx tx, CodeState state) {
            return state instanceof CodeState.Active active
                    ? lots.computeIfAbsent(active.lot(), id -> products.lot(tx, id))
                    : Optional.empty();
        }

        boolean suspended(Tx tx, CodeState state) {
            return Orders.orderOf(state)
                    .map(
                            order ->
                                    suspended.computeIfAbsent(
                                            order.id(), id -> orders.licenceSuspended(tx, state)))
                    .orElse(false);
        }

        boolean sold(Scanned one, Optional<Lot> lot) {
            return sold.contains(own(one)) || lot.filter(l -> sold.contains(lotKey(l))).isPresent();
        }
    }

    private static boolean ordered(Optional<CodeState> state) {
        return state.isPresent() && !(state.get() instanceof CodeState.NotOrdered);
    }

    private static ItemKey own(Scanned one) {
        return ItemKey.of(DigitalLink.of(one.item().gtin(), one.item().serial()));
    }

    private static ItemKey lotKey(Lot lot) {
        return ItemKey.of(DigitalLink.of(lot.gtin(), lot.number()));
    }

    private Optional<Made> made(Tx tx, Gtin gtin) {
        return products.find(tx, gtin)
                .flatMap(
                        product ->
                                enterprises
                                        .find(tx, product.enterprise())
                                        .map(
                                                maker ->
                                                        new Made(
                                                                product,
                                                                maker,
                                                                certificates.inForce(
                                                                        tx, maker.id()))));
    }

    private OnRecord of(Tx tx, Scanned scanned, Known known, boolean whole) {
        Optional<Made> made = known.made.getOrDefault(scanned.item().gtin(), Optional.empty());
        Optional<CodeState> state = known.state(scanned);
        Optional<Lot> lot = state.flatMap(s -> known.lot(tx, s));
        Optional<Counted> counted =
                scanned.countable()
                        .filter(item -> ordered(state))
                        .flatMap(item -> Optional.ofNullable(known.counted.get(item)));
        List<LifeStep> life =
                whole && made.isPresent() ? trace.lifeOf(tx, keys(scanned, lot)) : List.of();
        Collection<UUID> captured = life.stream().map(LifeStep::enterprise).distinct().toList();
        return new OnRecord(
                made,
                state,
                lot,
                counted,
                explainedAt(tx, scanned, made, counted),
                known.packed(scanned),
                state.filter(s -> known.suspended(tx, s)).isPresent(),
                known.sold(scanned, lot),
                scanned.revoked(),
                whole ? statement(tx, scanned, state) : Optional.empty(),
                life,
                names(tx, captured),
                whole ? state.flatMap(s -> orders.licenceOf(tx, s)) : Optional.empty());
    }

    private Optional<Long> explainedAt(
            Tx tx, Scanned scanned, Optional<Made> made, Optional<Counted> counted) {
        return counted.filter(c -> alarms.suspicion(c).suspect())
                .flatMap(
                        c ->
                                alarms.explainedAt(
                                        tx,
                                        made.orElseThrow().maker().id(),
                                        scanned.item().gtin(),
                                        scanned.number().orElseThrow()));
    }

    private static ItemKey[] keys(Scanned scanned, Optional<Lot> lot) {
        return Stream.concat(Stream.of(own(scanned)), lot.map(Records::lotKey).stream())
                .toArray(ItemKey[]::new);
    }

    private Optional<UUID> statement(Tx tx, Scanned scanned, Optional<CodeState> state) {
        return state.flatMap(Orders::orderOf)
                .flatMap(order -> orders.statementOf(tx, order, scanned.number().orElseThrow()));
    }

    private Map<UUID, Enterprise> names(Tx tx, Collection<UUID> captured) {
        Map<UUID, Enterprise> names = new LinkedHashMap<>();
        captured.stream()
                .limit(NAMES_MAX)
                .forEach(id -> enterprises.find(tx, id).ifPresent(one -> names.put(id, one)));
        return names;
    }
}
