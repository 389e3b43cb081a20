// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.enterprise.EnterpriseState;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.product.Lot;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.product.Products;
import dev.touchstone.app.publiclog.Facts;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.publiclog.Statement;
import dev.touchstone.app.publiclog.StoredStatement;
import dev.touchstone.app.trace.Trace;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Page;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.LotNumber;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The face of orders: what is ordered, what becomes of the codes, and what is known of one.
/// Thread-safe.
public final class Orders implements Facts.Source {
    /// The type of statements of orders.
    public static final String ORDERED = "mark.ordered";

    /// The most orders or ranges of one page of a list.
    public static final int PAGE_MAX = 100;

    private final Database db;
    private final PublicLog publicLog;
    private final Enterprises enterprises;
    private final Products products;
    private final Trace trace;
    private final MarkCodes codes;
    private final Ids ids;
    private final InstantSource clock;
    private final OrderStore store = new OrderStore();

    /// Orders on the products of enterprises.
    public Orders(
            Database db,
            PublicLog publicLog,
            Enterprises enterprises,
            Products products,
            Trace trace,
            MarkCodes codes,
            Ids ids,
            InstantSource clock) {
        this.db = db;
        this.publicLog = publicLog;
        this.enterprises = enterprises;
        this.products = products;
        this.trace = trace;
        this.codes = codes;
        this.ids = ids;
        this.clock = clock;
    }

    /// An order as it was placed.
    ///
    /// @param isNew false when the same order had been placed before
    public record Placed(Order order, boolean isNew) {}

    /// Orders codes for a product. The same order sent again, by its external id, is one order.
    ///
    /// @param caller the enterprise's owner
    /// @param count 1 to [Order#COUNT_MAX]
    /// @param externalId the orderer's own number for it
    /// @throws Refused NOT_FOUND, ENTERPRISE_NOT_VERIFIED, EXTERNAL_ID_REUSED, OUT_OF_RANGE
    public Placed order(Caller caller, Gtin gtin, int count, String externalId) {
        if (count < 1 || count > Order.COUNT_MAX) {
            throw new Refused(Code.OUT_OF_RANGE, 1, Order.COUNT_MAX).at("count");
        }
        return db.write(
                tx -> {
                    Product product = products.get(tx, gtin);
                    UUID enterprise = product.enterprise();
                    caller.requireFor(enterprise, Role.OWNER);
                    store.lockExternalId(tx, enterprise, externalId);
                    Optional<Order> placed = store.byExternalId(tx, enterprise, externalId);
                    if (placed.isPresent()) {
                        return new Placed(OrderRules.sameOrder(placed.get(), gtin, count), false);
                    }
                    if (enterprises.get(tx, enterprise).state() != EnterpriseState.VERIFIED) {
                        throw new Refused(Code.ENTERPRISE_NOT_VERIFIED);
                    }
                    return new Placed(place(tx, caller, product, count, externalId), true);
                });
    }

    private Order place(Tx tx, Caller caller, Product product, int count, String externalId) {
        Instant now = clock.instant();
        UUID id = ids.next();
        int keyId = MarkCodes.keyIdOf(now.atZone(Page.ZONE).getYear());
        long first = store.takePlaces(tx, product.gtin(), keyId, count);
        Map<String, Object> body =
                Map.of(
                        "gtin", product.gtin().digits(),
                        "keyId", keyId,
                        "firstCounter", first,
                        "count", count);
        MarkNumber number = new MarkNumber(keyId, first);
        UUID statement =
                publicLog.stateFacts(
                        tx,
                        Statement.sealed(
                                ORDERED,
                                product.enterprise().toString(),
                                Order.subject(id),
                                now,
                                body),
                        codes.facts(product.gtin(), number, count));
        Order order =
                new Order(
                        id,
                        product.enterprise(),
                        product.id(),
                        product.gtin(),
                        externalId,
                        number,
                        count,
                        Optional.empty(),
                        Order.State.OPEN,
                        now,
                        statement);
        store.insert(tx, order, caller.account());
        return order;
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
        codes.facts(order.gtin(), number, count).forEachRemaining(facts::add);
        return facts;
    }

    /// How many items carry codes is the enterprise's secret, so these statements are sealed.
    private UUID state(
            Tx tx,
            String type,
            UUID enterprise,
            UUID order,
            Instant now,
            Map<String, Object> body) {
        String subject = Order.subject(order);
        return publicLog.state(
                tx, Statement.sealed(type, enterprise.toString(), subject, now, body));
    }

    /// Puts free codes on the items of a lot, and captures that these items came into being.
    ///
    /// @param caller the enterprise's owner or quality department
    /// @param first index of the first code, from 1
    /// @param last index of the last code
    /// @throws Refused NOT_FOUND, RANGE_OUTSIDE_ORDER, RANGE_NOT_FREE, LOT_ON_HOLD
    public Range activate(Caller caller, UUID orderId, int first, int last, LotNumber number) {
        return db.write(
                tx -> {
                    Order order = lockFree(tx, caller, orderId, first, last);
                    Lot lot =
                            products.lot(tx, order.gtin(), number)
                                    .orElseThrow(() -> new Refused(Code.NOT_FOUND).at("lot"));
                    if (!lot.state().isFree()) {
                        throw new Refused(Code.LOT_ON_HOLD).at("lot");
                    }
                    Instant now = clock.instant();
                    Map<String, Object> body = body(order, first, last);
                    body.put("lot", number.text());
                    UUID statement =
                            state(tx, "mark.activated", order.enterprise(), orderId, now, body);
                    Range range =
                            new Range(
                                    orderId,
                                    first,
                                    last,
                                    Range.State.ACTIVE,
                                    Optional.of(lot.id()),
                                    "",
                                    now,
                                    statement);
                    store.insertRange(tx, order, range, caller.account());
                    trace.commissioned(tx, caller.account(), lot, range.count(), now);
                    return range;
                });
    }

