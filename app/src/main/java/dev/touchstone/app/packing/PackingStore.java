// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.packing;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.order.CodeRuns;
import dev.touchstone.app.packing.Container.Load;
import dev.touchstone.gs1.Sscc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of packing.
final class PackingStore {
    /// Lets one transaction at a time pack for an enterprise, until it ends.
    void lock(Tx tx, UUID enterprise) {
        tx.sql()
                .createQuery(
                        """
                        select 1 from pg_advisory_xact_lock(
                          hashtextextended(:key, 150)) as locked
                        """)
                .bind("key", enterprise.toString())
                .mapTo(Integer.class)
                .one();
    }

    Optional<Container> find(Tx tx, Sscc sscc) {
        return tx.sql()
                .createQuery("select * from packing_container where sscc = :sscc")
                .bind("sscc", number(sscc))
                .map(PackingStore::container)
                .findOne();
    }

    List<Container> findAll(Tx tx, List<Sscc> containers) {
        return tx.sql()
                .createQuery("select * from packing_container where sscc = any(:ssccs)")
                .bindArray("ssccs", Long.class, numbers(containers))
                .map(PackingStore::container)
                .list();
    }

    /// Stores a container, unless somebody has one with its SSCC already.
    boolean insert(Tx tx, Container container, UUID account) {
        return tx.sql()
                        .createUpdate(
                                """
                                insert into packing_container
                                  (sscc, enterprise_id, level, contents, state, made_at, changed_at,
                                   changed_by, statement)
                                values (:sscc, :enterprise, :level, :contents, :state, :at, :at,
                                        :account, :statement)
                                on conflict (sscc) do nothing
                                """)
                        .bind("sscc", number(container.sscc()))
                        .bind("enterprise", container.enterprise())
                        .bind("level", container.level())
                        .bind("contents", container.contents())
                        .bind("state", container.state().name())
                        .bind("at", container.madeAt())
                        .bind("account", account)
                        .bind("statement", container.statement())
                        .execute()
                == 1;
    }

    void setParent(Tx tx, List<Sscc> containers, Optional<Sscc> parent) {
        tx.sql()
                .createUpdate(
                        "update packing_container set parent = :parent where sscc = any(:ssccs)")
                .bind("parent", parent.map(PackingStore::number).orElse(null))
                .bindArray("ssccs", Long.class, numbers(containers))
                .execute();
    }

    /// Its level by what is in it now.
    int levelNow(Tx tx, Sscc sscc) {
        return tx.sql()
                .createQuery(
                        """
                        select coalesce(max(level), 0) + 1 from packing_container
                        where parent = :sscc
                        """)
                .bind("sscc", number(sscc))
                .mapTo(Integer.class)
                .one();
    }

    void setLevel(Tx tx, Sscc sscc, int level) {
        tx.sql()
                .createUpdate("update packing_container set level = :level where sscc = :sscc")
                .bind("level", level)
                .bind("sscc", number(sscc))
                .execute();
    }

    void addContents(Tx tx, Sscc sscc, int more) {
        tx.sql()
                .createUpdate(
                        """
                        update packing_container set contents = contents + :more
                        where sscc = :sscc
                        """)
                .bind("more", more)
                .bind("sscc", number(sscc))
                .execute();
    }

    void setState(
            Tx tx,
            Sscc sscc,
            Container.State state,
            String reason,
            UUID account,
            Instant now,
            UUID statement) {
        tx.sql()
                .createUpdate(
                        """
                        update packing_container set state = :state, reason = :reason,
                          changed_by = :account, changed_at = :at, statement = :statement
                        where sscc = :sscc
                        """)
                .bind("state", state.name())
                .bind("reason", reason)
                .bind("account", account)
                .bind("at", now)
                .bind("statement", statement)
                .bind("sscc", number(sscc))
                .execute();
    }

    void setStatement(Tx tx, Sscc sscc, UUID statement) {
        tx.sql()
                .createUpdate(
                        "update packing_container set statement = :statement where sscc = :sscc")
                .bind("statement", statement)
                .bind("sscc", number(sscc))
                .execute();
    }

