// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.line.Chosen;
import dev.touchstone.app.line.Lines;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.order.Change;
import dev.touchstone.app.order.NewOrder;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.order.OrderFixtures;
import dev.touchstone.app.order.Orders;
import dev.touchstone.app.packing.Container.State;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.trace.LifeStep;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.gs1.CheckDigit;
import dev.touchstone.gs1.DigitalLink;
import dev.touchstone.gs1.ItemKey;
import dev.touchstone.gs1.LotNumber;
import dev.touchstone.gs1.Serial;
import dev.touchstone.gs1.Sscc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PackingTest {
    private TestWorld world;
    private MarkCodes codes;
    private Orders orders;
    private Lines lines;
    private Packing packing;
    private Order order;
    private Caller owner;
    private Caller worker;

    @BeforeEach
    void open() {
        world = new TestWorld();
        codes = OrderFixtures.codes();
        orders = OrderFixtures.orders(world, codes);
        lines = OrderFixtures.lines(world, codes, orders);
        packing = OrderFixtures.packing(world, codes, orders);
        Enterprise maker = world.maker();
        Product product =
                OrderFixtures.licensed(world, world.product(maker.id(), "06901234567892"));
        world.lot(product, "L1");
        owner = world.of(maker.id(), Role.OWNER);
        worker = world.of(maker.id(), Role.LINE);
        order = active(product, 200, 100);
    }

    private Order active(Product product, int count, int activated) {
        Order made =
                orders.order(owner, NewOrder.of(product.gtin(), count, "PO-" + world.ids.next()))
                        .order();
        Chosen range = new Chosen.Range(1, activated);
        lines.activate(worker, made.id(), range, new LotNumber("L1"), "");
        return made;
    }

    @AfterEach
    void close() {
        world.close();
    }

    static Sscc sscc(int number) {
        return new Sscc(CheckDigit.append("0999999%010d".formatted(number)));
    }

    private Wanted items(int first, int last) {
        return new Wanted.Items(order.id(), new Chosen.Range(first, last));
    }

    private static Wanted boxes(int... numbers) {
        return new Wanted.Containers(IntStream.of(numbers).mapToObj(PackingTest::sscc).toList());
    }

    private static void refused(Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private State stateOf(int index) {
        return world.db.read(
                tx -> packing.statesOf(tx, List.of(new Packing.Item(order, index))).getFirst());
    }

    private List<String> life(int index) {
        String serial = codes.code(order.gtin(), order.number(index)).text();
        ItemKey key = ItemKey.of(DigitalLink.of(order.gtin(), new Serial(serial)));
        return world.db.read(tx -> world.trace.lifeOf(tx, key)).stream()
                .map(LifeStep::bizStep)
                .toList();
    }

    /// What is packed came into being: that cannot be taken back before it is taken out.
    @Test
    void itemsAreTakenOutBeforeTheirActivationIsTakenBack() {
        Change activated = orders.account(worker, order.id(), 0).changes().getFirst();
        Container.Change packed = packing.pack(worker, sscc(1), items(30, 31));
        refused(Code.ALREADY_PACKED, () -> lines.undo(worker, order.id(), activated.id()));
        assertThat(stateOf(30)).isEqualTo(State.IN_ORDER);
        packing.undo(worker, packed.id());
        assertThat(lines.undo(worker, order.id(), activated.id()).undoneAt()).isPresent();
    }

    @Test
    void packsItemsInCasesAndCasesOnPallets() {
        packing.pack(worker, sscc(1), items(1, 24));
        packing.pack(worker, sscc(2), items(25, 48));
        Container.Change onPallet = packing.pack(worker, sscc(9), boxes(1, 2));
        Packing.Shown pallet = packing.show(worker, sscc(9));
        assertThat(pallet.container().level()).isEqualTo(2);
        assertThat(pallet.container().contents()).isEqualTo(2);
        assertThat(pallet.containers()).extracting(Container::contents).containsExactly(24, 24);
        assertThat(packing.show(worker, sscc(1)).runs())
                .containsExactly(new Packing.Run(order.id(), 1, 24));
        assertThat(packing.own(worker)).hasSize(3);
        assertThat(life(1)).containsExactly("packing", "packing");
        assertThat(world.statements(Container.subject(sscc(9))))
                .singleElement()
                .asString()
                .contains("packing.packed", onPallet.statement().toString());
    }

    @Test
    void letsAnItemShareTheWorstStateOfWhatItIsIn() {
        packing.pack(worker, sscc(1), items(1, 24));
        packing.pack(worker, sscc(9), boxes(1));
        assertThat(stateOf(1)).isEqualTo(State.IN_ORDER);
        packing.change(owner, sscc(9), State.HELD, "湿损");
        assertThat(stateOf(24)).isEqualTo(State.HELD);
        assertThat(stateOf(25)).isEqualTo(State.IN_ORDER);
        packing.change(owner, sscc(1), State.WITHDRAWN, "破损");
        assertThat(stateOf(1)).isEqualTo(State.WITHDRAWN);
        assertThat(packing.show(worker, sscc(1)).effective()).isEqualTo(State.WITHDRAWN);
        assertThat(packing.face(sscc(1)).state()).isEqualTo(State.WITHDRAWN);
        packing.change(owner, sscc(9), State.IN_ORDER, "已复检");
        assertThat(stateOf(1)).isEqualTo(State.WITHDRAWN);
        refused(Code.WRONG_STATE, () -> packing.change(owner, sscc(1), State.IN_ORDER, "已复检"));
    }

    @Test
    void letsNothingInOrOutOfWhatIsHeld() {
        packing.pack(worker, sscc(1), items(1, 10));
        packing.pack(worker, sscc(9), boxes(1));
        packing.pack(worker, sscc(2), items(11, 20));
        packing.change(owner, sscc(9), State.HELD, "湿损");
        refused(Code.CONTAINER_NOT_FREE, () -> packing.unpack(worker, sscc(1), items(1, 1)));
        refused(Code.CONTAINER_NOT_FREE, () -> packing.unpack(worker, sscc(9), boxes(1)));
        refused(Code.CONTAINER_NOT_FREE, () -> packing.pack(worker, sscc(1), items(21, 21)));
        refused(
                Code.CONTAINER_NOT_FREE,
                () -> packing.move(worker, sscc(2), sscc(9), items(11, 11)));
        packing.change(owner, sscc(9), State.IN_ORDER, "已复检");
        packing.unpack(worker, sscc(1), items(1, 1));
    }

    @Test
    void keepsAThingInOneContainerOnly() {
        packing.pack(worker, sscc(1), items(10, 20));
        refused(Code.ALREADY_PACKED, () -> packing.pack(worker, sscc(2), items(1, 10)));
        refused(Code.ALREADY_PACKED, () -> packing.pack(worker, sscc(1), items(15, 30)));
        refused(Code.ALREADY_PACKED, () -> packing.pack(worker, sscc(2), items(1, 100)));
        packing.pack(worker, sscc(8), boxes(1));
        refused(Code.ALREADY_PACKED, () -> packing.pack(worker, sscc(9), boxes(1)));
        refused(Code.NOT_PACKED_THERE, () -> packing.unpack(worker, sscc(1), items(9, 12)));
        refused(Code.NOT_FOUND, () -> packing.unpack(worker, sscc(2), items(10, 10)));
        packing.pack(worker, sscc(2), items(1, 9));
        refused(Code.NOT_PACKED_THERE, () -> packing.unpack(worker, sscc(2), boxes(1)));
    }

    @Test
    void packsScannedCodesAndOnlyThoseOnItems() {
        List<String> texts = new ArrayList<>();
        for (int index : new int[] {7, 3, 5, 4}) {
            texts.add(codes.code(order.gtin(), order.number(index)).text());
        }
        packing.pack(worker, sscc(1), new Wanted.Items(order.id(), new Chosen.Scanned(texts)));
        assertThat(packing.show(worker, sscc(1)).runs())
                .containsExactly(
                        new Packing.Run(order.id(), 3, 5), new Packing.Run(order.id(), 7, 7));
        refused(Code.CODE_NOT_ACTIVE, () -> packing.pack(worker, sscc(1), items(100, 101)));
        texts.add("23456789ABCDEFGHJKLM");
        refused(
                Code.CODES_REFUSED,
                () ->
                        packing.pack(
                                worker,
                                sscc(2),
                                new Wanted.Items(order.id(), new Chosen.Scanned(texts))));
    }

    @Test
    void takesTheLimitsAndRefusesOneMore() {
        Product product = world.db.read(tx -> world.products.get(tx, order.gtin()));
        Order large = active(product, 10_000, 10_000);
        Chosen full = new Chosen.Range(1, Container.CONTENTS_MAX);
        packing.pack(worker, sscc(1), new Wanted.Items(large.id(), full));
        assertThat(packing.show(worker, sscc(1)).container().contents())
                .isEqualTo(Container.CONTENTS_MAX);
        Wanted more = items(1, 1);
        refused(Code.CONTAINER_FULL, () -> packing.pack(worker, sscc(1), more));
        String text = codes.code(order.gtin(), order.number(2)).text();
        Chosen scanned = new Chosen.Scanned(Collections.nCopies(Wanted.SCANNED_MAX, text));
        packing.pack(worker, sscc(2), new Wanted.Items(order.id(), scanned));
        Chosen tooMany = new Chosen.Scanned(Collections.nCopies(Wanted.SCANNED_MAX + 1, text));
        refused(
                Code.WRONG_COUNT,
                () -> packing.pack(worker, sscc(3), new Wanted.Items(order.id(), tooMany)));
    }

    @Test
    void nestsFiveDeepAndNeverInItself() {
        packing.pack(worker, sscc(1), items(1, 1));
        for (int level = 2; level <= Container.LEVEL_MAX; level++) {
            packing.pack(worker, sscc(level), boxes(level - 1));
        }
        refused(Code.PACKED_TOO_DEEP, () -> packing.pack(worker, sscc(6), boxes(5)));
        refused(Code.PACKING_LOOP, () -> packing.pack(worker, sscc(1), boxes(5)));
        refused(Code.PACKING_LOOP, () -> packing.pack(worker, sscc(5), boxes(5)));
        refused(Code.PACKING_LOOP, () -> packing.move(worker, sscc(3), sscc(1), boxes(2)));
        packing.unpack(worker, sscc(2), boxes(1));
        assertThat(packing.show(worker, sscc(5)).container().level()).isEqualTo(4);
        packing.pack(worker, sscc(6), boxes(5));
        refused(Code.PACKED_TOO_DEEP, () -> packing.pack(worker, sscc(2), boxes(1)));
    }

    @Test
    void isTakenBackByTheSamePersonWithinTheWindowOnly() {
        packing.pack(worker, sscc(1), items(1, 10));
        Container.Change moved = packing.move(worker, sscc(1), sscc(2), items(1, 4));
        Caller colleague = world.of(order.enterprise(), Role.LINE);
        refused(Code.NOT_YOURS_TO_UNDO, () -> packing.undo(colleague, moved.id()));
        assertThat(packing.undo(worker, moved.id()).undoneAt()).isPresent();
        assertThat(packing.show(worker, sscc(1)).container().contents()).isEqualTo(10);
        assertThat(packing.show(worker, sscc(2)).container().contents()).isZero();
        refused(Code.WRONG_STATE, () -> packing.undo(worker, moved.id()));
        Container.Change out = packing.unpack(worker, sscc(1), items(1, 10));
        world.now.set(world.now.get().plus(OrderFixtures.UNDO_WINDOW));
        assertThat(packing.mayUndo(worker, out)).isTrue();
        world.now.set(world.now.get().plus(Duration.ofMillis(1)));
        refused(Code.UNDO_OVER, () -> packing.undo(worker, out.id()));
    }

    @Test
    void refusesToTakeBackWhatWasPackedElsewhereMeanwhile() {
        Container.Change packed = packing.pack(worker, sscc(1), items(1, 10));
        packing.move(worker, sscc(1), sscc(2), items(3, 3));
        refused(Code.NOT_PACKED_THERE, () -> packing.undo(worker, packed.id()));
        assertThat(packing.show(worker, sscc(1)).container().contents()).isEqualTo(9);
    }

    @Test
    void packsAnItemOnceHoweverManyTryAtOnce() throws Exception {
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            int number = i;
            calls.add(
                    () -> {
                        try {
                            packing.pack(worker, sscc(number), items(1, 5));
                            return true;
                        } catch (Refused e) {
                            assertThat(e.code()).isEqualTo(Code.ALREADY_PACKED);
                            return false;
                        }
                    });
        }
        int done = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (Future<Boolean> one : threads.invokeAll(calls)) {
                done += one.get() ? 1 : 0;
            }
        }
        assertThat(done).isEqualTo(1);
        assertThat(packing.own(worker))
                .singleElement()
                .extracting(Container::contents)
                .isEqualTo(5);
    }

    @Test
    void keepsContainersOfAnotherEnterpriseOutOfReach() {
        packing.pack(worker, sscc(1), items(1, 10));
        Container.Change change = packing.pack(worker, sscc(9), boxes(1));
        Caller foreign = world.allRolesOf(world.maker().id());
        refused(Code.NOT_FOUND, () -> packing.show(foreign, sscc(1)));
        refused(Code.NOT_FOUND, () -> packing.unpack(foreign, sscc(1), items(1, 1)));
        refused(Code.NOT_FOUND, () -> packing.unpack(foreign, sscc(9), boxes(1)));
        refused(Code.NOT_FOUND, () -> packing.pack(foreign, sscc(3), items(11, 11)));
        refused(Code.NOT_FOUND, () -> packing.pack(foreign, sscc(3), boxes(9)));
        refused(Code.NOT_FOUND, () -> packing.change(foreign, sscc(1), State.HELD, "x"));
        refused(Code.NOT_FOUND, () -> packing.undo(foreign, change.id()));
        assertThat(packing.own(foreign)).isEmpty();
        refused(Code.FORBIDDEN, () -> packing.change(worker, sscc(1), State.HELD, "x"));
        Caller service = world.of(order.enterprise(), Role.SERVICE);
        refused(Code.FORBIDDEN, () -> packing.pack(service, sscc(3), items(11, 11)));
        refused(Code.FORBIDDEN, () -> packing.own(world.caller(Role.OPERATOR)));
    }

    @Test
    void refusesAnSsccThatAnotherEnterprisePacksUnder() {
        packing.pack(worker, sscc(1), items(1, 10));
        Enterprise other = world.maker();
        Product product =
                OrderFixtures.licensed(world, world.product(other.id(), "06901234567908"));
        world.lot(product, "L1");
        Caller others = world.of(other.id(), Role.OWNER);
        Order theirs = orders.order(others, NewOrder.of(product.gtin(), 10, "PO-1")).order();
        lines.activate(others, theirs.id(), new Chosen.Range(1, 10), new LotNumber("L1"), "");
        Wanted wanted = new Wanted.Items(theirs.id(), new Chosen.Range(1, 1));
        refused(Code.SSCC_TAKEN, () -> packing.pack(others, sscc(1), wanted));
        packing.pack(others, sscc(2), wanted);
        refused(Code.NOT_FOUND, () -> packing.pack(worker, sscc(3), boxes(2)));
    }
}
