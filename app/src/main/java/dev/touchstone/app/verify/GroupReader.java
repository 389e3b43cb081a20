// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.verify;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.GroupWorker;
import dev.touchstone.app.verify.Records.OnRecord;
import dev.touchstone.app.verify.Records.Scanned;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Reads what is on record of items: what is remembered of them at once, else those of many
/// requests together ([GroupWorker]), in one transaction with the same few questions as for a
/// single item. Thread-safe.
final class GroupReader implements AutoCloseable {
    /// The most items of one reading; a single request may ask for more.
    static final int GROUP_MAX = 500;

    /// The most items that wait; more are refused.
    static final int WAITING_MAX = 20_000;

    private final Database db;
    private final Records records;
    private final GroupWorker<Asked> worker;

    private record Asked(List<Scanned> scanned, CompletableFuture<List<OnRecord>> answer)
            implements GroupWorker.Question {
        @Override
        public int weight() {
            return scanned.size();
        }
    }

    GroupReader(Database db, Records records, InstantSource clock) {
        this.db = db;
        this.records = records;
        this.worker =
                new GroupWorker<>("verify-reader", GROUP_MAX, WAITING_MAX, clock, this::answer);
    }

    /// What is on record of items, in their order.
    ///
    /// @throws dev.touchstone.app.usecase.Refused UNAVAILABLE when too many wait
    List<OnRecord> read(List<Scanned> scanned) {
        if (scanned.stream().allMatch(one -> one.counts() && !one.whole())) {
            Optional<List<OnRecord>> known = db.remembered(tx -> records.of(tx, scanned));
            if (known.isPresent()) {
                return known.get();
            }
        }
        Asked asked = new Asked(scanned, new CompletableFuture<>());
        worker.ask(asked);
        return GroupWorker.await(asked.answer());
    }

    private void answer(List<Asked> group) {
        List<Scanned> all = group.stream().flatMap(one -> one.scanned().stream()).toList();
        List<OnRecord> found = db.read(tx -> records.of(tx, all));
        int from = 0;
        for (Asked asked : group) {
            int to = from + asked.scanned().size();
            asked.answer().complete(found.subList(from, to));
            from = to;
        }
    }

    @Override
    public void close() {
        worker.close();
    }
}
