// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.TestWorld;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Recently;
import dev.touchstone.app.database.TestDatabase;
import dev.touchstone.app.line.Chosen;
import dev.touchstone.app.line.Lines;
import dev.touchstone.app.order.Change;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.order.OrderFixtures;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.scan.Alarm;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.gs1.LotNumber;
import dev.touchstone.gs1.Serial;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Checks of handhelds that rest on what is remembered. The clock stands still, so everything that
/// was read is remembered until something changes.
class RememberedChecksTest {
    private static final LotNumber LOT = new LotNumber("L1");

    private TestWorld world;
    private VerifySetting setting;
    private Product product;
    private Order order;
    private Caller quality;
    private Change firstFive;

    @BeforeEach
    void open() {
        world = new TestWorld();
        setting = new VerifySetting(world, VerifySetting.FREELY);
        product = setting.product();
        quality = world.of(product.enterprise(), Role.QUALITY);
        order = setting.order(product, 10);
        firstFive = activate(setting.lines, 1, 5);
    }

    @AfterEach
    void close() {
        setting.close();
        world.close();
    }

    private Change activate(Lines lines, int first, int last) {
        return lines.activate(quality, order.id(), new Chosen.Range(first, last), LOT, "");
    }

    private String check(int index) {
        String code =
                setting.codes.code(product.gtin(), order.profile(), order.number(index)).text();
        Item item = new Item(product.gtin(), Optional.empty(), new Serial(code));
        Verdicts.Visitor shop = new Verdicts.Visitor(7, 0, true);
        return setting.verdicts
                .all(List.of(item), Optional.of(shop))
                .getFirst()
                .verdict()
                .reason()
                .name();
    }

    private List<Alarm> alarms() {
        return setting.alarms.list(quality, Optional.empty(), true, Optional.empty(), 10);
    }

    @Test
    void askTheDatabaseForNothingButTheirCount() {
        check(1);
        long before = world.db.statements();
        assertThat(check(2)).isEqualTo("OK_FIRST");
        assertThat(world.db.statements() - before).isEqualTo(1);
        world.now.set(world.now.get().plus(Recently.KEPT_FOR));
        assertThat(check(3)).isEqualTo("OK_FIRST");
        assertThat(world.db.statements() - before).isGreaterThan(4);
    }

    @Test
    void seeWhatTheirNodeChangedAtOnce() {
        assertThat(check(1)).isEqualTo("OK_FIRST");
        setting.lines.undo(quality, order.id(), firstFive.id());
        assertThat(check(2)).isEqualTo("NOT_ACTIVATED");
        assertThat(alarms()).hasSize(1);
    }

    /// To take a code for one that is not yet activated raises an alarm, so it is never done from
    /// memory.
    @Test
    void seeAnActivationOfAnotherNodeAtOnce() {
        assertThat(check(1)).isEqualTo("OK_FIRST");
        try (Database other = TestDatabase.ofAnotherNode(world.db)) {
            activate(OrderFixtures.lines(world, other, setting.codes, setting.orders), 6, 10);
        }
        assertThat(check(6)).isEqualTo("OK_FIRST");
        assertThat(alarms()).isEmpty();
    }
}
