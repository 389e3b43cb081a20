// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.hidden;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.mark.MarkProfile;
import dev.touchstone.app.mark.Reading;
import dev.touchstone.app.order.CodeState;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.order.Orders;
import dev.touchstone.app.product.Product;
import dev.touchstone.app.product.Products;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.Serial;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/// The face of hidden codes. Thread-safe.
public final class HiddenChecks {
    /// The most characters somebody may type.
    public static final int TYPED_LENGTH_MAX = 40;

    /// The most locked items that are listed.
    public static final int LISTED_MAX = 100;

    private final Database db;
    private final Products products;
    private final MarkCodes codes;
    private final Orders orders;
    private final InstantSource clock;
    private final HiddenStore store = new HiddenStore();

    /// Checks of hidden codes.
    public HiddenChecks(
            Database db, Products products, MarkCodes codes, Orders orders, InstantSource clock) {
        this.db = db;
        this.products = products;
        this.codes = codes;
        this.orders = orders;
        this.clock = clock;
    }

    /// An item that was locked by wrong tries.
    ///
    /// @param right how often its hidden code was right before
    public record Locked(
            Gtin gtin, MarkNumber number, MarkProfile profile, Instant since, long right) {}

    /// An item with a hidden code.
    private record Known(UUID enterprise, MarkNumber number, MarkProfile profile, Order order) {}

    /// Tries the hidden code of an item. What is answered is durable before it is answered.
    ///
    /// @param serial the item's open code
    /// @param typed what stands under the scratch layer, as somebody typed it
    /// @throws Refused NOT_FOUND when no item with a hidden code has this open code
    public Answer check(Gtin gtin, Serial serial, String typed) {
        if (!(codes.read(gtin, serial.text()) instanceof Reading.Right right)) {
            throw new Refused(Code.NOT_FOUND);
        }
        return db.write(
                tx -> {
                    Known known = known(tx, gtin, right);
                    Order order = known.order();
                    boolean fits =
                            codes.hidden()
                                    .of(gtin, known.number().keyId(), order.hidden())
                                    .fits(known.number().counter(), typed);
                    Tries before =
                            store.lock(
                                    tx, known.enterprise(), gtin, known.number(), known.profile());
                    Tries.Next next = before.with(fits, clock.instant());
                    store.put(tx, gtin, known.number(), next.tries());
                    return next.answer();
                });
    }

    private Known known(Tx tx, Gtin gtin, Reading.Right right) {
        Product product = products.find(tx, gtin).orElseThrow(() -> new Refused(Code.NOT_FOUND));
        MarkNumber number = right.number();
        MarkProfile profile = right.code().profile();
        CodeState state = orders.stateOf(tx, product, number).as(profile);
        if (!(state instanceof CodeState.Active active) || active.order().hidden() == 0) {
            throw new Refused(Code.NOT_FOUND);
        }
        return new Known(product.enterprise(), number, profile, active.order());
    }

    /// The locked items of the caller's enterprise, the one locked last first.
    ///
    /// @param caller the enterprise's owner or quality department
    public List<Locked> locked(Caller caller) {
        UUID enterprise = caller.requireEnterprise();
        caller.requireFor(enterprise, Role.OWNER, Role.QUALITY);
        return db.read(tx -> store.locked(tx, enterprise, LISTED_MAX));
    }

    /// Lets the hidden code of an item be tried again, five times.
    ///
    /// @param caller the enterprise's owner or quality department
    /// @param serial the item's open code
    /// @throws Refused NOT_FOUND when it is none of the enterprise's locked items
    public void unlock(Caller caller, Gtin gtin, Serial serial) {
        UUID enterprise = caller.requireEnterprise();
        caller.requireFor(enterprise, Role.OWNER, Role.QUALITY);
        if (!(codes.read(gtin, serial.text()) instanceof Reading.Right right)) {
            throw new Refused(Code.NOT_FOUND);
        }
        MarkNumber number = right.number();
        db.change(
                tx -> {
                    Tries tries =
                            store.lockTried(tx, enterprise, gtin, number)
                                    .filter(one -> one.lockedAt().isPresent())
                                    .orElseThrow(() -> new Refused(Code.NOT_FOUND));
                    store.put(tx, gtin, number, tries.unlocked());
                    store.unlockedBy(tx, gtin, number, caller.account(), clock.instant());
                });
    }

    /// The open code of a locked item.
    String code(Locked locked) {
        return codes.code(locked.gtin(), locked.profile(), locked.number()).text();
    }
}
