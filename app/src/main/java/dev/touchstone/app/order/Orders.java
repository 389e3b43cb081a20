// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.enterprise.EnterpriseState;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.licence.Licence;
import dev.touchstone.app.licence.Licences;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.product.Products;
import dev.touchstone.app.publiclog.Facts;
import dev.touchstone.app.publiclog.StoredStatement;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Page;
import dev.touchstone.gs1.Gtin;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/// The face of orders: what is ordered, what became of the codes, and what is known of one.
/// Thread-safe.
public final class Orders implements Facts.Source {
    /// The type of statements of orders.
    public static final String ORDERED = "mark.ordered";

    /// The most orders or assignments of one page of a list.
    public static final int PAGE_MAX = 100;

    private static final int CHANGES_SHOWN = 20;

    private final Database db;
    private final Enterprises enterprises;
    private final Products products;
    private final Licences licences;
    private final MarkCodes codes;
    private final Preparation preparation;
    private final Ids ids;
    private final InstantSource clock;
    private final OrderStore store = new OrderStore();
    private final Assignments assignments = new Assignments();
    private final AssignmentStore assigned = new AssignmentStore();
    private final CodeStates states;

    /// Orders for the products of enterprises.
    public Orders(
            Database db,
            Enterprises enterprises,
            Products products,
            Licences licences,
            MarkCodes codes,
            Preparation preparation,
            Ids ids,
            InstantSource clock) {
        this.db = db;
        this.enterprises = enterprises;
        this.products = products;
        this.licences = licences;
        this.codes = codes;
        this.preparation = preparation;
        this.ids = ids;
        this.clock = clock;
        this.states = new CodeStates(clock);
    }

    /// An order as it was placed.
    ///
    /// @param isNew false when the same order had been placed before
    public record Placed(Order order, boolean isNew) {}

    /// Orders codes for a product. The same order sent again, by its external id, is one order.
    /// A small one is ready when this returns, a large one is prepared in the background.
    ///
    /// @param caller the enterprise's owner
    /// @throws Refused NOT_FOUND, ENTERPRISE_NOT_VERIFIED, EXTERNAL_ID_REUSED, and what
    ///     [Licences#take] says
    public Placed order(Caller caller, NewOrder wanted) {
        Placed placed = db.write(tx -> placed(tx, caller, wanted));
        if (!placed.isNew()) {
            return placed;
        }
        preparation.placed(placed.order());
        return new Placed(show(caller, placed.order().id()), true);
    }

    private Placed placed(Tx tx, Caller caller, NewOrder wanted) {
        Product product = products.get(tx, wanted.gtin());
        UUID enterprise = product.enterprise();
        caller.requireFor(enterprise, Role.OWNER);
        store.lockExternalId(tx, enterprise, wanted.externalId());
        Optional<Order> before = store.byExternalId(tx, enterprise, wanted.externalId());
        if (before.isPresent()) {
            return new Placed(OrderRules.sameOrder(before.get(), wanted), false);
        }
        if (enterprises.get(tx, enterprise).state() != EnterpriseState.VERIFIED) {
            throw new Refused(Code.ENTERPRISE_NOT_VERIFIED);
        }
        UUID licence = licences.take(tx, product, wanted.count(), wanted.licence());
        Instant now = clock.instant();
        int year = now.atZone(Page.ZONE).getYear();
        int keyId =
                codes.keyIdFor(product.gtin(), wanted.algorithm(), year)
                        .orElseThrow(() -> new Refused(Code.KEYS_REVOKED).at("algorithm"));
        long first = store.takePlaces(tx, product.gtin(), keyId, wanted.count());
        OrderRules.requireRoom(wanted, first);
        Order order =
                new Order(
                        ids.next(),
                        enterprise,
                        product.id(),
                        product.gtin(),
                        wanted.externalId(),
                        new MarkNumber(keyId, first),
                        wanted.count(),
                        Optional.of(licence),
                        wanted.rollSize(),
                        Order.State.PREPARING,
                        0,
                        now,
                        Optional.empty(),
                        Optional.empty(),
                        wanted.profile(),
                        wanted.hidden());
        store.insert(tx, order, caller.account());
        return new Placed(order, true);
    }

    /// Codes are read by those who may download them, and nobody else: one that is not on an item
    /// yet could be put on a fake.
    @Override
    public boolean mayRead(Caller caller, StoredStatement statement) {
        return caller.mayFor(UUID.fromString(statement.issuer()), Role.OWNER, Role.QUALITY);
    }

    /// The codes that a statement of an order holds as its facts.
    @Override
    public List<String> facts(Tx tx, StoredStatement statement, long from, int count) {
        Order order =
                store.find(tx, Order.idOf(statement.subject()))
                        .orElseThrow(() -> new Refused(Code.NOT_FOUND));
        MarkNumber number = new MarkNumber(order.first().keyId(), order.first().counter() + from);
        List<String> facts = new ArrayList<>(count);
        codes.facts(order.gtin(), order.profile(), number, count).forEachRemaining(facts::add);
        return facts;
    }

    /// An order, locked for a use case of another slice that sends its codes somewhere.
    ///
    /// @param anyOf the roles of its enterprise that may do that
    /// @throws Refused NOT_FOUND, FORBIDDEN
    public Order lock(Tx tx, Caller caller, UUID orderId, Role... anyOf) {
        Order order = store.lock(tx, orderId).orElseThrow(() -> new Refused(Code.NOT_FOUND));
        caller.requireFor(order.enterprise(), anyOf);
        return order;
    }

