// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.packing;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.order.CodeRuns;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.order.Orders;
import dev.touchstone.app.packing.Container.Load;
import dev.touchstone.app.packing.Container.State;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.publiclog.Statement;
import dev.touchstone.app.trace.Trace;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.gs1.ItemKey;
import dev.touchstone.gs1.Sscc;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The face of packing. One request at a time packs for an enterprise; thread-safe.
public final class Packing {
    /// The most containers, runs or changes that are shown at once.
    public static final int SHOWN_MAX = 100;

    /// The most things one event names; EPCIS documents here name 10,000, the container included.
    private static final int PER_EVENT_MAX = 5_000;

    /// What was in a change is known for at least so long.
    private static final Duration LOADS_KEPT = Duration.ofDays(30);

    private static final Role[] WORKERS = {Role.OWNER, Role.QUALITY, Role.LINE};

    private final Database db;
    private final PublicLog publicLog;
    private final Enterprises enterprises;
    private final Trace trace;
    private final Orders orders;
    private final Loads loads;
    private final MarkCodes codes;
    private final Duration undoWindow;
    private final Ids ids;
    private final InstantSource clock;
    private final PackingStore store = new PackingStore();
    private final ChangeStore changes = new ChangeStore();
    private final PackedStates states;

    /// Packing.
    ///
    /// @param undoWindow how long somebody may take back what he did, at most 30 days
    public Packing(
            Database db,
            PublicLog publicLog,
            Enterprises enterprises,
            Trace trace,
            MarkCodes codes,
            Orders orders,
            Duration undoWindow,
            Ids ids,
            InstantSource clock) {
        if (undoWindow.compareTo(LOADS_KEPT) > 0) {
            throw new IllegalArgumentException("undo is possible for at most " + LOADS_KEPT);
        }
        this.db = db;
        this.publicLog = publicLog;
        this.enterprises = enterprises;
        this.trace = trace;
        this.orders = orders;
        this.codes = codes;
        this.loads = new Loads(store, orders);
        this.undoWindow = undoWindow;
        this.ids = ids;
        this.clock = clock;
        this.states = new PackedStates(loads, clock);
    }

    /// Packs what is in nothing yet. A container comes into being when something is first packed
    /// in it.
    ///
    /// @param caller the enterprise's owner, quality department or line
    /// @throws Refused NOT_FOUND, SSCC_TAKEN, ALREADY_PACKED, CODE_NOT_ACTIVE, CONTAINER_FULL,
    ///     CONTAINER_NOT_FREE, PACKED_TOO_DEEP, PACKING_LOOP, WRONG_COUNT, and what
    ///     [dev.touchstone.app.line.Chosen#of] says
    public Container.Change pack(Caller caller, Sscc into, Wanted wanted) {
        return put(caller, Optional.empty(), Optional.of(into), wanted);
    }

    /// Takes things out of a container.
    ///
    /// @param caller the enterprise's owner, quality department or line
    /// @throws Refused NOT_FOUND, NOT_PACKED_THERE, CONTAINER_NOT_FREE, WRONG_COUNT
    public Container.Change unpack(Caller caller, Sscc from, Wanted wanted) {
        return put(caller, Optional.of(from), Optional.empty(), wanted);
    }

    /// Takes things out of one container and packs them in another, or none of it.
    ///
    /// @param caller the enterprise's owner, quality department or line
    /// @throws Refused what [#unpack] and [#pack] say
    public Container.Change move(Caller caller, Sscc from, Sscc into, Wanted wanted) {
        if (from.equals(into)) {
            throw new Refused(Code.PACKING_LOOP).at("into");
        }
        return put(caller, Optional.of(from), Optional.of(into), wanted);
    }

    private Container.Change put(
            Caller caller, Optional<Sscc> from, Optional<Sscc> into, Wanted wanted) {
        PackingRules.requireFew(wanted);
        UUID enterprise = caller.requireEnterprise();
        caller.requireFor(enterprise, WORKERS);
        return db.write(
                tx -> {
                    store.lock(tx, enterprise);
                    Load load = load(tx, caller, wanted);
                    String type = from.isEmpty() ? "packed" : into.isEmpty() ? "unpacked" : "moved";
                    UUID statement = put(tx, caller, type, from, into, load, Map.of());
                    Container.Change change =
                            new Container.Change(
                                    ids.next(),
                                    enterprise,
                                    from,
                                    into,
                                    Optional.of(load),
                                    load.count(),
                                    caller.account(),
                                    clock.instant(),
                                    statement,
                                    Optional.empty());
                    changes.insert(tx, change);
                    return change;
                });
    }

