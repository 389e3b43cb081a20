// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.order.Assignment;
import dev.touchstone.app.order.Change;
import dev.touchstone.app.order.CodeRuns;
import dev.touchstone.app.order.CodeState;
import dev.touchstone.app.order.NewOrder;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.order.OrderFixtures;
import dev.touchstone.app.order.Orders;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.gs1.LotNumber;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinesUnderLoadTest {
    private static final long SEED =
            Long.getLong("touchstone.seed", System.nanoTime() & 0xFFFF_FFFFL);
    private static final LotNumber L1 = new LotNumber("L1");

    private TestWorld world;
    private MarkCodes codes;
    private Orders orders;
    private Lines lines;
    private Product product;
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
        world.lot(product, "L1");
        owner = world.of(maker.id(), Role.OWNER);
        worker = world.of(maker.id(), Role.LINE);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private CodeState stateOf(MarkNumber number) {
        return world.db.read(tx -> orders.stateOf(tx, product, number));
    }

    private Chosen.Scanned scanned(Order order, int... indexes) {
        return new Chosen.Scanned(
                Arrays.stream(indexes).mapToObj(index -> text(order, index)).toList());
    }

    private String text(Order order, int index) {
        return codes.code(order.gtin(), order.number(index)).text();
    }

    private Orders.Tally tally(Order order) {
        return orders.account(owner, order.id(), 0).tally();
    }

    /// Random activations, spoils and undoings by several at once against a plain model.
    @Test
    void neverLosesOrDoublesACodeWhenManyWorkAtOnce() throws Exception {
        System.out.println("LinesUnderLoadTest -Dtouchstone.seed=" + SEED);
        Random random = new Random(SEED);
        int count = 70_000;
        NewOrder wanted = NewOrder.of(product.gtin(), count, "PO-many");
        Order order = orders.order(owner, wanted).order();
        world.db.change(
                tx ->
                        tx.sql()
                                .execute(
                                        "update mark_order set state = 'OPEN', statement = id,"
                                                + " prepared = count where state = 'PREPARING'"));
        List<Callable<List<Change>>> workers = new ArrayList<>();
        for (int w = 0; w < 4; w++) {
            long seed = random.nextLong();
            workers.add(() -> work(order, new Random(seed)));
        }
        List<Change> standing = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<Change>> one : threads.invokeAll(workers)) {
                standing.addAll(one.get());
            }
        }
        Assignment.Kind[] model = new Assignment.Kind[count + 1];
        for (Change change : standing) {
            for (CodeRuns.Run run : change.runs().orElseThrow().runs()) {
                for (int i = run.first(); i <= run.last(); i++) {
                    assertThat(model[i]).isNull();
                    model[i] = change.way().kind();
                }
            }
        }
        Orders.Tally tally = tally(order);
        assertThat(tally.active()).isEqualTo(number(model, Assignment.Kind.ACTIVE));
        assertThat(tally.spoiled()).isEqualTo(number(model, Assignment.Kind.VOID));
        for (int i = 0; i < 300; i++) {
            int index = 1 + random.nextInt(count);
            CodeState state = stateOf(order.number(index));
            assertThat(state instanceof CodeState.Active)
                    .isEqualTo(model[index] == Assignment.Kind.ACTIVE);
            assertThat(state instanceof CodeState.Free).isEqualTo(model[index] == null);
        }
    }

    private static long number(Assignment.Kind[] model, Assignment.Kind kind) {
        return Arrays.stream(model).filter(one -> one == kind).count();
    }

    private List<Change> work(Order order, Random random) {
        List<Change> standing = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            if (!standing.isEmpty() && random.nextInt(4) == 0) {
                Change taken = standing.remove(random.nextInt(standing.size()));
                lines.undo(worker, order.id(), taken.id());
                continue;
            }
            int first = 1 + random.nextInt(order.count() - 5_000);
            Chosen chosen =
                    random.nextBoolean()
                            ? new Chosen.Range(first, first + random.nextInt(5_000))
                            : scanned(
                                    order,
                                    IntStream.range(0, 30)
                                            .map(n -> 1 + random.nextInt(order.count()))
                                            .toArray());
            try {
                standing.add(
                        random.nextBoolean()
                                ? lines.activate(worker, order.id(), chosen, L1, "")
                                : lines.spoil(worker, order.id(), chosen, "", "torn"));
            } catch (Refused e) {
                assertThat(e.code()).isEqualTo(Code.RANGE_NOT_FREE);
            }
        }
        return standing;
    }
}
