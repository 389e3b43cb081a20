// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.line;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.order.Assignment;
import dev.touchstone.app.order.Change;
import dev.touchstone.app.order.CodeRuns;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.order.Orders;
import dev.touchstone.app.product.Lot;
import dev.touchstone.app.product.Products;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.publiclog.Statement;
import dev.touchstone.app.trace.Trace;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.gs1.LotNumber;
import dev.touchstone.gs1.Sscc;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/// The face of production lines. Thread-safe.
public final class Lines {
    /// The most runs of codes that a statement names one by one.
    private static final int RUNS_STATED_MAX = 100;

    /// Which codes a change was about is known for at least so long.
    private static final Duration RUNS_KEPT = Duration.ofDays(30);

    private final Database db;
    private final PublicLog publicLog;
    private final Products products;
    private final Trace trace;
    private final MarkCodes codes;
    private final Orders orders;
    private final Packed packed;
    private final Duration undoWindow;
    private final Ids ids;
    private final InstantSource clock;

    /// What packing says of items, which this slice does not know.
    public interface Packed {
        /// A container that one of some items is in; empty when none is in any.
        Optional<Sscc> holding(Tx tx, Order order, CodeRuns codes);
    }

    /// Lines.
    ///
    /// @param undoWindow how long somebody may take back what he did, at most 30 days
    public Lines(
            Database db,
            PublicLog publicLog,
            Products products,
            Trace trace,
            MarkCodes codes,
            Orders orders,
            Packed packed,
            Duration undoWindow,
            Ids ids,
            InstantSource clock) {
        if (undoWindow.compareTo(RUNS_KEPT) > 0) {
            throw new IllegalArgumentException("undo is possible for at most " + RUNS_KEPT);
        }
        this.db = db;
        this.publicLog = publicLog;
        this.products = products;
        this.trace = trace;
        this.codes = codes;
        this.orders = orders;
        this.packed = packed;
        this.undoWindow = undoWindow;
        this.ids = ids;
        this.clock = clock;
    }

    /// The order somebody at a line works on.
    ///
    /// @param caller the enterprise's owner, quality department or line
    /// @throws Refused NOT_FOUND
    public Order show(Caller caller, UUID orderId) {
        return orders.show(caller, orderId);
    }

    private Order lock(Tx tx, Caller caller, UUID orderId) {
        Order order = orders.lock(tx, caller, orderId, Role.OWNER, Role.QUALITY, Role.LINE);
        LineRules.requireOpen(order);
        return order;
    }

    /// Puts free codes on the items of a lot, and captures that these items came into being.
    ///
    /// @param caller the enterprise's owner, quality department or line
    /// @param line the production line, as the enterprise names it; may be empty
    /// @throws Refused NOT_FOUND, RANGE_OUTSIDE_ORDER, CODES_REFUSED, RANGE_NOT_FREE, LOT_ON_HOLD
    public Change activate(
            Caller caller, UUID orderId, Chosen chosen, LotNumber number, String line) {
        return db.write(
                tx -> {
                    Order order = lock(tx, caller, orderId);
                    Lot lot =
                            products.lot(tx, order.gtin(), number)
                                    .orElseThrow(() -> new Refused(Code.NOT_FOUND).at("lot"));
                    if (!lot.state().isFree()) {
                        throw new Refused(Code.LOT_ON_HOLD).at("lot");
                    }
                    Assignment.Way way =
                            new Assignment.Way(
                                    Assignment.Kind.ACTIVE, Optional.of(lot.id()), line, "");
                    Change change = send(tx, caller, order, chosen, way, number.text());
                    trace.commissioned(tx, caller.account(), lot, change.count(), change.doneAt());
                    return change;
                });
    }

    /// Makes free codes void.
    ///
    /// @param caller the enterprise's owner, quality department or line
    /// @param reason why, as spoiled in printing
    /// @throws Refused NOT_FOUND, RANGE_OUTSIDE_ORDER, CODES_REFUSED, RANGE_NOT_FREE
    public Change spoil(Caller caller, UUID orderId, Chosen chosen, String line, String reason) {
        Assignment.Way way =
                new Assignment.Way(Assignment.Kind.VOID, Optional.empty(), line, reason);
        return db.write(tx -> send(tx, caller, lock(tx, caller, orderId), chosen, way, ""));
    }