    private Load load(Tx tx, Caller caller, Wanted wanted) {
        return switch (wanted) {
            case Wanted.Containers(List<Sscc> containers) -> new Load.Containers(containers);
            case Wanted.Items items -> {
                Order order = orders.get(tx, caller, items.order(), WORKERS);
                yield new Load.Items(order.id(), items.codes().of(codes, order));
            }
        };
    }

    /// Takes things out of one container, puts them in another, and says so; gives the statement.
    private UUID put(
            Tx tx,
            Caller caller,
            String type,
            Optional<Sscc> from,
            Optional<Sscc> into,
            Load load,
            Map<String, Object> more) {
        UUID enterprise = caller.requireEnterprise();
        Instant now = clock.instant();
        Map<String, Object> body = new HashMap<>(more);
        from.ifPresent(sscc -> body.put("from", sscc.digits()));
        into.ifPresent(sscc -> body.put("into", sscc.digits()));
        body.put("count", load.count());
        if (load instanceof Load.Items items) {
            body.put("order", items.order().toString());
            body.put("first", items.codes().first());
            body.put("last", items.codes().last());
        }
        UUID statement = state(tx, type, enterprise, into.or(() -> from).orElseThrow(), now, body);
        Optional<Container> source = from.map(sscc -> own(tx, caller, sscc));
        source.ifPresent(one -> loads.requireFree(tx, one));
        Optional<Container> target = into.map(sscc -> made(tx, caller, sscc, now, statement));
        target.ifPresent(one -> loads.requireFree(tx, one));
        source.ifPresent(one -> loads.takeOut(tx, one, load));
        target.ifPresent(one -> loads.putIn(tx, caller, one, load));
        from.ifPresent(sscc -> store.setStatement(tx, sscc, statement));
        into.ifPresent(sscc -> store.setStatement(tx, sscc, statement));
        List<ItemKey> things = loads.keys(tx, trace, codes, load);
        for (int first = 0; first < things.size(); first += PER_EVENT_MAX) {
            int end = Math.min(things.size(), first + PER_EVENT_MAX);
            List<ItemKey> some = things.subList(first, end);
            UUID by = caller.account();
            from.ifPresent(sscc -> trace.packed(tx, by, enterprise, false, sscc, some, now));
            into.ifPresent(sscc -> trace.packed(tx, by, enterprise, true, sscc, some, now));
        }
        return statement;
    }

    /// What an enterprise packs where is its secret, so these statements are sealed.
    private UUID state(
            Tx tx, String type, UUID enterprise, Sscc sscc, Instant now, Map<String, Object> body) {
        return publicLog.state(
                tx,
                Statement.sealed(
                        "packing." + type,
                        enterprise.toString(),
                        Container.subject(sscc),
                        now,
                        body));
    }

    private Container own(Tx tx, Caller caller, Sscc sscc) {
        return store.find(tx, sscc)
                .filter(one -> caller.belongsTo(one.enterprise()))
                .orElseThrow(() -> new Refused(Code.NOT_FOUND).at("sscc"));
    }

    private Container made(Tx tx, Caller caller, Sscc sscc, Instant now, UUID statement) {
        Container fresh =
                new Container(
                        sscc,
                        caller.requireEnterprise(),
                        Optional.empty(),
                        1,
                        0,
                        State.IN_ORDER,
                        "",
                        now,
                        now,
                        statement);
        store.insert(tx, fresh, caller.account());
        return store.find(tx, sscc)
                .filter(one -> caller.belongsTo(one.enterprise()))
                .orElseThrow(() -> new Refused(Code.SSCC_TAKEN).at("sscc"));
    }

    /// Takes back what the caller did: everything is where it was before.
    ///
    /// @param caller who did it
    /// @throws Refused NOT_FOUND, NOT_YOURS_TO_UNDO, UNDO_OVER, WRONG_STATE, and what [#move]
    ///     says when things were moved on meanwhile
    public Container.Change undo(Caller caller, UUID changeId) {
        UUID enterprise = caller.requireEnterprise();
        caller.requireFor(enterprise, WORKERS);
        return db.write(
                tx -> {
                    store.lock(tx, enterprise);
                    Container.Change change =
                            changes.find(tx, enterprise, changeId)
                                    .orElseThrow(() -> new Refused(Code.NOT_FOUND));
                    Instant now = clock.instant();
                    change.undo().require(caller.account(), now, undoWindow);
                    put(
                            tx,
                            caller,
                            "undone",
                            change.into(),
                            change.from(),
                            change.load().orElseThrow(),
                            Map.of("undone", change.statement().toString()));
                    changes.undo(tx, change, now);
                    return changes.find(tx, enterprise, changeId).orElseThrow();
                });
    }

