// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import dev.touchstone.app.certificate.Certificate;
import dev.touchstone.app.certificate.Certificates;
import dev.touchstone.app.database.Recently;
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
import dev.touchstone.app.scan.Counted;
import dev.touchstone.app.scan.ScanCounter;
import dev.touchstone.app.trace.LifeStep;
import dev.touchstone.app.trace.Trace;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.ItemKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// Gathers what is on record of items, of any number at once with the same few questions: what
/// concerns single items is read each time; who makes a product, its orders, lots and licences are
/// remembered for a moment ([Recently]). Thread-safe.
final class Records {
    /// The most enterprises that are named in one life.
    private static final int NAMES_MAX = 20;

    private static final int PRODUCTS_MAX = 10_000;
    private static final int LOTS_MAX = 50_000;

    private final Enterprises enterprises;
    private final Products products;
    private final Certificates certificates;
    private final Trace trace;
    private final Orders orders;
    private final Packing packing;
    private final ScanCounter counter;
    private final Recently<Gtin, Optional<Made>> made;
    private final Recently<UUID, Optional<Lot>> lots;
    private final Recently<UUID, Boolean> lotsSold;
    private final Recently<UUID, Optional<Licence>> licences;
    private final Recently<UUID, Optional<Enterprise>> named;

    Records(
            Enterprises enterprises,
            Products products,
            Certificates certificates,
            Trace trace,
            Orders orders,
            Packing packing,
            ScanCounter counter,
            InstantSource clock) {
        this.enterprises = enterprises;
        this.products = products;
        this.certificates = certificates;
        this.trace = trace;
        this.orders = orders;
        this.packing = packing;
        this.counter = counter;
        this.made = new Recently<>(clock, PRODUCTS_MAX);
        this.lots = new Recently<>(clock, LOTS_MAX);
        this.lotsSold = new Recently<>(clock, LOTS_MAX);
        this.licences = new Recently<>(clock, LOTS_MAX);
        this.named = new Recently<>(clock, PRODUCTS_MAX);
    }

    /// What is asked for.
    ///
    /// @param reading what its serial number says; never a wrong tag
    /// @param counts whether it is about to be counted, so that nobody asks for its count here
    /// @param whole whether its story is wanted, besides what decides
    record Scanned(Item item, Reading reading, boolean counts, boolean whole) {
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

        ScanCounter.Item item(MarkNumber of) {
            return new ScanCounter.Item(item.gtin(), of);
        }
    }

    /// A product with who answers for it.
    record Made(Product product, Enterprise maker, Optional<Certificate> certificate) {}

    /// What is on record of an item.
    ///
    /// @param counted how often it was checked, unless that is about to be counted
    /// @param story empty unless it is wanted
    record OnRecord(
            Optional<Made> made,
            Optional<CodeState> state,
            Optional<Lot> lot,
            Optional<Counted> counted,
            Container.State packed,
            Optional<Licence> licence,
            boolean sold,
            Optional<String> revoked,
            Story story) {
        /// Whether a code under a scratch layer goes with the item.
        boolean hides() {
            return revoked.isEmpty()
                    && state.filter(CodeState.Active.class::isInstance)
                            .flatMap(Orders::orderOf)
                            .filter(order -> order.hidden() > 0)
                            .isPresent();
        }

        /// Codes of a revoked key are not counted: others may make as many as they like.
        boolean countable() {
            return revoked.isEmpty() && ordered(state);
        }
    }

    /// What a page tells besides.
    ///
    /// @param life what happened to the item, earliest first
    /// @param names who recorded that
    /// @param statement what the public log says of its code
    record Story(List<LifeStep> life, Map<UUID, Enterprise> names, Optional<UUID> statement) {
        private static final Story NOT_WANTED = new Story(List.of(), Map.of(), Optional.empty());
    }

