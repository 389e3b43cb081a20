// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.packing;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.order.CodeRuns;
import dev.touchstone.app.packing.Container.Load;
import dev.touchstone.gs1.Sscc;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of who put what where.
final class ChangeStore {
    private static final Object[] NONE = {};

    void insert(Tx tx, Container.Change change) {
        Optional<Load.Items> items =
                change.load().filter(Load.Items.class::isInstance).map(Load.Items.class::cast);
        Optional<Load.Containers> boxes =
                change.load()
                        .filter(Load.Containers.class::isInstance)
                        .map(Load.Containers.class::cast);
        tx.sql()
                .createUpdate(
                        """
                        insert into packing_change
                          (enterprise_id, id, from_sscc, to_sscc, order_id, runs, containers, count,
                           done_by, done_at, statement)
                        values (:enterprise, :id, :from, :to, :order,
                                nullif(cast(:runs as int[]), '{}'),
                                nullif(cast(:containers as bigint[]), '{}'),
                                :count, :account, :at, :statement)
                        """)
                .bind("enterprise", change.enterprise())
                .bind("id", change.id())
                .bind("from", change.from().map(PackingStore::number).orElse(null))
                .bind("to", change.into().map(PackingStore::number).orElse(null))
                .bind("order", items.map(Load.Items::order).orElse(null))
                .bindArray("runs", Integer.class, items.map(ChangeStore::ends).orElse(NONE))
                .bindArray(
                        "containers",
                        Long.class,
                        boxes.map(one -> PackingStore.numbers(one.containers())).orElse(NONE))
                .bind("count", change.count())
                .bind("account", change.doneBy())
                .bind("at", change.doneAt())
                .bind("statement", change.statement())
                .execute();
    }

    private static Object[] ends(Load.Items items) {
        return items.codes().runs().stream()
                .flatMap(run -> Stream.of(run.first(), run.last()))
                .toArray();
    }

    Optional<Container.Change> find(Tx tx, UUID enterprise, UUID id) {
        return tx.sql()
                .createQuery(
                        """
                        select * from packing_change
                        where enterprise_id = :enterprise and id = :id
                        """)
                .bind("enterprise", enterprise)
                .bind("id", id)
                .map(ChangeStore::change)
                .findOne();
    }

    List<Container.Change> of(Tx tx, Sscc sscc, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select * from packing_change where from_sscc = :sscc or to_sscc = :sscc
                        order by id desc limit :count
                        """)
                .bind("sscc", PackingStore.number(sscc))
                .bind("count", countMax)
                .map(ChangeStore::change)
                .list();
    }

    void undo(Tx tx, Container.Change change, Instant now) {
        tx.sql()
                .createUpdate(
                        """
                        update packing_change set undone_at = :at
                        where enterprise_id = :enterprise and id = :id
                        """)
                .bind("at", now)
                .bind("enterprise", change.enterprise())
                .bind("id", change.id())
                .execute();
    }

    void forget(Tx tx, Instant before) {
        tx.sql()
                .createUpdate(
                        """
                        update packing_change set runs = null, containers = null
                        where done_at < :before
                          and (cardinality(runs) > 64 or cardinality(containers) > 64)
                        """)
                .bind("before", before)
                .execute();
    }

    private static Container.Change change(ResultSet row, StatementContext context)
            throws SQLException {
        return new Container.Change(
                row.getObject("id", UUID.class),
                row.getObject("enterprise_id", UUID.class),
                PackingStore.sscc(row, "from_sscc"),
                PackingStore.sscc(row, "to_sscc"),
                load(row),
                row.getInt("count"),
                row.getObject("done_by", UUID.class),
                Times.at(row, "done_at"),
                row.getObject("statement", UUID.class),
                Times.maybe(row, "undone_at"));
    }

    private static Optional<Load> load(ResultSet row) throws SQLException {
        Array containers = row.getArray("containers");
        if (containers != null) {
            Long[] numbers = (Long[]) containers.getArray();
            return Optional.of(
                    new Load.Containers(Arrays.stream(numbers).map(PackingStore::sscc).toList()));
        }
        Array runs = row.getArray("runs");
        if (runs == null) {
            return Optional.empty();
        }
        Integer[] ends = (Integer[]) runs.getArray();
        CodeRuns.Run[] all = new CodeRuns.Run[ends.length / 2];
        for (int i = 0; i < all.length; i++) {
            all[i] = new CodeRuns.Run(ends[2 * i], ends[2 * i + 1]);
        }
        return Optional.of(
                new Load.Items(row.getObject("order_id", UUID.class), new CodeRuns(List.of(all))));
    }
}
