// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.delivery;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.order.Order;
import dev.touchstone.app.order.Orders;
import dev.touchstone.app.usecase.Caller;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Role;
import dev.touchstone.app.usecase.SealedText;
import dev.touchstone.app.usecase.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// The face of deliveries. Thread-safe.
public final class Deliveries {
    /// The most deliveries of one list.
    public static final int PAGE_MAX = 50;

    private static final int SECRET_BYTES = 24;
    private static final int SECRET_LENGTH = 32;
    private static final int PASSWORD_LENGTH = 20;
    private static final String PASSWORD_CHARACTERS = "23456789abcdefghjkmnpqrstuvwxyz";
    private static final Duration STUCK = Duration.ofHours(6);

    private final Database db;
    private final Orders orders;
    private final SealedText passwords;
    private final Ids ids;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final DeliveryStore store = new DeliveryStore();

    /// Deliveries of orders.
    ///
    /// @param random fit for secrets
    public Deliveries(
            Database db,
            Orders orders,
            SealedText passwords,
            Ids ids,
            InstantSource clock,
            RandomGenerator random) {
        this.db = db;
        this.orders = orders;
        this.passwords = passwords;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
    }

    /// A new delivery, with what is said once and never again.
    ///
    /// @param secret the last part of the link
    /// @param password opens the archive; it should travel another way than the link
    public record Made(Delivery delivery, String secret, String password) {}

    /// A delivery with the order it is of.
    public record Shown(Delivery delivery, Order order) {}

    /// A delivery that was taken up: its archive is to be sent now, to whoever asked.
    public record Taken(Delivery delivery, Order order, String password) {}

    /// Makes an archive's link.
    ///
    /// @param caller the enterprise's owner
    /// @param recipient for whom, as a printing house
    /// @throws Refused NOT_FOUND, WRONG_STATE while the order is prepared, WRONG_COUNT
    public Made make(Caller caller, UUID orderId, String recipient) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        String password = password();
        return db.write(
                tx -> {
                    Order order = orders.lock(tx, caller, orderId, Role.OWNER);
                    requirePrepared(order);
                    if (store.count(tx, order) >= Delivery.COUNT_MAX) {
                        throw new Refused(Code.WRONG_COUNT, 0, Delivery.COUNT_MAX);
                    }
                    Instant now = clock.instant();
                    Delivery delivery =
                            delivery(
                                    order,
                                    caller,
                                    Delivery.Way.LINK,
                                    recipient,
                                    Delivery.State.WAITING,
                                    Optional.of(now.plus(Delivery.LINK_LASTS)),
                                    now);
                    store.insert(
                            tx,
                            delivery,
                            Optional.of(Sha256.of(secret)),
                            Optional.of(passwords.seal(delivery.id(), password)));
                    return new Made(delivery, secret, password);
                });
    }

    private String password() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < PASSWORD_LENGTH; i++) {
            text.append(PASSWORD_CHARACTERS.charAt(random.nextInt(PASSWORD_CHARACTERS.length())));
        }
        return text.toString();
    }

    private static void requirePrepared(Order order) {
        if (order.state() == Order.State.PREPARING) {
            throw new Refused(Code.WRONG_STATE, order.state());
        }
    }

    private Delivery delivery(
            Order order,
            Caller caller,
            Delivery.Way way,
            String recipient,
            Delivery.State state,
            Optional<Instant> expiresAt,
            Instant now) {
        return new Delivery(
                ids.next(),
                order.enterprise(),
                order.id(),
                way,
                recipient,
                caller.account(),
                now,
                expiresAt,
                state,
                way == Delivery.Way.SIGNED_IN ? Optional.of(now) : Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// Notes that somebody who is signed in fetches the list of an order's codes.
    ///
    /// @param caller the enterprise's owner or quality department
    /// @throws Refused NOT_FOUND, WRONG_STATE while the order is prepared
    public Shown fetchList(Caller caller, UUID orderId) {
        return db.write(
                tx -> {
                    Order order = orders.get(tx, caller, orderId, Role.OWNER, Role.QUALITY);
                    requirePrepared(order);
                    Delivery delivery =
                            delivery(
                                    order,
                                    caller,
                                    Delivery.Way.SIGNED_IN,
                                    "",
                                    Delivery.State.FETCHING,
                                    Optional.empty(),
                                    clock.instant());
                    store.insert(tx, delivery, Optional.empty(), Optional.empty());
                    return new Shown(delivery, order);
                });
    }

    /// The log of an order's deliveries, latest first, at most [#PAGE_MAX].
    ///
    /// @param caller the enterprise's owner or quality department
    /// @throws Refused NOT_FOUND
    public List<Delivery> list(Caller caller, UUID orderId) {
        return db.read(
                tx ->
                        store.list(
                                tx,
                                orders.get(tx, caller, orderId, Role.OWNER, Role.QUALITY),
                                PAGE_MAX));
    }

    /// Takes a link back that was not used.
    ///
    /// @param caller the enterprise's owner
    /// @throws Refused NOT_FOUND, LINK_SPENT
    public void withdraw(Caller caller, UUID orderId, UUID delivery) {
        db.change(
                tx -> {
                    Order order = orders.get(tx, caller, orderId, Role.OWNER);
                    if (!store.withdraw(tx, order, delivery, clock.instant())) {
                        throw new Refused(Code.LINK_SPENT);
                    }
                });
    }

    /// What a link leads to, without using it.
    ///
    /// @throws Refused NOT_FOUND
    public Shown follow(String secret) {
        return db.read(
                tx -> {
                    Delivery delivery = found(secret, store.byLink(tx, Sha256.of(secret)));
                    return new Shown(delivery, orders.of(tx, delivery.order()));
                });
    }

    private static Delivery found(String secret, Optional<Delivery> delivery) {
        return delivery.filter(d -> secret.length() == SECRET_LENGTH)
                .orElseThrow(() -> new Refused(Code.NOT_FOUND));
    }

    /// Uses a link: its archive is sent to whoever asked, and to nobody afterwards.
    ///
    /// @throws Refused NOT_FOUND, LINK_SPENT
    public Taken take(String secret) {
        return db.write(
                tx -> {
                    Delivery delivery = found(secret, store.byLink(tx, Sha256.of(secret)));
                    byte[] sealed =
                            store.take(tx, delivery, clock.instant())
                                    .orElseThrow(() -> new Refused(Code.LINK_SPENT));
                    return new Taken(
                            delivery,
                            orders.of(tx, delivery.order()),
                            passwords.open(delivery.id(), sealed));
                });
    }

    /// Notes how sending ended.
    ///
    /// @param whole whether all was sent
    /// @param manifest SHA-256 of an archive's manifest
    public void ended(Delivery delivery, boolean whole, long bytes, Optional<String> manifest) {
        Delivery.State state = whole ? Delivery.State.FETCHED : Delivery.State.BROKEN;
        db.change(tx -> store.end(tx, delivery, state, clock.instant(), bytes, manifest));
    }

    /// Ends links nobody used in time, and notes as broken what was never heard of again.
    public void expireDue() {
        Instant now = clock.instant();
        db.change(tx -> store.expire(tx, now, now.minus(STUCK)));
    }
}