    /// What is on record of items, in their order.
    List<OnRecord> of(Tx tx, List<Scanned> scanned) {
        List<Optional<Made>> made = each(scanned, one -> made(tx, one));
        List<Optional<CodeState>> states = states(tx, scanned, made);
        List<Optional<Lot>> in = each(states, state -> state.flatMap(one -> lot(tx, one)));
        List<Container.State> packed = packed(tx, scanned, states);
        List<Boolean> sold = sold(tx, scanned, made, in);
        Map<ScanCounter.Item, Counted> counted = counted(tx, scanned);
        List<Story> stories = stories(tx, scanned, made, states, in);
        List<OnRecord> found = new ArrayList<>(scanned.size());
        for (int i = 0; i < scanned.size(); i++) {
            Scanned one = scanned.get(i);
            found.add(
                    new OnRecord(
                            made.get(i),
                            states.get(i),
                            in.get(i),
                            ordered(states.get(i))
                                    ? one.number().map(number -> counted.get(one.item(number)))
                                    : Optional.empty(),
                            packed.get(i),
                            states.get(i).flatMap(state -> licence(tx, state)),
                            sold.get(i),
                            one.revoked(),
                            stories.get(i)));
        }
        return found;
    }

    /// A loop: for a single item, as most checks have, streams would cost more than what they do.
    private static <A, B> List<B> each(List<A> all, Function<A, B> made) {
        List<B> results = new ArrayList<>(all.size());
        for (A one : all) {
            results.add(made.apply(one));
        }
        return results;
    }

    private Optional<Made> made(Tx tx, Scanned scanned) {
        return made.get(tx, scanned.item().gtin(), gtin -> made(tx, gtin));
    }

    private Optional<Made> made(Tx tx, Gtin gtin) {
        return products.find(tx, gtin).flatMap(product -> made(tx, product));
    }

    private Optional<Made> made(Tx tx, Product product) {
        return enterprises
                .find(tx, product.enterprise())
                .map(maker -> new Made(product, maker, certificates.inForce(tx, maker.id())));
    }

    /// What is known of codes; empty for what is none of a product known here.
    private List<Optional<CodeState>> states(
            Tx tx, List<Scanned> scanned, List<Optional<Made>> made) {
        List<Optional<Orders.Place>> asked = new ArrayList<>(scanned.size());
        for (int i = 0; i < scanned.size(); i++) {
            Optional<MarkNumber> number = scanned.get(i).number();
            asked.add(made.get(i).flatMap(of -> number.map(n -> Orders.Place.of(of.product(), n))));
        }
        List<Optional<CodeState>> states = answered(asked, places -> orders.statesOf(tx, places));
        List<Optional<CodeState>> found = new ArrayList<>(scanned.size());
        for (int i = 0; i < scanned.size(); i++) {
            Scanned one = scanned.get(i);
            found.add(states.get(i).map(state -> state.as(one.profile().orElseThrow())));
        }
        return found;
    }

    private static boolean ordered(Optional<CodeState> state) {
        return state.isPresent() && !(state.get() instanceof CodeState.NotOrdered);
    }

    private Optional<Lot> lot(Tx tx, CodeState state) {
        return state instanceof CodeState.Active active
                ? lots.get(tx, active.lot(), id -> products.lot(tx, id))
                : Optional.empty();
    }

    private Optional<Licence> licence(Tx tx, CodeState state) {
        return Orders.orderOf(state)
                .flatMap(Order::licence)
                .flatMap(id -> licences.get(tx, id, one -> orders.licence(tx, one)));
    }

    private List<Container.State> packed(
            Tx tx, List<Scanned> scanned, List<Optional<CodeState>> states) {
        List<Optional<Packing.Item>> asked = new ArrayList<>(scanned.size());
        for (int i = 0; i < scanned.size(); i++) {
            Optional<MarkNumber> number = scanned.get(i).number();
            asked.add(
                    states.get(i)
                            .filter(CodeState.Active.class::isInstance)
                            .flatMap(Orders::orderOf)
                            .flatMap(
                                    order ->
                                            number.map(
                                                    n -> new Packing.Item(order, order.index(n)))));
        }
        return each(
                answered(asked, items -> packing.statesOf(tx, items)),
                state -> state.orElse(Container.State.IN_ORDER));
    }

