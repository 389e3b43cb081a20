// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.scan;

import dev.touchstone.app.copies.Sighting;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.DatabaseUnavailable;
import dev.touchstone.app.database.GroupWorker;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.gs1.Gtin;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Counts checks of items, durable before it answers, and gives each its exact number.
///
/// One writer ([GroupWorker]) takes what has arrived, at most [#BATCH_MAX] checks, folds them to
/// one row an item, commits one statement, and wakes those who wait. The same device
/// counts once for an item within [#SAME_DEVICE]: exactly while one node runs, and after a restart
/// or on another node as far as the row remembers, which is the device counted last.
///
/// Thread-safe. Several nodes may count the same item.
public final class ScanCounter implements AutoCloseable {
    /// The most checks of one commit.
    public static final int BATCH_MAX = 1_000;

    /// The most checks that wait; more are refused.
    public static final int QUEUE_MAX = 20_000;

    /// How long a device counts once.
    public static final Duration SAME_DEVICE = Duration.ofMinutes(30);

    /// The most device and item pairs remembered; beyond it the oldest is forgotten early.
    static final int REMEMBERED_MAX = 500_000;

    private final Database db;
    private final InstantSource clock;
    private final ScanStore store = new ScanStore();
    private final GroupWorker<ScanBatch.Scan> writer;

    /// When a device was counted for an item, oldest first. Confined to the writer.
    private final Map<ScanBatch.Repeat, Instant> counted = new LinkedHashMap<>();

    /// A counter whose writer runs until it is closed.
    public ScanCounter(Database db, InstantSource clock) {
        this(db, clock, QUEUE_MAX);
    }

    ScanCounter(Database db, InstantSource clock, int queueMax) {
        this.db = db;
        this.clock = clock;
        this.writer =
                new GroupWorker<>("mark-scan-writer", BATCH_MAX, queueMax, clock, this::commit);
    }

    /// Counts a check and waits until that is durable.
    ///
    /// @throws Refused UNAVAILABLE when too many wait, or the counter is closed
    /// @throws DatabaseUnavailable when the count could not be stored
    public Counted count(Gtin gtin, MarkNumber number, Check check) {
        return GroupWorker.await(offer(gtin, number, check).answer());
    }

    /// One of many checks.
    public record Asked(Gtin gtin, MarkNumber number, Check check) {}

    /// Counts checks and waits until all are durable, in their order.
    ///
    /// @throws Refused UNAVAILABLE when too many wait; some may have been counted
    /// @throws DatabaseUnavailable when a count could not be stored
    public List<Counted> count(List<Asked> asked) {
        List<ScanBatch.Scan> scans = new ArrayList<>(asked.size());
        for (Asked one : asked) {
            scans.add(offer(one.gtin(), one.number(), one.check()));
        }
        List<Counted> counted = new ArrayList<>(asked.size());
        for (ScanBatch.Scan scan : scans) {
            counted.add(GroupWorker.await(scan.answer()));
        }
        return counted;
    }

    private ScanBatch.Scan offer(Gtin gtin, MarkNumber number, Check check) {
        ScanBatch.Scan scan = new ScanBatch.Scan(key(gtin, number), check);
        writer.ask(scan);
        return scan;
    }

    private static ScanBatch.Key key(Gtin gtin, MarkNumber number) {
        return new ScanBatch.Key(gtin.number(), number.item());
    }

    /// Which item.
    public record Item(Gtin gtin, MarkNumber number) {}

    /// How often items were checked, for the slice that shows it; those never checked are left
    /// out.
    public Map<Item, Counted> counted(Tx tx, Collection<Item> items) {
        Map<ScanBatch.Key, Item> keys = new HashMap<>();
        items.forEach(item -> keys.put(key(item.gtin(), item.number()), item));
        Map<Item, Counted> counted = new HashMap<>();
        if (!keys.isEmpty()) {
            store.find(tx, keys.keySet())
                    .forEach((key, one) -> counted.put(Objects.requireNonNull(keys.get(key)), one));
        }
        return counted;
    }

    /// How many checks wait for the writer.
    public int waiting() {
        return writer.waiting();
    }

    private void commit(List<ScanBatch.Scan> scans) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        forget(now);
        ScanBatch batch = new ScanBatch(scans, counted::containsKey);
        Totals totals = db.count(tx -> store(tx, batch, now));
        for (ScanBatch.Item item : batch.items()) {
            for (long device : item.orderOfDevice.keySet()) {
                counted.put(new ScanBatch.Repeat(item.key, device), now);
            }
        }
        totals.all()
                .forEach(
                        total ->
                                batch.answer(
                                        total,
                                        totals.trails().getOrDefault(total.key(), List.of())));
    }

    private record Totals(List<ScanBatch.Total> all, Map<ScanBatch.Key, List<Sighting>> trails) {}

    private Totals store(Tx tx, ScanBatch batch, Instant now) {
        List<ScanBatch.Total> totals = store.count(tx, batch.items(), now);
        Map<ScanBatch.Key, List<Check>> further = new HashMap<>();
        List<ScanBatch.Key> again = new ArrayList<>();
        for (ScanBatch.Total total : totals) {
            if (total.counted() > 1) {
                again.add(total.key());
                List<Check> checks = batch.item(total.key()).trail(total);
                if (!checks.isEmpty()) {
                    further.put(total.key(), checks);
                }
            }
        }
        Map<ScanBatch.Key, List<Sighting>> trails = new HashMap<>();
        if (!further.isEmpty()) {
            trails.putAll(store.append(tx, further, now));
        }
        again.removeAll(trails.keySet());
        if (!again.isEmpty()) {
            trails.putAll(store.trails(tx, again));
        }
        return new Totals(totals, trails);
    }

    private void forget(Instant now) {
        Instant since = now.minus(SAME_DEVICE);
        Iterator<Instant> oldest = counted.values().iterator();
        int excess = counted.size() - REMEMBERED_MAX;
        while (oldest.hasNext() && (!oldest.next().isAfter(since) || excess > 0)) {
            oldest.remove();
            excess--;
        }
    }

    /// Takes no more checks, counts those that wait, and ends the writer.
    @Override
    public void close() {
        writer.close();
    }
}
