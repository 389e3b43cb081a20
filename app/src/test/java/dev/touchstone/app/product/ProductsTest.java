// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.product;

import static dev.touchstone.app.web.Callers.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.TestDatabase;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.enterprise.EnterpriseFixtures;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.number.PlatformNumber;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.web.Callers;
import dev.touchstone.app.web.TestClock;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.LotNumber;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProductsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 8, 1);

    private static Database db;
    private static Enterprises enterprises;
    private static Products products;
    private static Enterprise maker;
    private static Caller quality;

    @BeforeAll
    static void open() {
        db = TestDatabase.fresh();
        TestClock clock = new TestClock("2026-08-01T00:00:00Z");
        enterprises = EnterpriseFixtures.enterprises(db, clock);
        products = ProductFixtures.products(db, enterprises, clock);
        maker = EnterpriseFixtures.verified(enterprises, 1);
        quality = Callers.of(maker.id(), Role.QUALITY);
    }

    @AfterAll
    static void close() {
        db.close();
    }

    @Test
    void registersAProductOnce() {
        Product product = ProductFixtures.registered(products, maker, 1);
        assertThat(products.find(product.gtin())).contains(product);
        refuses(Code.GTIN_TAKEN, () -> ProductFixtures.registered(products, maker, 1));
        assertThat(products.list(Optional.of(maker.id()), Optional.empty(), 100)).contains(product);
    }

    @Test
    void refusesAnUnverifiedMakerAndAnothersCaller() {
        Enterprise waiting = EnterpriseFixtures.registered(enterprises, 2);
        refuses(
                Code.ENTERPRISE_NOT_VERIFIED,
                () -> ProductFixtures.registered(products, waiting, 2));
        Caller other = Callers.of(waiting.id(), Role.OWNER);
        refuses(
                Code.NOT_FOUND,
                () -> products.register(other, maker.id(), ProductFixtures.registration(2)));
        Caller service = Callers.of(maker.id(), Role.SERVICE);
        refuses(
                Code.FORBIDDEN,
                () -> products.register(service, maker.id(), ProductFixtures.registration(2)));
    }

    @Test
    void holdsAndReleasesALotWithItsHistory() {
        Product product = ProductFixtures.registered(products, maker, 3);
        LotNumber number = new LotNumber("L-1/2");
        Lot lot =
                products.registerLot(
                        quality, product.gtin(), number, DAY, Optional.of(DAY.plusYears(1)));
        assertThat(lot.state()).isEqualTo(LotState.OPEN);
        refuses(
                Code.LOT_TAKEN,
                () -> products.registerLot(quality, product.gtin(), number, DAY, Optional.empty()));
        refuses(Code.WRONG_STATE, () -> products.release(quality, product.gtin(), number, "没有暂停"));
        Lot held = products.hold(quality, product.gtin(), number, "尺寸超差");
        assertThat(held.state()).isEqualTo(LotState.ON_HOLD);
        assertThat(held.reason()).isEqualTo("尺寸超差");
        assertThat(held.statement()).isNotEqualTo(lot.statement());
        Lot released = products.release(quality, product.gtin(), number, "复检合格");
        Optional<Lot> stored = db.read(tx -> products.lot(tx, product.gtin(), number));
        assertThat(stored).contains(released);
        assertThat(products.history(quality, product.gtin(), number))
                .extracting(LotChange::state)
                .containsExactly(LotState.OPEN, LotState.ON_HOLD, LotState.RELEASED);
        assertThat(products.lots(quality, product.gtin(), Optional.empty(), 10))
                .containsExactly(released);
    }

    @Test
    void keepsARecalledLotRecalled() {
        Product product = ProductFixtures.registered(products, maker, 4);
        LotNumber number = new LotNumber("R1");
        products.registerLot(quality, product.gtin(), number, DAY, Optional.empty());
        Lot recalled =
                db.write(
                        tx ->
                                products.to(
                                        tx,
                                        quality.account(),
                                        product.gtin(),
                                        number,
                                        LotState.RECALLED,
                                        "召回"));
        assertThat(products.recalled(product)).containsExactly(recalled);
        refuses(Code.WRONG_STATE, () -> products.hold(quality, product.gtin(), number, "x"));
    }

    @Test
    void hidesLotsFromOtherEnterprises() {
        Product product = ProductFixtures.registered(products, maker, 5);
        LotNumber number = new LotNumber("X");
        products.registerLot(quality, product.gtin(), number, DAY, Optional.empty());
        Caller other = Callers.of(UUID.randomUUID(), Role.QUALITY);
        refuses(Code.NOT_FOUND, () -> products.lots(other, product.gtin(), Optional.empty(), 10));
        refuses(Code.NOT_FOUND, () -> products.hold(other, product.gtin(), number, "x"));
        refuses(Code.NOT_FOUND, () -> products.history(other, product.gtin(), number));
        refuses(
                Code.OUT_OF_RANGE,
                () ->
                        products.registerLot(
                                quality,
                                product.gtin(),
                                new LotNumber("Y"),
                                DAY,
                                Optional.of(DAY.minusDays(1))));
    }

    @Test
    void neverLeavesTheAllowedStates() {
        long seed = Long.getLong("touchstone.seed", System.nanoTime());
        System.out.println("ProductsTest seed " + seed);
        Random random = new Random(seed);
        LotState state = LotState.OPEN;
        for (int i = 0; i < 10_000; i++) {
            LotState to = LotState.values()[random.nextInt(4)];
            if (state.allows(to)) {
                assertThat(to).as("seed %d", seed).isNotEqualTo(LotState.OPEN);
                assertThat(state).as("seed %d", seed).isNotEqualTo(LotState.RECALLED);
                state = to == LotState.RECALLED ? LotState.OPEN : to;
            }
        }
    }

    private static ProductRegistration named(String name, Optional<PlatformNumber> former) {
        Optional<Gtin> gtin = former.map(f -> ProductFixtures.gtin(77));
        return new ProductRegistration(gtin, name, "", "", "", "", former);
    }

    @Test
    void aProductWithoutAGtinHasANumberOfThePlatformAndLaterAGtin() {
        Caller owner = Callers.of(maker.id(), Role.OWNER);
        Product one = products.register(owner, maker.id(), named("土蜂蜜", Optional.empty()));
        Product two = products.register(owner, maker.id(), named("槐花蜜", Optional.empty()));
        PlatformNumber number = PlatformNumber.find(one.gtin()).orElseThrow();
        assertThat(PlatformNumber.find(two.gtin())).isPresent().isNotEqualTo(Optional.of(number));
        assertThat(products.find(number.key())).contains(one);
        assertThat(products.successor(one)).isEmpty();
        refuses(
                Code.NOT_FOUND,
                () -> {
                    Enterprise other = EnterpriseFixtures.verified(enterprises, 78);
                    products.register(
                            Callers.of(other.id(), Role.OWNER),
                            other.id(),
                            named("土蜂蜜", Optional.of(number)));
                });
        Product later = products.register(owner, maker.id(), named("土蜂蜜", Optional.of(number)));
        assertThat(products.successor(one)).contains(later);
        assertThat(products.find(later.gtin()).orElseThrow().former()).contains(number);
        assertThat(products.find(number.key())).contains(one);
    }
}
