// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.scan;

import dev.touchstone.app.copies.Sighting;
import dev.touchstone.app.database.GroupWorker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/// Checks that are counted in one statement: folded to one row an item, sorted by key so that two
/// nodes lock rows in the same order. Confined to the writer.
final class ScanBatch {
    /// Which item is checked.
    ///
    /// @param gtin the GTIN as a number
    /// @param item key id and counter in one number
    record Key(long gtin, long item) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byGtin = Long.compare(gtin, other.gtin);
            return byGtin != 0 ? byGtin : Long.compare(item, other.item);
        }
    }

    /// One check on its way to be counted.
    ///
    /// @param answer completed when the count is durable, or could not be
    record Scan(Key key, Check check, CompletableFuture<Counted> answer)
            implements GroupWorker.Question {
        Scan(Key key, Check check) {
            this(key, check, new CompletableFuture<>());
        }

        Repeat repeat() {
            return new Repeat(key, check.device());
        }
    }

    /// A check of the same item by the same device.
    record Repeat(Key key, long device) {}

    /// One item of a batch.
    static final class Item {
        final Key key;
        final Map<Long, Integer> orderOfDevice = new LinkedHashMap<>();
        final List<Check> counting = new ArrayList<>();
        final List<Scan> scans = new ArrayList<>();
        private long lastDevice;

        private Item(Key key) {
            this.key = key;
        }

        int added() {
            return orderOfDevice.size();
        }

        int sent() {
            return scans.size();
        }

        /// The last device that counts, or any when none does.
        long lastDevice() {
            return lastDevice;
        }

        /// The first check, which a new row remembers.
        Check first() {
            return counting.isEmpty() ? scans.getFirst().check() : counting.getFirst();
        }

        /// The checks that a trail remembers, once it is known what was counted.
        List<Check> trail(Total total) {
            if (total.added() == 0) {
                return List.of();
            }
            boolean newRow = total.counted() == total.added();
            return counting.stream().skip(newRow ? 1 : 0).filter(check -> !check.again()).toList();
        }
    }

    /// What the database says of an item after it was counted.
    ///
    /// @param added how many this write added, 0 when the only device turned out to repeat
    record Total(Key key, long counted, long sent, int added, Sighting first) {}

    private final Map<Key, Item> items = new TreeMap<>();

    /// Folds.
    ///
    /// @param seenBefore whether the device was counted for this item within the last 30 minutes
    ScanBatch(List<Scan> scans, Predicate<Repeat> seenBefore) {
        for (Scan scan : scans) {
            Item item = items.computeIfAbsent(scan.key(), Item::new);
            long device = scan.check().device();
            item.scans.add(scan);
            if (!seenBefore.test(scan.repeat())
                    && item.orderOfDevice.putIfAbsent(device, item.added() + 1) == null) {
                item.lastDevice = device;
                item.counting.add(scan.check());
            } else if (item.sent() == 1) {
                item.lastDevice = device;
            }
        }
    }

    List<Item> items() {
        return List.copyOf(items.values());
    }

    Item item(Key key) {
        Item item = items.get(key);
        if (item == null) {
            throw new IllegalStateException("count of " + key + " nobody asked for");
        }
        return item;
    }

    /// Answers everybody who waits for an item: each device that counts gets its own number.
    ///
    /// @param further the sightings after the first
    void answer(Total total, List<Sighting> further) {
        Item item = item(total.key());
        List<Sighting> trail = new ArrayList<>(further.size() + 1);
        trail.add(total.first());
        trail.addAll(further);
        Instant firstAt = total.first().at();
        long before = total.counted() - total.added();
        Map<Long, Integer> unanswered = new LinkedHashMap<>(item.orderOfDevice);
        for (Scan scan : item.scans) {
            Integer order = total.added() == 0 ? null : unanswered.remove(scan.check().device());
            long count = order == null ? total.counted() : before + order;
            scan.answer().complete(new Counted(count, total.sent(), firstAt, order != null, trail));
        }
    }
}
