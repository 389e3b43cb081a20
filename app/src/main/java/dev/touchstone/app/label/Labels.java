// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.label;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.order.Orders;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/// The face of labels: codes of an order to be printed, and what was printed. Thread-safe.
public final class Labels {
    /// The most former prints that are shown.
    public static final int PRINTS_SHOWN = 20;

    private final Database db;
    private final Orders orders;
    private final MarkCodes codes;
    private final String origin;
    private final Ids ids;
    private final InstantSource clock;
    private final LabelStore store = new LabelStore();

    /// Labels for the codes of orders.
    ///
    /// @param origin what the links of codes begin with, without a slash at the end
    public Labels(
            Database db,
            Orders orders,
            MarkCodes codes,
            String origin,
            Ids ids,
            InstantSource clock) {
        this.db = db;
        this.orders = orders;
        this.codes = codes;
        this.origin = origin;
        this.ids = ids;
        this.clock = clock;
    }

    /// Codes of an order by their index, both ends included.
    ///
    /// @param first from 1
    /// @param last `first` or more
    public record Range(int first, int last) {}

    /// A label as it will look.
    ///
    /// @param last the last code of one file at most
    /// @param printedBefore whether any code of the range was printed before
    /// @param prints former prints of the order, latest first
    public record Preview(
            Order order,
            Range range,
            int last,
            Printing printing,
            Label label,
            LabelLinks links,
            LabelLayout layout,
            boolean printedBefore,
            List<LabelPrint> prints) {}

    /// Codes ready to be written.
    public final class Job {
        private final Order order;
        private final Range range;
        private final Printing printing;

        private Job(Order order, Range range, Printing printing) {
            this.order = order;
            this.range = range;
            this.printing = printing;
        }

        /// The name of a file for it.
        public String fileName() {
            return "codes-%s-%d-%d.%s"
                    .formatted(order.id(), range.first(), range.last(), printing.format().suffix());
        }

        /// Writes it; each time the same.
        public void write(OutputStream out) throws IOException {
            LabelCodes labels = new LabelCodes(codes, order, range.first(), range.last());
            new LabelWriter(printing, new LabelLinks(origin, order.gtin())).write(labels, out);
        }
    }

    /// Shows how the first code of a range would be printed.
    ///
    /// @param caller the enterprise's owner or quality department
    /// @param wanted cut to what the order and one file hold
    /// @throws Refused NOT_FOUND, WRONG_STATE unless the order is open
    public Preview preview(Caller caller, UUID orderId, Range wanted, Printing printing) {
        return db.read(
                tx -> {
                    Order order = open(tx, caller, orderId);
                    int first = Math.clamp(wanted.first(), 1, order.count());
                    long most = first - 1L + printing.format().codesMax();
                    int end = (int) Math.min(order.count(), most);
                    int last = Math.clamp(wanted.last(), first, end);
                    LabelLinks links = new LabelLinks(origin, order.gtin());
                    Label label = new LabelCodes(codes, order, first, first).next();
                    return new Preview(
                            order,
                            new Range(first, last),
                            end,
                            printing,
                            label,
                            links,
                            new LabelWriter(printing, links).layout(label),
                            store.overlaps(tx, order, first, last),
                            store.latest(tx, order, PRINTS_SHOWN));
                });
    }

    /// Takes codes to be printed, and keeps who did.
    ///
    /// @param caller the enterprise's owner or quality department
    /// @throws Refused NOT_FOUND, WRONG_STATE unless the order is open, RANGE_OUTSIDE_ORDER,
    ///     WRONG_COUNT
    public Job print(Caller caller, UUID orderId, Range range, Printing printing) {
        return db.write(
                tx -> {
                    Order order = open(tx, caller, orderId);
                    if (range.first() < 1
                            || range.last() < range.first()
                            || range.last() > order.count()) {
                        throw new Refused(Code.RANGE_OUTSIDE_ORDER, 1, order.count()).at("to");
                    }
                    int codesMax = printing.format().codesMax();
                    if (range.last() - range.first() >= codesMax) {
                        throw new Refused(Code.WRONG_COUNT, 1, codesMax).at("to");
                    }
                    store.insert(
                            tx,
                            new LabelPrint(
                                    ids.next(),
                                    order.enterprise(),
                                    order.id(),
                                    range.first(),
                                    range.last(),
                                    printing.format(),
                                    printing.template(),
                                    caller.account(),
                                    clock.instant()));
                    return new Job(order, range, printing);
                });
    }

    /// What was printed of an order, latest first.
    ///
    /// @param caller the enterprise's owner or quality department
    /// @throws Refused NOT_FOUND
    public List<LabelPrint> prints(Caller caller, UUID orderId) {
        return db.read(
                tx ->
                        store.latest(
                                tx,
                                orders.get(tx, caller, orderId, Role.OWNER, Role.QUALITY),
                                PRINTS_SHOWN));
    }

    private Order open(Tx tx, Caller caller, UUID orderId) {
        Order order = orders.get(tx, caller, orderId, Role.OWNER, Role.QUALITY);
        if (order.state() != Order.State.OPEN) {
            throw new Refused(Code.WRONG_STATE, order.state());
        }
        return order;
    }
}
