// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.DatabaseUnavailable;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.app.publiclog.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes every code of an order once and anchors the root over all of them, in the background:
/// about a second for a million codes.
///
/// What it makes is a function of the order alone, so a node that is killed leaves an order that
/// any node prepares again from its beginning. Nothing is held locked meanwhile: an order in work
/// is leased, and the lease is renewed with the progress. Thread-safe.
public final class Preparation implements AutoCloseable {
    /// Orders up to this size are ready when their order is answered.
    static final int AT_ONCE_MAX = 10_000;

    private static final int STEP = 250_000;
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final long LOOK_AGAIN_SECONDS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

    private final Database db;
    private final PublicLog publicLog;
    private final MarkCodes codes;
    private final InstantSource clock;
    private final OrderStore store = new OrderStore();
    private final Semaphore bell = new Semaphore(0);
    private final Thread worker;
    private volatile boolean closed;

    /// A preparation; orders wait until [#work()].
    public Preparation(Database db, PublicLog publicLog, MarkCodes codes, InstantSource clock) {
        this.db = db;
        this.publicLog = publicLog;
        this.codes = codes;
        this.clock = clock;
        this.worker = Thread.ofPlatform().name("order-preparation").daemon().unstarted(this::run);
    }

    /// Starts to prepare the orders that wait, those that were stopped before included.
    public void work() {
        worker.start();
    }

    /// A new order stands and its transaction is committed.
    void placed(Order order) {
        if (order.count() <= AT_ONCE_MAX) {
            prepare(order);
        } else {
            bell.release();
        }
    }

    /// Prepares one order that waits.
    ///
    /// @return whether there was one
    boolean step() {
        Instant now = clock.instant();
        Optional<Order> taken = db.write(tx -> store.takeUnprepared(tx, now, now.plus(LEASE)));
        taken.ifPresent(this::prepare);
        return taken.isPresent();
    }

    private void prepare(Order order) {
        Iterator<String> facts =
                codes.facts(order.gtin(), order.profile(), order.first(), order.count());
        PublicLog.Gathered gathered = publicLog.gather(watched(order, facts));
        db.change(
                tx -> {
                    Optional<Order> still = store.lock(tx, order.id());
                    if (still.isPresent() && still.get().state() == Order.State.PREPARING) {
                        UUID statement = publicLog.stateFacts(tx, statement(order), gathered);
                        store.open(tx, order, statement);
                    }
                });
    }

    private static Statement statement(Order order) {
        return Statement.sealed(
                Orders.ORDERED,
                order.enterprise().toString(),
                Order.subject(order.id()),
                order.orderedAt(),
                Map.of(
                        "gtin", order.gtin().digits(),
                        "keyId", order.first().keyId(),
                        "firstCounter", order.first().counter(),
                        "count", order.count(),
                        "profile", order.profile().name()));
    }

    /// The same facts; how far they are is stored from time to time.
    private Iterator<String> watched(Order order, Iterator<String> facts) {
        return new Iterator<>() {
            private int made;

            @Override
            public boolean hasNext() {
                return facts.hasNext();
            }

            @Override
            public String next() {
                if (++made % STEP == 0) {
                    if (closed) {
                        throw new CancellationException("the program ends");
                    }
                    Instant until = clock.instant().plus(LEASE);
                    db.change(tx -> store.prepared(tx, order, made, until));
                }
                return facts.next();
            }
        };
    }

    private void run() {
        while (!closed) {
            boolean more = false;
            try {
                more = step();
            } catch (DatabaseUnavailable e) {
                LOG.warn("an order waits to be prepared: {}", e.toString());
            } catch (CancellationException e) {
                LOG.info("an order is prepared after the next start: {}", e.getMessage());
            }
            if (!more) {
                waitForBell();
            }
        }
    }

    private void waitForBell() {
        try {
            if (bell.tryAcquire(LOOK_AGAIN_SECONDS, TimeUnit.SECONDS)) {
                bell.drainPermits();
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /// Stops, leaving the order in work to the next start.
    @Override
    public void close() {
        closed = true;
        bell.release();
        try {
            worker.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
