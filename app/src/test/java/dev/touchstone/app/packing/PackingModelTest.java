// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.packing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.line.Chosen;
import dev.touchstone.app.line.Lines;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.order.NewOrder;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.order.OrderFixtures;
import dev.touchstone.app.order.Orders;
import dev.touchstone.app.packing.Container.State;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.gs1.LotNumber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random packing, unpacking, moving, holding and taking back, beside a plain model: who is in
/// what, and nothing else.
class PackingModelTest {
    private static final long SEED =
            Long.getLong("touchstone.seed", System.nanoTime() & 0xFFFF_FFFFL);
    private static final int STEPS = 250;
    private static final int ITEMS = 30;
    private static final int BOXES = 8;

    /// A thing is an item by its index, or a box by its negative number; 0 is nothing.
    private final Map<Integer, Integer> in = new HashMap<>();

    private final Map<Integer, State> states = new HashMap<>();
    private final Random random = new Random(SEED);

    /// What a change that can be taken back did.
    private record Done(Container.Change change, List<Integer> things, int from, int to) {}

    private State effective(int thing) {
        State worst = State.IN_ORDER;
        for (int at = thing; at != 0; at = in.getOrDefault(at, 0)) {
            worst = worst.worse(states.getOrDefault(at, State.IN_ORDER));
        }
        return worst;
    }

    private int height(int box) {
        return 1
                + in.entrySet().stream()
                        .filter(e -> e.getValue() == box && e.getKey() < 0)
                        .mapToInt(e -> height(e.getKey()))
                        .max()
                        .orElse(0);
    }

    /// Whether the rules allow it; when they do, it is done.
    private boolean put(List<Integer> things, int from, int to) {
        boolean free =
                (from == 0 || effective(from) == State.IN_ORDER)
                        && (to == 0 || effective(to) == State.IN_ORDER);
        boolean there = things.stream().allMatch(thing -> in.getOrDefault(thing, 0) == from);
        if (!free || !there || (from != 0 && !states.containsKey(from))) {
            return false;
        }
        if (things.stream().anyMatch(thing -> thing < 0 && !states.containsKey(thing))) {
            return false;
        }
        things.forEach(in::remove);
        int depth = 0;
        boolean loop = false;
        for (int at = to; at != 0; at = in.getOrDefault(at, 0)) {
            depth++;
            loop |= things.contains(at);
        }
        int highest = things.stream().filter(t -> t < 0).mapToInt(this::height).max().orElse(0);
        boolean nests = !loop && (highest == 0 || depth + highest <= Container.LEVEL_MAX);
        int end = to == 0 || nests ? to : from;
        if (end != 0) {
            things.forEach(thing -> in.put(thing, end));
        }
        if (end == to && to != 0) {
            states.putIfAbsent(to, State.IN_ORDER);
        }
        return end == to;
    }

    @Test
    void agreesWithAPlainModel() {
        System.out.println("touchstone.seed=" + SEED);
        try (TestWorld world = new TestWorld()) {
            MarkCodes codes = OrderFixtures.codes();
            Orders orders = OrderFixtures.orders(world, codes);
            Lines lines = OrderFixtures.lines(world, codes, orders);
            Packing packing = OrderFixtures.packing(world, codes, orders);
            Enterprise maker = world.maker();
            Product product =
                    OrderFixtures.licensed(world, world.product(maker.id(), "06901234567892"));
            world.lot(product, "L1");
            Caller owner = world.of(maker.id(), Role.OWNER);
            Order order = orders.order(owner, NewOrder.of(product.gtin(), ITEMS, "PO-1")).order();
            Chosen all = new Chosen.Range(1, ITEMS);
            lines.activate(owner, order.id(), all, new LotNumber("L1"), "");
            List<Done> done = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                step(packing, owner, order, done);
                agree(world, packing, owner, order, "step " + step + " of seed " + SEED);
            }
        }
    }

    private void step(Packing packing, Caller owner, Order order, List<Done> done) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            decide(packing, owner);
            return;
        }
        if (kind == 1 && !done.isEmpty()) {
            Done last = done.remove(random.nextInt(done.size()));
            boolean allowed = put(last.things(), last.to(), last.from());
            assertThat(works(() -> packing.undo(owner, last.change().id()))).isEqualTo(allowed);
            return;
        }
        int from = kind < 6 ? 0 : -1 - random.nextInt(BOXES);
        int to = kind > 7 ? 0 : -1 - random.nextInt(BOXES);
        List<Integer> things = new ArrayList<>();
        Wanted wanted;
        if (random.nextBoolean()) {
            int first = 1 + random.nextInt(ITEMS);
            int last = Math.min(ITEMS, first + random.nextInt(4));
            for (int index = first; index <= last; index++) {
                things.add(index);
            }
            wanted = new Wanted.Items(order.id(), new Chosen.Range(first, last));
        } else {
            int box = 1 + random.nextInt(BOXES);
            things.add(-box);
            wanted = new Wanted.Containers(List.of(PackingTest.sscc(box)));
        }
        if (from == to) {
            return;
        }
        boolean allowed = put(things, from, to);
        List<Container.Change> made = new ArrayList<>();
        boolean worked =
                works(
                        () -> {
                            if (from == 0) {
                                made.add(packing.pack(owner, PackingTest.sscc(-to), wanted));
                            } else if (to == 0) {
                                made.add(packing.unpack(owner, PackingTest.sscc(-from), wanted));
                            } else {
                                made.add(
                                        packing.move(
                                                owner,
                                                PackingTest.sscc(-from),
                                                PackingTest.sscc(-to),
                                                wanted));
                            }
                        });
        assertThat(worked)
                .as("%s from %d to %d, seed %d", things, from, to, SEED)
                .isEqualTo(allowed);
        made.forEach(change -> done.add(new Done(change, things, from, to)));
    }

    private void decide(Packing packing, Caller owner) {
        int box = -1 - random.nextInt(BOXES);
        State to = State.values()[random.nextInt(20) == 0 ? 2 : random.nextInt(2)];
        State now = states.get(box);
        boolean allowed =
                now != null
                        && switch (to) {
                            case IN_ORDER -> now == State.HELD;
                            case HELD -> now == State.IN_ORDER;
                            case WITHDRAWN -> now != State.WITHDRAWN;
                        };
        if (allowed) {
            states.put(box, to);
        }
        assertThat(works(() -> packing.change(owner, PackingTest.sscc(-box), to, "x")))
                .isEqualTo(allowed);
    }

    private static boolean works(Runnable call) {
        try {
            call.run();
            return true;
        } catch (Refused e) {
            return false;
        }
    }

    private void agree(TestWorld world, Packing packing, Caller owner, Order order, String where) {
        world.db.read(
                tx -> {
                    for (int index = 1; index <= ITEMS; index++) {
                        assertThat(
                                        packing.statesOf(
                                                        tx, List.of(new Packing.Item(order, index)))
                                                .getFirst())
                                .as("item %d at %s", index, where)
                                .isEqualTo(effective(index));
                    }
                    return 0;
                });
        for (Container one : packing.own(owner)) {
            int box = -Integer.parseInt(one.sscc().digits().substring(7, 17));
            long contents = in.values().stream().filter(parent -> parent == box).count();
            assertThat((long) one.contents()).as("box %d at %s", box, where).isEqualTo(contents);
            assertThat(one.level()).as("level of %d at %s", box, where).isEqualTo(height(box));
        }
    }
}
