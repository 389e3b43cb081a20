// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.enterprise.EnterpriseState;
import dev.touchstone.app.mark.MarkAlgorithm;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.mark.MarkProfile;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrdersTest {
    private static final long SEED =
            Long.getLong("touchstone.seed", System.nanoTime() & 0xFFFF_FFFFL);

    private TestWorld world;
    private Preparation preparation;
    private Orders orders;
    private MarkCodes codes;
    private Product product;
    private Caller owner;
    private Caller quality;

    @BeforeEach
    void open() {
        world = new TestWorld();
        codes = OrderFixtures.codes();
        preparation = OrderFixtures.preparation(world, codes);
        orders = OrderFixtures.orders(world, codes, preparation);
        Enterprise maker = world.maker();
        product = OrderFixtures.licensed(world, world.product(maker.id(), "06901234567892"));
        owner = world.of(maker.id(), Role.OWNER);
        quality = world.of(maker.id(), Role.QUALITY);
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

    @Test
    void placesAnOrderOfTheLargestSizeAsOneRow() {
        Order order = order(Order.COUNT_MAX);
        assertThat(order.first()).isEqualTo(new MarkNumber(10, 0));
        assertThat(order.rolls()).isEqualTo(2_000);
        assertThat(order.roll(2_000)).isEqualTo(CodeRuns.range(19_990_001, Order.COUNT_MAX));
        Order small = order(1);
        assertThat(small.first()).isEqualTo(new MarkNumber(10, Order.COUNT_MAX));
        assertThat(orders.show(owner, small.id())).isEqualTo(small);
        assertThat(orders.list(quality, Optional.empty(), 10))
                .containsExactlyInAnyOrder(small, order);
        assertThat(world.statements(Order.subject(small.id())))
                .singleElement()
                .asString()
                .contains("mark.ordered", "\"count\":1");
    }

    @Test
    void codesHaveTheLengthAndTheAlgorithmThatWereOrdered() {
        for (MarkProfile profile : MarkProfile.values()) {
            for (MarkAlgorithm algorithm : MarkAlgorithm.values()) {
                String id = profile + "-" + algorithm;
                Order order = orders.order(owner, wanted(id, 5, profile, algorithm)).order();
                assertThat(orders.show(owner, order.id())).isEqualTo(order);
                assertThat(order.profile()).isEqualTo(profile);
                assertThat(order.algorithm()).isEqualTo(algorithm);
                assertThat(order.state()).isEqualTo(Order.State.OPEN);
            }
        }
        refused(
                Code.EXTERNAL_ID_REUSED,
                () ->
                        orders.order(
                                owner, wanted("C20-AES", 5, MarkProfile.C16, MarkAlgorithm.AES)));
        refused(
                Code.EXTERNAL_ID_REUSED,
                () ->
                        orders.order(
                                owner, wanted("C20-AES", 5, MarkProfile.C20, MarkAlgorithm.SM4)));
    }

    @Test
    void aShortProfileEndsWithItsCounters() {
        for (int i = 0; i < 3; i++) {
            NewOrder part =
                    wanted("part-" + i, Order.COUNT_MAX, MarkProfile.C12, MarkAlgorithm.SM4);
            orders.order(owner, part);
        }
        int left = (int) MarkProfile.C12.counterEnd() - 3 * Order.COUNT_MAX;
        refused(
                Code.PROFILE_FULL,
                () ->
                        orders.order(
                                owner,
                                wanted("more", left + 1, MarkProfile.C12, MarkAlgorithm.SM4)));
        Order last =
                orders.order(owner, wanted("rest", left, MarkProfile.C12, MarkAlgorithm.SM4))
                        .order();
        assertThat(last.first().counter() + last.count()).isEqualTo(MarkProfile.C12.counterEnd());
        assertThat(
                        orders.order(owner, wanted("longer", 1, MarkProfile.C16, MarkAlgorithm.SM4))
                                .order()
                                .first()
                                .counter())
                .isEqualTo(MarkProfile.C12.counterEnd());
    }

    private NewOrder wanted(String id, int count, MarkProfile profile, MarkAlgorithm algorithm) {
        return new NewOrder(
                product.gtin(),
                count,
                Order.ROLL_SIZE_MAX,
                id,
                Optional.empty(),
                profile,
                algorithm,
                0);
    }

    @Test
    void refusesNoCodesAndOneTooMany() {
        refused(
                Code.OUT_OF_RANGE,
                () -> orders.order(owner, NewOrder.of(product.gtin(), 0, "PO-1")));
        refused(
                Code.OUT_OF_RANGE,
                () ->
                        orders.order(
                                owner, NewOrder.of(product.gtin(), Order.COUNT_MAX + 1, "PO-1")));
    }

    @Test
    void takesTheSameOrderSentAgainAsOne() {
        Orders.Placed first = orders.order(owner, NewOrder.of(product.gtin(), 10, "PO-1"));
        Orders.Placed again = orders.order(owner, NewOrder.of(product.gtin(), 10, "PO-1"));
        assertThat(first.isNew()).isTrue();
        assertThat(again).isEqualTo(new Orders.Placed(first.order(), false));
        refused(
                Code.EXTERNAL_ID_REUSED,
                () -> orders.order(owner, NewOrder.of(product.gtin(), 11, "PO-1")));
        Product other =
                OrderFixtures.licensed(
                        world, world.product(product.enterprise(), "06901234567908"));
        refused(
                Code.EXTERNAL_ID_REUSED,
                () -> orders.order(owner, NewOrder.of(other.gtin(), 10, "PO-1")));
    }

    @Test
    void takesTheSameOrderSentManyTimesAtOnceAsOne() throws Exception {
        List<Callable<Orders.Placed>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            calls.add(() -> orders.order(owner, NewOrder.of(product.gtin(), 10, "PO-1")));
        }
        List<Orders.Placed> placed = runAll(calls);
        assertThat(placed).filteredOn(Orders.Placed::isNew).hasSize(1);
        assertThat(placed)
                .extracting(one -> one.order().id())
                .containsOnly(placed.getFirst().order().id());
    }

    @Test
    void neverGivesTwoOrdersTheSamePlaces() throws Exception {
        List<Callable<Order>> calls = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            int count = i;
            calls.add(() -> order(count));
        }
        BitSet places = new BitSet();
        for (Order order : runAll(calls)) {
            int first = (int) order.first().counter();
            assertThat(places.nextSetBit(first)).isIn(-1, places.nextSetBit(first + order.count()));
            places.set(first, first + order.count());
        }
        assertThat(places.cardinality()).isEqualTo(210);
        assertThat(places.nextClearBit(0)).isEqualTo(210);
    }

    @Test
    void keepsOrdersOfAnotherEnterpriseOutOfSight() {
        Order order = order(10);
        Caller foreign = world.allRolesOf(world.maker().id());
        refused(
                Code.NOT_FOUND,
                () -> orders.order(foreign, NewOrder.of(product.gtin(), 1, "PO-9")));
        refused(Code.NOT_FOUND, () -> orders.show(foreign, order.id()));
        refused(Code.NOT_FOUND, () -> orders.account(foreign, order.id(), 0));
        assertThat(orders.list(foreign, Optional.empty(), 10)).isEmpty();
        refused(
                Code.FORBIDDEN,
                () -> orders.order(quality, NewOrder.of(product.gtin(), 1, "PO-9")));
        Caller regulator = world.caller(Role.REGULATOR);
        refused(Code.FORBIDDEN, () -> orders.show(regulator, order.id()));
    }

    @Test
    void refusesAnOrderOfAnEnterpriseThatIsSuspended() {
        world.enterprises.change(
                world.caller(Role.OPERATOR),
                product.enterprise(),
                EnterpriseState.SUSPENDED,
                "moved");
        refused(Code.ENTERPRISE_NOT_VERIFIED, () -> order(1));
    }

    @Test
    void leavesAnOrderInPreparationWhenItsStatementCannotBeStored() {
        world.db.change(tx -> tx.sql().execute("alter table log_statement rename to away"));
        assertThatThrownBy(() -> order(10)).isInstanceOf(RuntimeException.class);
        world.db.change(tx -> tx.sql().execute("alter table away rename to log_statement"));
        assertThat(orders.list(owner, Optional.empty(), 10))
                .singleElement()
                .extracting(Order::state)
                .isEqualTo(Order.State.PREPARING);
        assertThat(preparation.step()).isTrue();
        assertThat(orders.list(owner, Optional.empty(), 10))
                .singleElement()
                .extracting(Order::state)
                .isEqualTo(Order.State.OPEN);
        assertThat(preparation.step()).isFalse();
    }

    @Test
    void preparesALargeOrderInTheBackgroundAndSaysHowFarItIs() {
        Order order = order(600_000);
        assertThat(order.state()).isEqualTo(Order.State.PREPARING);
        assertThat(order.statement()).isEmpty();
        assertThat(preparation.step()).isTrue();
        Order ready = orders.show(owner, order.id());
        assertThat(ready.prepared()).isEqualTo(600_000);
        assertThat(ready.statement()).isPresent();
        assertThat(world.statements(Order.subject(order.id()))).hasSize(1);
    }

    @Test
    void twoNodesPrepareAnOrderOnce() throws Exception {
        Order order = order(300_000);
        Preparation other = OrderFixtures.preparation(world, codes);
        assertThat(runAll(List.of(preparation::step, other::step)))
                .containsExactlyInAnyOrder(true, false);
        assertThat(orders.show(owner, order.id()).statement()).isPresent();
        assertThat(world.statements(Order.subject(order.id()))).hasSize(1);
    }

    @Test
    void takesUpAnOrderThatAKilledNodeLeft() {
        Order order = order(300_000);
        world.db.change(
                tx ->
                        tx.sql()
                                .execute(
                                        "update mark_order set prepared = 250000, lease_until = ?",
                                        TestWorld.START.plusSeconds(60)));
        assertThat(preparation.step()).isFalse();
        world.now.set(TestWorld.START.plusSeconds(61));
        assertThat(preparation.step()).isTrue();
        assertThat(orders.show(owner, order.id()).prepared()).isEqualTo(300_000);
    }

    @Test
    void givesEveryYearItsOwnKeyAndSequence() {
        order(10);
        // 2026-12-31T16:00:00Z is the first moment of 2027 in China.
        world.now.set(Instant.parse("2026-12-31T15:59:59Z"));
        assertThat(order(1).first()).isEqualTo(new MarkNumber(10, 10));
        world.now.set(Instant.parse("2026-12-31T16:00:00Z"));
        assertThat(order(1).first()).isEqualTo(new MarkNumber(11, 0));
    }

    private static <T> List<T> runAll(List<Callable<T>> calls) throws Exception {
        List<T> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> one : threads.invokeAll(calls)) {
                results.add(one.get());
            }
        }
        return results;
    }

    @Test
    void saysNothingOfAnOrderThatIsNotThere() {
        refused(Code.NOT_FOUND, () -> orders.show(owner, UUID.randomUUID()));
    }
}