    /// Takes free codes back from a line or a printer; they are void from then on.
    ///
    /// @param caller the enterprise's owner, quality department or line
    /// @param reason a remark; may be empty
    /// @throws Refused NOT_FOUND, RANGE_OUTSIDE_ORDER, CODES_REFUSED, RANGE_NOT_FREE
    public Change giveBack(Caller caller, UUID orderId, Chosen chosen, String line, String reason) {
        Assignment.Way way =
                new Assignment.Way(Assignment.Kind.RETURNED, Optional.empty(), line, reason);
        return db.write(tx -> send(tx, caller, lock(tx, caller, orderId), chosen, way, ""));
    }

    private Change send(
            Tx tx, Caller caller, Order order, Chosen chosen, Assignment.Way way, String lot) {
        return send(tx, caller, order, LineRules.codes(codes, order, chosen), way, lot);
    }

    private Change send(
            Tx tx, Caller caller, Order order, CodeRuns runs, Assignment.Way way, String lot) {
        Instant now = clock.instant();
        Map<String, Object> body = body(order, runs);
        if (!lot.isEmpty()) {
            body.put("lot", lot);
        }
        if (!way.line().isEmpty()) {
            body.put("line", way.line());
        }
        if (!way.reason().isEmpty()) {
            body.put("reason", way.reason());
        }
        UUID statement = state(tx, type(way.kind()), order, now, body);
        return orders.assignments()
                .assign(tx, order, ids.next(), runs, way, caller.account(), now, statement);
    }

    private static String type(Assignment.Kind kind) {
        return switch (kind) {
            case ACTIVE -> "mark.activated";
            case VOID -> "mark.voided";
            case RETURNED -> "mark.returned";
            case VERIFIED -> "mark.verified";
        };
    }

    private static Map<String, Object> body(Order order, CodeRuns runs) {
        Map<String, Object> body = new HashMap<>();
        body.put("order", order.id().toString());
        body.put("gtin", order.gtin().digits());
        body.put("from", runs.first());
        body.put("to", runs.last());
        body.put("count", runs.count());
        if (runs.runs().size() > 1 && runs.runs().size() <= RUNS_STATED_MAX) {
            body.put(
                    "runs",
                    runs.runs().stream().map(run -> List.of(run.first(), run.last())).toList());
        }
        return body;
    }

    /// How many items carry codes is the enterprise's secret, so these statements are sealed.
    private UUID state(Tx tx, String type, Order order, Instant now, Map<String, Object> body) {
        String subject = Order.subject(order.id());
        return publicLog.state(
                tx, Statement.sealed(type, order.enterprise().toString(), subject, now, body));
    }

    /// Says of codes that were just printed and read whether they may go on to an item. Those that
    /// are good are remembered, so that the same code printed again is found out.
    ///
    /// @param caller the enterprise's owner, quality department or line
    /// @param texts what the reader behind the printer read, 1 to [Chosen#CODES_MAX]
    /// @return one outcome for each text, in their order
    /// @throws Refused NOT_FOUND, WRONG_STATE
    public List<PrintCheck> verifyPrint(
            Caller caller, UUID orderId, List<String> texts, String line) {
        return db.write(tx -> verifyPrint(tx, caller, lock(tx, caller, orderId), texts, line));
    }