    List<Container> children(Tx tx, Sscc sscc, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select * from packing_container where parent = :sscc
                        order by sscc limit :count
                        """)
                .bind("sscc", number(sscc))
                .bind("count", countMax)
                .map(PackingStore::container)
                .list();
    }

    List<Container> own(Tx tx, UUID enterprise, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select * from packing_container where enterprise_id = :enterprise
                        order by made_at desc, sscc limit :count
                        """)
                .bind("enterprise", enterprise)
                .bind("count", countMax)
                .map(PackingStore::container)
                .list();
    }

    /// The codes of an order that are in a container, by index.
    BitSet codes(Tx tx, Sscc sscc, UUID order) {
        BitSet codes = new BitSet();
        tx.sql()
                .createQuery(
                        """
                        select first_index, last_index from packing_run
                        where sscc = :sscc and order_id = :order
                        """)
                .bind("sscc", number(sscc))
                .bind("order", order)
                .map((row, c) -> new CodeRuns.Run(row.getInt(1), row.getInt(2)))
                .forEach(run -> codes.set(run.first(), run.last() + 1));
        return codes;
    }

    List<Packing.Run> runs(Tx tx, Sscc sscc, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select order_id, first_index, last_index from packing_run
                        where sscc = :sscc order by order_id, first_index limit :count
                        """)
                .bind("sscc", number(sscc))
                .bind("count", countMax)
                .map(
                        (row, c) ->
                                new Packing.Run(
                                        row.getObject(1, UUID.class), row.getInt(2), row.getInt(3)))
                .list();
    }

    /// A container in which one of the codes is. Runs never overlap, so the last one that begins
    /// before the end of the asked ones overlaps if any does.
    Optional<Sscc> holding(Tx tx, UUID enterprise, Load.Items items) {
        List<CodeRuns.Run> runs = items.codes().runs();
        return tx.sql()
                .createQuery(
                        """
                        select r.sscc from unnest(:firsts, :lasts) as w(first, last)
                        cross join lateral (
                          select sscc, last_index from packing_run
                          where enterprise_id = :enterprise and order_id = :order
                            and first_index <= w.last
                          order by first_index desc limit 1) r
                        where r.last_index >= w.first limit 1
                        """)
                .bindArray("firsts", Integer.class, runs.stream().map(r -> r.first()).toArray())
                .bindArray("lasts", Integer.class, runs.stream().map(r -> r.last()).toArray())
                .bind("enterprise", enterprise)
                .bind("order", items.order())
                .mapTo(Long.class)
                .findOne()
                .map(PackingStore::sscc);
    }

    /// What each of some items is in, by its place in the list; those in nothing are left out.
    Map<Integer, Sscc> holding(Tx tx, List<Packing.Item> items) {
        Map<Integer, Sscc> in = new HashMap<>();
        tx.sql()
                .createQuery(
                        """
                        select w.n, r.sscc
                        from unnest(:enterprises, :orders, :indexes) with ordinality
                          as w (enterprise_id, order_id, i, n)
                        cross join lateral (
                          select sscc, last_index from packing_run r
                          where r.enterprise_id = w.enterprise_id and r.order_id = w.order_id
                            and first_index <= w.i
                          order by first_index desc limit 1) r
                        where r.last_index >= w.i
                        """)
                .bindArray(
                        "enterprises",
                        UUID.class,
                        items.stream().map(i -> i.order().enterprise()).toList())
                .bindArray(
                        "orders",
                        UUID.class,
                        items.stream().map(item -> item.order().id()).toList())
                .bind("indexes", items.stream().mapToInt(Packing.Item::index).toArray())
                .map((row, c) -> Map.entry(row.getInt(1) - 1, sscc(row.getLong(2))))
                .forEach(one -> in.put(one.getKey(), one.getValue()));
        return in;
    }

    /// Whether any items of orders are packed.
    Map<PackedStates.InOrder, Boolean> packed(Tx tx, Collection<PackedStates.InOrder> orders) {
        Map<PackedStates.InOrder, Boolean> packed = new HashMap<>();
        tx.sql()
                .createQuery(
                        """
                        select w.enterprise_id, w.order_id, exists (
                          select 1 from packing_run r
                          where r.enterprise_id = w.enterprise_id and r.order_id = w.order_id)
                        from unnest(:enterprises, :orders) as w (enterprise_id, order_id)
                        """)
                .bindArray(
                        "enterprises",
                        UUID.class,
                        orders.stream().map(PackedStates.InOrder::enterprise).toList())
                .bindArray(
                        "orders",
                        UUID.class,
                        orders.stream().map(PackedStates.InOrder::order).toList())
                .map(
                        (row, c) ->
                                Map.entry(
                                        new PackedStates.InOrder(
                                                row.getObject(1, UUID.class),
                                                row.getObject(2, UUID.class)),
                                        row.getBoolean(3)))
                .forEach(one -> packed.put(one.getKey(), one.getValue()));
        return packed;
    }

    void insertRuns(Tx tx, UUID enterprise, Sscc sscc, Load.Items items) {
        List<CodeRuns.Run> runs = items.codes().runs();
        tx.sql()
                .createUpdate(
                        """
                        insert into packing_run
                          (enterprise_id, order_id, first_index, last_index, sscc)
                        select :enterprise, :order, w.first, w.last, :sscc
                        from unnest(:firsts, :lasts) as w(first, last)
                        """)
                .bindArray("firsts", Integer.class, runs.stream().map(r -> r.first()).toArray())
                .bindArray("lasts", Integer.class, runs.stream().map(r -> r.last()).toArray())
                .bind("enterprise", enterprise)
                .bind("order", items.order())
                .bind("sscc", number(sscc))
                .execute();
    }

    void dropRuns(Tx tx, Sscc sscc, UUID order) {
        tx.sql()
                .createUpdate("delete from packing_run where sscc = :sscc and order_id = :order")
                .bind("sscc", number(sscc))
                .bind("order", order)
                .execute();
    }

    static long number(Sscc sscc) {
        return Long.parseLong(sscc.digits());
    }

    static Object[] numbers(List<Sscc> containers) {
        return containers.stream().map(PackingStore::number).toArray();
    }

    static Sscc sscc(long number) {
        return new Sscc("%018d".formatted(number));
    }

    static Optional<Sscc> sscc(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Long.class)).map(n -> sscc(n));
    }

    private static Container container(ResultSet row, StatementContext context)
            throws SQLException {
        return new Container(
                sscc(row.getLong("sscc")),
                row.getObject("enterprise_id", UUID.class),
                sscc(row, "parent"),
                row.getInt("level"),
                row.getInt("contents"),
                Container.State.valueOf(row.getString("state")),
                row.getString("reason"),
                Times.at(row, "made_at"),
                Times.at(row, "changed_at"),
                row.getObject("statement", UUID.class));
    }
}
