// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.delivery.Deliveries;
import dev.touchstone.app.licence.Licence;
import dev.touchstone.app.licence.Licences;
import dev.touchstone.app.line.Lines;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.mark.RevokedKeys;
import dev.touchstone.app.packing.Packing;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.SealedText;
import dev.touchstone.app.web.Page;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Orders and lines of a [TestWorld].
public final class OrderFixtures {
    public static final Duration UNDO_WINDOW = Duration.ofMinutes(60);

    private OrderFixtures() {}

    public static MarkCodes codes() {
        return codes(new RevokedKeys());
    }

    public static MarkCodes codes(RevokedKeys revoked) {
        return new MarkCodes("0123456789abcdef0123456789abcdef".getBytes(US_ASCII), revoked);
    }

    /// Orders whose large ones wait to be prepared until somebody calls [Preparation#step].
    public static Orders orders(TestWorld world, MarkCodes codes) {
        return orders(world, codes, preparation(world, codes));
    }

    public static Preparation preparation(TestWorld world, MarkCodes codes) {
        return new Preparation(world.db, world.publicLog, codes, world.now::get);
    }

    public static Orders orders(TestWorld world, MarkCodes codes, Preparation preparation) {
        return new Orders(
                world.db,
                world.enterprises,
                world.products,
                licences(world),
                codes,
                preparation,
                world.ids,
                world.now::get);
    }

    /// Makes all codes that wait to be made.
    public static void prepare(Preparation preparation) {
        boolean more = true;
        while (more) {
            more = preparation.step();
        }
    }

    public static Lines lines(TestWorld world, MarkCodes codes, Orders orders) {
        return lines(world, world.db, codes, orders);
    }

    /// Lines of any node.
    public static Lines lines(TestWorld world, Database db, MarkCodes codes, Orders orders) {
        return new Lines(
                db,
                world.publicLog,
                world.products,
                world.trace,
                codes,
                orders,
                packing(world, codes, orders)::holding,
                UNDO_WINDOW,
                world.ids,
                world.now::get);
    }

    public static Packing packing(TestWorld world, MarkCodes codes, Orders orders) {
        return new Packing(
                world.db,
                world.publicLog,
                world.enterprises,
                world.trace,
                codes,
                orders,
                UNDO_WINDOW,
                world.ids,
                world.now::get);
    }

    public static Deliveries deliveries(TestWorld world, Orders orders) {
        SealedText passwords = new SealedText(new byte[SealedText.KEY_BYTES], world.random);
        return new Deliveries(world.db, orders, passwords, world.ids, world.now::get, world.random);
    }

    /// Licences in a world where everybody stands on every roll.
    public static Licences licences(TestWorld world) {
        return new Licences(
                world.db,
                world.publicLog,
                world.enterprises,
                world.products,
                (tx, enterprise, campaign) -> true,
                world.ids,
                world.now::get);
    }

    /// A product whose maker may order a hundred thousand million codes for it.
    public static Product licensed(TestWorld world, Product product) {
        Licences licences = licences(world);
        LocalDate today = LocalDate.ofInstant(world.now.get(), Page.ZONE);
        licences.apply(
                world.of(product.enterprise(), Role.OWNER),
                new Licence.Terms(
                        Licence.Kind.OWN,
                        Optional.empty(),
                        List.of(product.gtin()),
                        Licence.QUANTITY_MAX,
                        today,
                        today.plusYears(Licence.YEARS_MAX)),
                licences.rules().digest());
        return product;
    }
}
