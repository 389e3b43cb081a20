// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.scan;

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
    /// @param device who checks, as a hash that says nothing tomorrow
    /// @param answer completed when the count is durable, or could not be
    record Scan(Key key, long device, CompletableFuture<Counted> answer) {
        Scan(Key key, long device) {
            this(key, device, new CompletableFuture<>());
        }

        Repeat repeat() {
            return new Repeat(key, device);
        }
    }

    /// A check of the same item by the same device.
    record Repeat(Key key, long device) {}

    /// One item of a batch.
    static final class Item {
        final Key key;
        final Map<Long, Integer> orderOfDevice = new LinkedHashMap<>();
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
    }

    /// What the database says of an item after it was counted.
    ///
    /// @param added how many this write added, 0 when the only device turned out to repeat
    record Total(Key key, long counted, long sent, Instant firstAt, int added) {}

    private final Map<Key, Item> items = new TreeMap<>();

    /// Folds.
    ///
    /// @param seenBefore whether the device was counted for this item within the last 30 minutes
    ScanBatch(List<Scan> scans, Predicate<Repeat> seenBefore) {
        for (Scan scan : scans) {
            Item item = items.computeIfAbsent(scan.key(), Item::new);
            item.scans.add(scan);
            if (!seenBefore.test(scan.repeat())
                    && item.orderOfDevice.putIfAbsent(scan.device(), item.added() + 1) == null) {
                item.lastDevice = scan.device();
            } else if (item.sent() == 1) {
                item.lastDevice = scan.device();
            }
        }
    }

    List<Item> items() {
        return List.copyOf(items.values());
    }

    /// Answers everybody who waits for an item: each device that counts gets its own number.
    void answer(Total total) {
        Item item = items.get(total.key());
        if (item == null) {
            throw new IllegalStateException("count of " + total.key() + " nobody asked for");
        }
        long before = total.counted() - total.added();
        Map<Long, Integer> unanswered = new LinkedHashMap<>(item.orderOfDevice);
        for (Scan scan : item.scans) {
            Integer order = total.added() == 0 ? null : unanswered.remove(scan.device());
            long count = order == null ? total.counted() : before + order;
            scan.answer()
                    .complete(new Counted(count, total.sent(), total.firstAt(), order != null));
        }
    }
}