    /// Makes free codes void.
    ///
    /// @param caller the enterprise's owner or quality department
    /// @param reason why, as spoiled in printing
    /// @throws Refused NOT_FOUND, RANGE_OUTSIDE_ORDER, RANGE_NOT_FREE
    public Range spoil(Caller caller, UUID orderId, int first, int last, String reason) {
        return db.write(
                tx -> {
                    Order order = lockFree(tx, caller, orderId, first, last);
                    Instant now = clock.instant();
                    Map<String, Object> body = body(order, first, last);
                    body.put("reason", reason);
                    UUID statement =
                            state(tx, "mark.voided", order.enterprise(), orderId, now, body);
                    Range range =
                            new Range(
                                    orderId,
                                    first,
                                    last,
                                    Range.State.VOID,
                                    Optional.empty(),
                                    reason,
                                    now,
                                    statement);
                    store.insertRange(tx, order, range, caller.account());
                    return range;
                });
    }

    private Order lockFree(Tx tx, Caller caller, UUID orderId, int first, int last) {
        Order order = store.lock(tx, orderId).orElseThrow(() -> new Refused(Code.NOT_FOUND));
        caller.requireFor(order.enterprise(), Role.OWNER, Role.QUALITY);
        OrderRules.requireInside(order, first, last);
        if (store.overlaps(tx, order, first, last)) {
            throw new Refused(Code.RANGE_NOT_FREE).at("from");
        }
        return order;
    }

    private static Map<String, Object> body(Order order, int first, int last) {
        Map<String, Object> body = new HashMap<>();
        body.put("order", order.id().toString());
        body.put("gtin", order.gtin().digits());
        body.put("from", first);
        body.put("to", last);
        return body;
    }

    /// An order.
    ///
    /// @param caller the enterprise's owner or quality department
    /// @throws Refused NOT_FOUND
    public Order show(Caller caller, UUID orderId) {
        return db.read(tx -> visible(tx, caller, orderId));
    }

    private Order visible(Tx tx, Caller caller, UUID orderId) {
        Order order = store.find(tx, orderId).orElseThrow(() -> new Refused(Code.NOT_FOUND));
        caller.requireFor(order.enterprise(), Role.OWNER, Role.QUALITY);
        return order;
    }

    /// What became of the codes of an order, in numbers.
    ///
    /// @param ordered all of them
    /// @param active on items of a lot
    /// @param spoiled void
    public record Tally(long ordered, long active, long spoiled) {
        /// Codes nothing was done with yet.
        public long free() {
            return ordered - active - spoiled;
        }
    }

    /// An order with what became of its codes.
    ///
    /// @param ranges the first [#PAGE_MAX] after the asked index
    public record Account(Order order, Tally tally, List<Range> ranges) {}

    /// An order with what became of its codes.
    ///
    /// @param caller the enterprise's owner or quality department
    /// @param afterIndex 0, or the last index of the page before
    /// @throws Refused NOT_FOUND
    public Account account(Caller caller, UUID orderId, int afterIndex) {
        return db.read(
                tx -> {
                    Order order = visible(tx, caller, orderId);
                    return new Account(
                            order,
                            store.tally(tx, order),
                            store.ranges(tx, order, afterIndex, PAGE_MAX));
                });
    }

    /// A page of the caller's orders, latest first.
    ///
    /// @param caller somebody of an enterprise
    /// @param before the last id of the page before
    public List<Order> list(Caller caller, Optional<UUID> before, int countMax) {
        UUID enterprise = caller.requireEnterprise();
        caller.requireFor(enterprise, Role.OWNER, Role.QUALITY);
        return db.read(tx -> store.list(tx, enterprise, before, countMax));
    }

    /// What is known of a code whose tag is right, for the slice that shows it.
    ///
    /// @param product the product it was made for
    public CodeState stateOf(Tx tx, Product product, MarkNumber number) {
        Optional<Order> order = store.holding(tx, product.enterprise(), product.gtin(), number);
        if (order.isEmpty()) {
            return new CodeState.NotOrdered();
        }
        int index = order.get().index(number);
        return OrderRules.stateOf(order.get(), store.rangeOf(tx, order.get(), index));
    }

    /// Whether the licence an order was placed under is suspended, for the slice that shows it.
    public boolean licenceSuspended(Tx tx, CodeState state) {
        Optional<Order> order =
                switch (state) {
                    case CodeState.NotOrdered() -> Optional.empty();
                    case CodeState.Free free -> Optional.of(free.order());
                    case CodeState.Spoiled spoiled -> Optional.of(spoiled.order());
                    case CodeState.Active active -> Optional.of(active.order());
                };
        return order.filter(o -> o.licence().isPresent())
                .filter(o -> store.licenceSuspended(tx, o))
                .isPresent();
    }
}