    private List<PrintCheck> verifyPrint(
            Tx tx, Caller caller, Order order, List<String> texts, String line) {
        List<OptionalInt> read =
                texts.stream().map(text -> LineRules.index(codes, order, text)).toList();
        int[] known =
                read.stream().filter(OptionalInt::isPresent).mapToInt(i -> i.orElse(0)).toArray();
        BitSet used = orders.assignments().gone(tx, order, known, false);
        BitSet twice = orders.assignments().gone(tx, order, known, true);
        List<PrintCheck> checks = new ArrayList<>();
        Set<Integer> good = new HashSet<>();
        int next = 0;
        for (int i = 0; i < read.size(); i++) {
            PrintCheck.Outcome outcome = PrintCheck.Outcome.NOT_OF_ORDER;
            if (read.get(i).isPresent()) {
                int index = known[next];
                if (used.get(next)) {
                    outcome = PrintCheck.Outcome.USED;
                } else if (twice.get(next) || !good.add(index)) {
                    outcome = PrintCheck.Outcome.TWICE;
                } else {
                    outcome = PrintCheck.Outcome.GOOD;
                }
                next++;
            }
            checks.add(new PrintCheck(texts.get(i), outcome));
        }
        if (!good.isEmpty()) {
            Assignment.Way way =
                    new Assignment.Way(Assignment.Kind.VERIFIED, Optional.empty(), line, "");
            CodeRuns runs = CodeRuns.of(good.stream().mapToInt(i -> i).toArray());
            send(tx, caller, order, runs, way, "");
        }
        return checks;
    }

    /// Takes back what the caller did: the codes are free again. Items that came into being are
    /// captured as decommissioned.
    ///
    /// @param caller who did it
    /// @throws Refused NOT_FOUND, NOT_YOURS_TO_UNDO, UNDO_OVER, WRONG_STATE, ALREADY_PACKED with
    ///     the SSCC of a container that has to be emptied before
    public Change undo(Caller caller, UUID orderId, UUID changeId) {
        return db.write(
                tx -> {
                    Order order = lock(tx, caller, orderId);
                    Change change = orders.assignments().get(tx, order, changeId);
                    Instant now = clock.instant();
                    change.undo().require(caller.account(), now, undoWindow);
                    CodeRuns runs = change.runs().orElseThrow();
                    packed.holding(tx, order, runs).ifPresent(Lines::refusePacked);
                    Map<String, Object> body = body(order, runs);
                    body.put("undone", change.statement().toString());
                    UUID statement = state(tx, "mark.undone", order, now, body);
                    orders.assignments().undo(tx, order, change, now, statement);
                    change.way()
                            .lot()
                            .flatMap(lot -> products.lot(tx, lot))
                            .ifPresent(
                                    lot ->
                                            trace.decommissioned(
                                                    tx,
                                                    caller.account(),
                                                    lot,
                                                    change.count(),
                                                    now));
                    return orders.assignments().get(tx, order, changeId);
                });
    }

    private static void refusePacked(Sscc in) {
        throw new Refused(Code.ALREADY_PACKED, in.digits());
    }

    /// Closes an order once every code is accounted for; those left over are void from then on.
    ///
    /// @param caller the enterprise's owner or quality department
    /// @param unused codes left over, counted by hand
    /// @throws Refused NOT_FOUND, WRONG_STATE, CODES_DIFFER
    public Order close(Caller caller, UUID orderId, int unused) {
        return db.write(
                tx -> {
                    Order order = orders.lock(tx, caller, orderId, Role.OWNER, Role.QUALITY);
                    LineRules.requireOpen(order);
                    Orders.Tally tally = orders.tally(tx, order);
                    LineRules.requireReconciled(tally, unused);
                    Instant now = clock.instant();
                    Map<String, Object> body = new HashMap<>();
                    body.put("order", order.id().toString());
                    body.put("ordered", tally.ordered());
                    body.put("active", tally.active());
                    body.put("void", tally.spoiled());
                    body.put("returned", tally.returned());
                    body.put("unused", unused);
                    state(tx, "mark.closed", order, now, body);
                    orders.close(tx, order, new Order.Closed(now, unused));
                    return orders.get(tx, caller, orderId, Role.OWNER, Role.QUALITY);
                });
    }

    /// How long somebody may take back what he did.
    public Duration undoWindow() {
        return undoWindow;
    }

    /// Forgets which codes changes of long ago were about, where that takes room.
    public void forgetOldRuns() {
        Instant before = clock.instant().minus(RUNS_KEPT);
        db.change(tx -> orders.assignments().forgetRuns(tx, before));
    }
}