    /// Whether the maker recorded the sale of the item or of its whole lot. Only his own record
    /// counts: anybody can capture that something was sold.
    private List<Boolean> sold(
            Tx tx, List<Scanned> scanned, List<Optional<Made>> made, List<Optional<Lot>> in) {
        Set<UUID> makers = new HashSet<>();
        made.forEach(known -> known.ifPresent(of -> makers.add(of.maker().id())));
        Set<UUID> sellers = trace.sellers(tx, makers);
        if (sellers.isEmpty()) {
            return Collections.nCopies(scanned.size(), false);
        }
        List<Optional<Trace.Own>> asked = new ArrayList<>(scanned.size());
        for (int i = 0; i < scanned.size(); i++) {
            Item item = scanned.get(i).item();
            asked.add(
                    made.get(i)
                            .map(of -> of.maker().id())
                            .filter(sellers::contains)
                            .map(maker -> new Trace.Own(maker, key(item))));
        }
        Set<Trace.Own> sold = trace.sold(tx, asked.stream().flatMap(Optional::stream).toList());
        List<Boolean> found = new ArrayList<>(scanned.size());
        for (int i = 0; i < scanned.size(); i++) {
            Optional<Lot> lot = in.get(i);
            found.add(
                    asked.get(i)
                            .filter(
                                    own ->
                                            sold.contains(own)
                                                    || lot.filter(of -> soldWhole(tx, of))
                                                            .isPresent())
                            .isPresent());
        }
        return found;
    }

    private boolean soldWhole(Tx tx, Lot lot) {
        return lotsSold.get(
                tx,
                lot.id(),
                id -> {
                    Trace.Own own = new Trace.Own(lot.enterprise(), key(lot));
                    return !trace.sold(tx, List.of(own)).isEmpty();
                });
    }

    private Map<ScanCounter.Item, Counted> counted(Tx tx, List<Scanned> scanned) {
        List<ScanCounter.Item> asked = new ArrayList<>();
        for (Scanned one : scanned) {
            if (!one.counts()) {
                one.number().map(one::item).ifPresent(asked::add);
            }
        }
        return counter.counted(tx, asked);
    }

    /// The answers to those questions that are asked, each in its place.
    private static <Q, A> List<Optional<A>> answered(
            List<Optional<Q>> asked, Function<List<Q>, List<A>> answer) {
        List<Q> questions = new ArrayList<>(asked.size());
        asked.forEach(one -> one.ifPresent(questions::add));
        Iterator<A> answers =
                questions.isEmpty()
                        ? Collections.emptyIterator()
                        : answer.apply(questions).iterator();
        return each(asked, one -> one.map(q -> answers.next()));
    }

    private List<Story> stories(
            Tx tx,
            List<Scanned> scanned,
            List<Optional<Made>> made,
            List<Optional<CodeState>> states,
            List<Optional<Lot>> in) {
        if (scanned.stream().noneMatch(Scanned::whole)) {
            return Collections.nCopies(scanned.size(), Story.NOT_WANTED);
        }
        List<Optional<List<ItemKey>>> lives = new ArrayList<>(scanned.size());
        List<Optional<Orders.Held>> held = new ArrayList<>(scanned.size());
        for (int i = 0; i < scanned.size(); i++) {
            Scanned one = scanned.get(i);
            boolean told = one.whole() && made.get(i).isPresent();
            lives.add(told ? Optional.of(keys(one, in.get(i))) : Optional.empty());
            held.add(
                    states.get(i)
                            .filter(state -> one.whole())
                            .flatMap(Orders::orderOf)
                            .flatMap(order -> one.number().map(n -> new Orders.Held(order, n))));
        }
        List<Optional<List<LifeStep>>> told = answered(lives, keys -> trace.livesOf(tx, keys));
        List<Optional<Optional<UUID>>> said =
                answered(held, codes -> orders.statementsOf(tx, codes));
        List<Story> stories = new ArrayList<>(scanned.size());
        for (int i = 0; i < scanned.size(); i++) {
            List<LifeStep> life = told.get(i).orElse(List.of());
            stories.add(new Story(life, names(tx, life), said.get(i).flatMap(s -> s)));
        }
        return stories;
    }

    private List<ItemKey> keys(Scanned scanned, Optional<Lot> lot) {
        ItemKey own = key(scanned.item());
        return lot.map(of -> List.of(own, key(of))).orElseGet(() -> List.of(own));
    }

    private ItemKey key(Item item) {
        return trace.key(item.gtin(), item.serial());
    }

    private ItemKey key(Lot lot) {
        return trace.key(lot);
    }

    private Map<UUID, Enterprise> names(Tx tx, List<LifeStep> life) {
        Map<UUID, Enterprise> names = new LinkedHashMap<>();
        life.stream()
                .map(LifeStep::enterprise)
                .distinct()
                .limit(NAMES_MAX)
                .forEach(
                        id ->
                                named.get(tx, id, one -> enterprises.find(tx, one))
                                        .ifPresent(one -> names.put(id, one)));
        return names;
    }
}
