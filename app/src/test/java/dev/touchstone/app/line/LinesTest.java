// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.mark.MarkProfile;
import dev.touchstone.app.order.Assignment;
import dev.touchstone.app.order.Change;
import dev.touchstone.app.order.CodeState;
import dev.touchstone.app.order.NewOrder;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.order.OrderFixtures;
import dev.touchstone.app.order.Orders;
import dev.touchstone.app.product.Lot;
import dev.touchstone.app.product.LotState;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.trace.LifeStep;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.gs1.DigitalLink;
import dev.touchstone.gs1.ItemKey;
import dev.touchstone.gs1.LotNumber;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static final LotNumber L1 = new LotNumber("L1");

    private TestWorld world;
    private MarkCodes codes;
    private Orders orders;
    private Lines lines;
    private Product product;
    private Lot lot;
    private Caller owner;
    private Caller worker;

    @BeforeEach
    void open() {
        world = new TestWorld();
        codes = OrderFixtures.codes();
        orders = OrderFixtures.orders(world, codes);
        lines = OrderFixtures.lines(world, codes, orders);
        Enterprise maker = world.maker();
        product = OrderFixtures.licensed(world, world.product(maker.id(), "06901234567892"));
        lot = world.lot(product, "L1");
        owner = world.of(maker.id(), Role.OWNER);
        worker = world.of(maker.id(), Role.LINE);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Order order(int count) {
        return orders.order(owner, NewOrder.of(product.gtin(), count, "PO-" + world.ids.next()))
                .order();
    }

    private static void refused(Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private CodeState stateOf(MarkNumber number) {
        return world.db.read(tx -> orders.stateOf(tx, product, number));
    }

    private Optional<UUID> statementOf(Order order, int index) {
        return world.db.read(tx -> orders.statementOf(tx, order, order.number(index)));
    }

    private Chosen.Scanned scanned(Order order, int... indexes) {
        return new Chosen.Scanned(
                Arrays.stream(indexes).mapToObj(index -> text(order, index)).toList());
    }

    private String text(Order order, int index) {
        return codes.code(order.gtin(), order.number(index)).text();
    }

    private List<String> steps() {
        ItemKey key = ItemKey.of(DigitalLink.of(lot.gtin(), lot.number()));
        return world.db.read(tx -> world.trace.lifeOf(tx, key)).stream()
                .map(LifeStep::bizStep)
                .toList();
    }

    private Orders.Tally tally(Order order) {
        return orders.account(owner, order.id(), 0).tally();
    }

    @Test
    void activatesARangeForALot() {
        Order order = order(100);
        Change change = lines.activate(worker, order.id(), new Chosen.Range(11, 60), L1, "A");
        assertThat(change.count()).isEqualTo(50);
        assertThat(stateOf(order.number(10))).isEqualTo(new CodeState.Free(order));
        assertThat(stateOf(order.number(11)))
                .isInstanceOfSatisfying(
                        CodeState.Active.class,
                        active -> {
                            assertThat(active.lot()).isEqualTo(lot.id());
                            assertThat(active.assignment().way().line()).isEqualTo("A");
                        });
        assertThat(stateOf(order.number(60))).isInstanceOf(CodeState.Active.class);
        assertThat(stateOf(order.number(61))).isEqualTo(new CodeState.Free(order));
        assertThat(stateOf(new MarkNumber(10, 100))).isEqualTo(new CodeState.NotOrdered());
        assertThat(stateOf(new MarkNumber(9, 10))).isEqualTo(new CodeState.NotOrdered());
        assertThat(steps()).containsExactly("commissioning");
        assertThat(tally(order)).isEqualTo(new Orders.Tally(100, 0, 50, 0, 0));
        assertThat(statementOf(order, 11)).contains(change.statement());
        assertThat(statementOf(order, 1)).isEqualTo(order.statement());
    }

    @Test
    void activatesARollAndScannedCodesAndJoinsThemInOneAssignment() {
        NewOrder wanted = new NewOrder(product.gtin(), 95, 10, "PO-rolls", Optional.empty());
        Order order = orders.order(owner, wanted).order();
        lines.activate(worker, order.id(), new Chosen.Roll(10), L1, "A");
        lines.activate(worker, order.id(), scanned(order, 7, 3, 5, 4), L1, "A");
        String link = "https://id.gs1.org/01/06901234567892/21/" + text(order, 1);
        String printed = "(01)06901234567892(21)" + text(order, 9);
        String dataMatrix = "]d2010690123456789221" + text(order, 11);
        Chosen any = new Chosen.Scanned(List.of(link, printed, dataMatrix));
        lines.activate(worker, order.id(), any, L1, "A");
        assertThat(tally(order).active()).isEqualTo(12);
        assertThat(orders.account(owner, order.id(), 0).assignments())
                .singleElement()
                .extracting(Assignment::count)
                .isEqualTo(12);
        for (int index : new int[] {1, 3, 4, 5, 7, 9, 11, 91, 95}) {
            assertThat(stateOf(order.number(index))).isInstanceOf(CodeState.Active.class);
        }
        for (int index : new int[] {2, 6, 8, 90}) {
            assertThat(stateOf(order.number(index))).isInstanceOf(CodeState.Free.class);
        }
        refused(
                Code.OUT_OF_RANGE,
                () -> lines.activate(worker, order.id(), new Chosen.Roll(11), L1, "A"));
    }

    @Test
    void namesEachScannedCodeThatIsNoneOfTheOrderAndDoesNothing() {
        Order order = order(10);
        Order other = order(10);
        Chosen mixed =
                new Chosen.Scanned(
                        List.of(
                                text(order, 1),
                                text(other, 1),
                                "06901234567892",
                                "23456789ABCDEFGHJKLM"));
        assertThatThrownBy(() -> lines.activate(worker, order.id(), mixed, L1, ""))
                .isInstanceOfSatisfying(
                        Refused.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(Code.CODES_REFUSED);
                            assertThat(e.lines())
                                    .extracting(line -> line.line())
                                    .containsExactly(2L, 3L, 4L);
                        });
        assertThat(tally(order).active()).isZero();
        assertThat(steps()).isEmpty();
    }

    @Test
    void spoiledAndReturnedCodesAreVoid() {
        Order order = order(100);
        lines.spoil(worker, order.id(), new Chosen.Range(1, 3), "A", "misprint");
        lines.giveBack(worker, order.id(), new Chosen.Range(90, 100), "", "");
        assertThat(stateOf(order.number(3))).isEqualTo(new CodeState.Spoiled(order));
        assertThat(stateOf(order.number(100))).isEqualTo(new CodeState.Spoiled(order));
        assertThatThrownBy(() -> lines.activate(worker, order.id(), new Chosen.Range(2, 9), L1, ""))
                .isInstanceOfSatisfying(
                        Refused.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(Code.RANGE_NOT_FREE);
                            assertThat(e.arguments()).containsExactly(2);
                        });
        assertThat(tally(order)).isEqualTo(new Orders.Tally(100, 0, 0, 3, 11));
        assertThat(world.statements(Order.subject(order.id())).get(1))
                .contains("mark.voided", "misprint");
    }

    /// Such a code has a right tag, so only its length tells that the printer was given the codes
    /// of something else.
    @Test
    void takesNoCodeOfAnotherLengthForOneOfTheOrder() {
        Order order = order(10);
        String longer = codes.code(order.gtin(), MarkProfile.C20, order.number(3)).text();
        String shorter = codes.code(order.gtin(), MarkProfile.C12, order.number(3)).text();
        assertThat(lines.verifyPrint(worker, order.id(), List.of(shorter, longer), "A"))
                .extracting(PrintCheck::outcome)
                .containsExactly(PrintCheck.Outcome.NOT_OF_ORDER, PrintCheck.Outcome.GOOD);
        assertThatThrownBy(
                        () ->
                                lines.activate(
                                        worker,
                                        order.id(),
                                        new Chosen.Scanned(List.of(longer, shorter)),
                                        lot.number(),
                                        ""))
                .isInstanceOfSatisfying(
                        Refused.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(Code.CODES_REFUSED);
                            assertThat(e.lines())
                                    .singleElement()
                                    .matches(line -> line.line() == 2)
                                    .matches(line -> line.code() == Code.CODE_NOT_OF_ORDER);
                        });
    }

    @Test
    void findsACodeThatWasPrintedTwice() {
        Order order = order(10);
        lines.spoil(worker, order.id(), new Chosen.Range(10, 10), "", "misprint");
        List<String> read =
                List.of(
                        text(order, 1),
                        text(order, 2),
                        text(order, 1),
                        text(order, 10),
                        "06901234567892");
        assertThat(lines.verifyPrint(worker, order.id(), read, "A"))
                .extracting(PrintCheck::outcome)
                .containsExactly(
                        PrintCheck.Outcome.GOOD,
                        PrintCheck.Outcome.GOOD,
                        PrintCheck.Outcome.TWICE,
                        PrintCheck.Outcome.USED,
                        PrintCheck.Outcome.NOT_OF_ORDER);
        assertThat(lines.verifyPrint(worker, order.id(), List.of(text(order, 2)), "A"))
                .extracting(PrintCheck::outcome)
                .containsExactly(PrintCheck.Outcome.TWICE);
        assertThat(stateOf(order.number(1))).isEqualTo(new CodeState.Free(order));
        assertThat(tally(order).verified()).isEqualTo(2);
        lines.activate(worker, order.id(), new Chosen.Range(1, 2), L1, "A");
        assertThat(tally(order)).isEqualTo(new Orders.Tally(10, 2, 2, 1, 0));
    }

    @Test
    void takesASlipBackForItsAuthorAndForAWhileOnly() {
        Order order = order(10);
        Change slip = lines.activate(worker, order.id(), new Chosen.Range(1, 5), L1, "");
        lines.activate(worker, order.id(), new Chosen.Range(6, 7), L1, "");
        refused(Code.NOT_YOURS_TO_UNDO, () -> lines.undo(owner, order.id(), slip.id()));
        Change undone = lines.undo(worker, order.id(), slip.id());
        assertThat(undone.undoneAt()).contains(world.now.get());
        assertThat(stateOf(order.number(1))).isEqualTo(new CodeState.Free(order));
        assertThat(stateOf(order.number(6))).isInstanceOf(CodeState.Active.class);
        assertThat(tally(order).active()).isEqualTo(2);
        assertThat(steps())
                .containsExactlyInAnyOrder("commissioning", "commissioning", "decommissioning");
        refused(Code.WRONG_STATE, () -> lines.undo(worker, order.id(), slip.id()));

        Change late = lines.spoil(worker, order.id(), new Chosen.Range(1, 1), "", "torn");
        world.now.set(world.now.get().plus(OrderFixtures.UNDO_WINDOW).plus(Duration.ofNanos(1000)));
        refused(Code.UNDO_OVER, () -> lines.undo(worker, order.id(), late.id()));
        assertThat(stateOf(order.number(1))).isEqualTo(new CodeState.Spoiled(order));
    }

    @Test
    void closesOnlyWhenEveryCodeIsAccountedFor() {
        Order order = order(100);
        lines.activate(worker, order.id(), new Chosen.Range(1, 90), L1, "");
        lines.spoil(worker, order.id(), new Chosen.Range(91, 93), "", "misprint");
        lines.giveBack(worker, order.id(), new Chosen.Range(94, 95), "", "");
        refused(Code.FORBIDDEN, () -> lines.close(worker, order.id(), 5));
        assertThatThrownBy(() -> lines.close(owner, order.id(), 4))
                .isInstanceOfSatisfying(
                        Refused.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(Code.CODES_DIFFER);
                            assertThat(e.arguments()).containsExactly(1L);
                        });
        refused(Code.CODES_DIFFER, () -> lines.close(owner, order.id(), 6));
        Order closed = lines.close(owner, order.id(), 5);
        assertThat(closed.state()).isEqualTo(Order.State.CLOSED);
        assertThat(closed.closed()).contains(new Order.Closed(world.now.get(), 5));
        assertThat(stateOf(order.number(96))).isEqualTo(new CodeState.Spoiled(closed));
        assertThat(stateOf(order.number(1))).isInstanceOf(CodeState.Active.class);
        refused(
                Code.WRONG_STATE,
                () -> lines.activate(worker, order.id(), new Chosen.Range(96, 96), L1, ""));
    }

    @Test
    void refusesARangeOutsideTheOrder() {
        Order order = order(10);
        for (int[] range : new int[][] {{0, 5}, {1, 11}, {11, 11}, {5, 4}}) {
            Chosen chosen = new Chosen.Range(range[0], range[1]);
            refused(
                    Code.RANGE_OUTSIDE_ORDER,
                    () -> lines.activate(worker, order.id(), chosen, L1, ""));
        }
        assertThat(lines.activate(worker, order.id(), new Chosen.Range(1, 10), L1, "").count())
                .isEqualTo(10);
    }

    @Test
    void refusesALotOnHoldRecalledUnknownOrOfAnotherProduct() {
        Order order = order(10);
        Caller quality = world.of(product.enterprise(), Role.QUALITY);
        Chosen some = new Chosen.Range(1, 2);
        world.lot(world.product(product.enterprise(), "06901234567908"), "L2");
        for (String other : List.of("other", "L2")) {
            refused(
                    Code.NOT_FOUND,
                    () -> lines.activate(worker, order.id(), some, new LotNumber(other), ""));
        }
        world.products.hold(quality, product.gtin(), L1, "weight");
        refused(Code.LOT_ON_HOLD, () -> lines.activate(worker, order.id(), some, L1, ""));
        world.products.release(quality, product.gtin(), L1, "looked at");
        lines.activate(worker, order.id(), some, L1, "");
        world.db.change(
                tx ->
                        world.products.to(
                                tx,
                                quality.account(),
                                product.gtin(),
                                L1,
                                LotState.RECALLED,
                                "recalled"));
        Chosen others = new Chosen.Range(3, 4);
        refused(Code.LOT_ON_HOLD, () -> lines.activate(worker, order.id(), others, L1, ""));
    }

    @Test
    void letsNobodyOfAnotherEnterpriseTouchAnOrder() {
        Order order = order(10);
        Caller foreign = world.allRolesOf(world.maker().id());
        Chosen some = new Chosen.Range(1, 2);
        Change change = lines.spoil(worker, order.id(), new Chosen.Range(9, 9), "", "torn");
        refused(Code.NOT_FOUND, () -> lines.activate(foreign, order.id(), some, L1, ""));
        refused(Code.NOT_FOUND, () -> lines.spoil(foreign, order.id(), some, "", "x"));
        refused(Code.NOT_FOUND, () -> lines.giveBack(foreign, order.id(), some, "", "x"));
        refused(
                Code.NOT_FOUND,
                () -> lines.verifyPrint(foreign, order.id(), List.of(text(order, 1)), ""));
        refused(Code.NOT_FOUND, () -> lines.undo(foreign, order.id(), change.id()));
        refused(Code.NOT_FOUND, () -> lines.close(foreign, order.id(), 9));
        refused(Code.NOT_FOUND, () -> lines.show(foreign, order.id()));
        Order other = order(10);
        refused(Code.NOT_FOUND, () -> lines.undo(worker, other.id(), change.id()));
    }
}
