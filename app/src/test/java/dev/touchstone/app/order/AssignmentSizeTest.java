// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.product.Product;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// How much room it takes to say where codes went: the tables as PostgreSQL stores them.
class AssignmentSizeTest {
    private static final long SEED =
            Long.getLong("touchstone.seed", System.nanoTime() & 0xFFFF_FFFFL);
    private static final int CODES = Order.COUNT_MAX;
    private static final double BYTES_A_CODE_MAX = 0.4;

    @Test
    void saysWhereCodesWentInLessThanFourTenthsOfAByteEach() {
        System.out.println("AssignmentSizeTest -Dtouchstone.seed=" + SEED);
        try (TestWorld world = new TestWorld()) {
            Product product = world.product(world.maker().id(), "06901234567892");
            Order worst = order(world, product);
            Random random = new Random(SEED);
            scatter(world, worst, Assignment.Kind.VERIFIED, 1, random);
            scatter(world, worst, Assignment.Kind.ACTIVE, 2, random);
            scatter(world, worst, Assignment.Kind.VOID, 3, random);
            double scattered = bytes(world) / (double) CODES;
            Order usual = order(world, product);
            whole(world, usual);
            double ranges = (bytes(world) - scattered * CODES) / CODES;
            System.out.printf(
                    "bytes a code: three scattered ways %.4f, one range %.4f%n", scattered, ranges);
            assertThat(scattered).isLessThan(BYTES_A_CODE_MAX);
            assertThat(ranges).isLessThan(0.01);
        }
    }

    private static Order order(TestWorld world, Product product) {
        return new Order(
                world.ids.next(),
                product.enterprise(),
                product.id(),
                product.gtin(),
                "PO",
                new MarkNumber(10, 0),
                CODES,
                Optional.empty(),
                Order.ROLL_SIZE,
                Order.State.OPEN,
                CODES,
                TestWorld.START,
                Optional.of(world.ids.next()),
                Optional.empty());
    }

    /// Every other code by chance: what runs say worst.
    private static void scatter(
            TestWorld world, Order order, Assignment.Kind kind, int number, Random random) {
        Map<Integer, byte[]> pieces = new HashMap<>();
        for (int chunk = 0; chunk < CODES / CodeSet.CHUNK; chunk++) {
            byte[] bits = new byte[CodeSet.CHUNK / 8];
            random.nextBytes(bits);
            pieces.put(chunk, CodeSet.encode(BitSet.valueOf(bits)));
        }
        put(world, order, kind, number, pieces);
    }

    private static void whole(TestWorld world, Order order) {
        Map<Integer, byte[]> pieces = new HashMap<>();
        CodeRuns.range(1, CODES)
                .chunks()
                .forEach((chunk, set) -> pieces.put(chunk, CodeSet.encode(set)));
        put(world, order, Assignment.Kind.ACTIVE, 1, pieces);
    }

    private static void put(
            TestWorld world,
            Order order,
            Assignment.Kind kind,
            int number,
            Map<Integer, byte[]> pieces) {
        AssignmentStore store = new AssignmentStore();
        Optional<UUID> lot =
                kind == Assignment.Kind.ACTIVE ? Optional.of(world.ids.next()) : Optional.empty();
        Assignment assignment =
                new Assignment(
                        order.id(),
                        number,
                        new Assignment.Way(kind, lot, "", "x"),
                        CODES / 2,
                        TestWorld.START,
                        TestWorld.START);
        world.db.change(
                tx -> {
                    store.put(tx, order, assignment);
                    store.putPieces(tx, order, number, pieces);
                });
    }

    private static long bytes(TestWorld world) {
        return world.db.read(
                tx ->
                        tx.sql()
                                .createQuery(
                                        """
                                        select pg_total_relation_size('order_piece')
                                          + pg_total_relation_size('order_assignment')
                                        """)
                                .mapTo(Long.class)
                                .one());
    }
}