    /// Where the codes of orders went.
    public Assignments assignments() {
        return assignments;
    }

    /// An order, in the transaction of a use case of another slice.
    ///
    /// @param anyOf the roles of its enterprise that may see it
    /// @throws Refused NOT_FOUND, FORBIDDEN
    public Order get(Tx tx, Caller caller, UUID orderId, Role... anyOf) {
        Order order = of(tx, orderId);
        caller.requireFor(order.enterprise(), anyOf);
        return order;
    }

    /// An order, for a use case of another slice that has its own right to see it.
    public Order of(Tx tx, UUID orderId) {
        return store.find(tx, orderId).orElseThrow(() -> new Refused(Code.NOT_FOUND));
    }

    /// An order.
    ///
    /// @param caller somebody of the enterprise's owners, quality department or lines
    /// @throws Refused NOT_FOUND
    public Order show(Caller caller, UUID orderId) {
        return db.read(tx -> get(tx, caller, orderId, Role.OWNER, Role.QUALITY, Role.LINE));
    }

    /// What became of the codes of an order, in numbers.
    ///
    /// @param ordered all of them
    /// @param verified read well after printing, whatever became of them later
    /// @param active on items of a lot
    /// @param spoiled void
    /// @param returned handed back unused
    public record Tally(long ordered, long verified, long active, long spoiled, long returned) {
        /// Codes nothing was done with yet, or were left over.
        public long free() {
            return ordered - active - spoiled - returned;
        }
    }

    /// An order with what became of its codes.
    ///
    /// @param assignments the first [#PAGE_MAX] after the asked number
    /// @param changes the latest changes, latest first
    public record Account(
            Order order, Tally tally, List<Assignment> assignments, List<Change> changes) {}

    /// An order with what became of its codes.
    ///
    /// @param caller somebody of the enterprise's owners, quality department or lines
    /// @param after 0, or the last assignment's number of the page before
    /// @throws Refused NOT_FOUND
    public Account account(Caller caller, UUID orderId, int after) {
        return db.read(
                tx -> {
                    Order order = get(tx, caller, orderId, Role.OWNER, Role.QUALITY, Role.LINE);
                    return new Account(
                            order,
                            store.tally(tx, order),
                            assigned.list(tx, order, after, PAGE_MAX),
                            assigned.changes(tx, order, CHANGES_SHOWN));
                });
    }

    /// What became of the codes, in the transaction of a use case of another slice.
    public Tally tally(Tx tx, Order order) {
        return store.tally(tx, order);
    }

    /// Closes an order whose codes are all accounted for: those left over are void from then on.
    ///
    /// @param order locked
    public void close(Tx tx, Order order, Order.Closed closed) {
        store.close(tx, order, closed);
    }

    /// A page of the caller's orders, latest first.
    ///
    /// @param caller somebody of an enterprise
    /// @param before the last id of the page before
    public List<Order> list(Caller caller, Optional<UUID> before, int countMax) {
        UUID enterprise = caller.requireEnterprise();
        caller.requireFor(enterprise, Role.OWNER, Role.QUALITY, Role.LINE);
        return db.read(tx -> store.list(tx, enterprise, before, countMax));
    }

    /// A place in the sequence of a product's codes.
    ///
    /// @param enterprise whose product it is
    public record Place(UUID enterprise, Gtin gtin, MarkNumber number) {
        /// A place in a product's sequence.
        public static Place of(Product product, MarkNumber number) {
            return new Place(product.enterprise(), product.gtin(), number);
        }
    }

    /// What is known of codes whose tags are right, of any products, in their order.
    public List<CodeState> statesOf(Tx tx, List<Place> places) {
        return states.of(tx, places);
    }

    /// The same of one code.
    public CodeState stateOf(Tx tx, Product product, MarkNumber number) {
        return states.of(tx, List.of(Place.of(product, number))).getFirst();
    }

    /// A code of an order.
    public record Held(Order order, MarkNumber number) {}

    /// What the public log says of codes, in their order: the latest of where each went, else of
    /// its order.
    public List<Optional<UUID>> statementsOf(Tx tx, List<Held> codes) {
        Map<Integer, UUID> found = assigned.statements(tx, codes);
        return IntStream.range(0, codes.size())
                .mapToObj(
                        i -> Optional.ofNullable(found.get(i)).or(codes.get(i).order()::statement))
                .toList();
    }

    /// The same of one code.
    public Optional<UUID> statementOf(Tx tx, Order order, MarkNumber number) {
        return statementsOf(tx, List.of(new Held(order, number))).getFirst();
    }

    /// A licence that an order was placed under, for the slice that shows it.
    public Optional<Licence> licence(Tx tx, UUID id) {
        return licences.find(tx, id);
    }

    /// The order a code belongs to; empty for one that was never ordered.
    public static Optional<Order> orderOf(CodeState state) {
        return switch (state) {
            case CodeState.NotOrdered() -> Optional.empty();
            case CodeState.Free free -> Optional.of(free.order());
            case CodeState.Spoiled spoiled -> Optional.of(spoiled.order());
            case CodeState.Active active -> Optional.of(active.order());
        };
    }
}