    /// Holds, releases or withdraws a container, and with it all that is in it.
    ///
    /// @param caller the enterprise's owner or quality department
    /// @param to HELD, WITHDRAWN, or IN_ORDER to release
    /// @param reason why; known to the enterprise
    /// @throws Refused NOT_FOUND, WRONG_STATE
    public Container change(Caller caller, Sscc sscc, State to, String reason) {
        UUID enterprise = caller.requireEnterprise();
        caller.requireFor(enterprise, Role.OWNER, Role.QUALITY);
        return db.write(
                tx -> {
                    store.lock(tx, enterprise);
                    Container container = own(tx, caller, sscc);
                    PackingRules.requireAllowed(container.state(), to);
                    Instant now = clock.instant();
                    String type =
                            switch (to) {
                                case IN_ORDER -> "released";
                                case HELD -> "held";
                                case WITHDRAWN -> "withdrawn";
                            };
                    UUID statement =
                            state(tx, type, enterprise, sscc, now, Map.of("reason", reason));
                    String kept = to == State.IN_ORDER ? "" : reason;
                    store.setState(tx, sscc, to, kept, caller.account(), now, statement);
                    return store.find(tx, sscc).orElseThrow();
                });
    }

    /// A container that one of some codes is in, for the slice that may not change those.
    public Optional<Sscc> holding(Tx tx, Order order, CodeRuns codes) {
        return store.holding(tx, order.enterprise(), new Container.Load.Items(order.id(), codes));
    }

    /// An item by its code.
    ///
    /// @param index of its code in the order
    public record Item(Order order, int index) {}

    /// What holds for items by what they are packed in, in their order, asked for once; for a use
    /// case of another slice.
    public List<State> statesOf(Tx tx, List<Item> items) {
        return states.of(tx, items);
    }

    /// A container with what is in it and around it.
    ///
    /// @param path it, what it is in, and so on up
    /// @param runs the first [#SHOWN_MAX] runs of codes in it
    /// @param containers the first [#SHOWN_MAX] containers in it
    /// @param changes the latest
    public record Shown(
            Container container,
            List<Container> path,
            List<Run> runs,
            List<Container> containers,
            List<Container.Change> changes) {
        /// What holds for all that is in it.
        public State effective() {
            return PackingRules.worst(path);
        }
    }

    /// Codes of an order that stand one after the other.
    public record Run(UUID order, int first, int last) {}

    /// A container.
    ///
    /// @param caller the enterprise's owner, quality department or line
    /// @throws Refused NOT_FOUND
    public Shown show(Caller caller, Sscc sscc) {
        caller.requireFor(caller.requireEnterprise(), WORKERS);
        return db.read(
                tx -> {
                    Container container = own(tx, caller, sscc);
                    return new Shown(
                            container,
                            loads.path(tx, container),
                            store.runs(tx, sscc, SHOWN_MAX),
                            store.children(tx, sscc, SHOWN_MAX),
                            changes.of(tx, sscc, SHOWN_MAX));
                });
    }

    /// The orders whose items the caller's enterprise packs, latest first, at most [#SHOWN_MAX].
    ///
    /// @param caller its owner, quality department or line
    List<Order> orders(Caller caller) {
        return orders.list(caller, Optional.empty(), SHOWN_MAX);
    }

    /// The caller's enterprise's containers, the latest [#SHOWN_MAX].
    ///
    /// @param caller the enterprise's owner, quality department or line
    public List<Container> own(Caller caller) {
        UUID enterprise = caller.requireEnterprise();
        caller.requireFor(enterprise, WORKERS);
        return db.read(tx -> store.own(tx, enterprise, SHOWN_MAX));
    }

    /// What anybody may know of a container: who packs it, and what holds for what is in it.
    public record Face(Sscc sscc, Enterprise enterprise, State state, Instant packedAt) {}

    /// What anybody may know of a container.
    ///
    /// @throws Refused NOT_FOUND
    public Face face(Sscc sscc) {
        return db.read(
                tx -> {
                    Container one =
                            store.find(tx, sscc).orElseThrow(() -> new Refused(Code.NOT_FOUND));
                    return new Face(
                            sscc,
                            enterprises.get(tx, one.enterprise()),
                            PackingRules.worst(loads.path(tx, one)),
                            one.madeAt());
                });
    }

    /// Whether the caller may still take a change back.
    public boolean mayUndo(Caller caller, Container.Change change) {
        return change.undo().mayBe(caller.account(), clock.instant(), undoWindow);
    }

    /// Forgets what long-settled changes were about, where that takes room.
    public void forgetOldLoads() {
        Instant before = clock.instant().minus(LOADS_KEPT);
        db.change(tx -> changes.forget(tx, before));
    }
}
