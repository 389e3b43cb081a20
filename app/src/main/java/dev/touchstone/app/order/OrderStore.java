// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.mark.MarkCodes;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.gs1.Gtin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of orders and ranges.
final class OrderStore {
    /// Takes places from a product's sequence.
    ///
    /// @return the first of them; the row stays locked until the transaction ends
    long takePlaces(Tx tx, Gtin gtin, int keyId, int count) {
        return tx.sql()
                .createQuery(
                        """
                        insert into mark_counter (gtin, key_id, next) values (:gtin, :key, :count)
                        on conflict (gtin, key_id)
                          do update set next = mark_counter.next + excluded.next
                        returning next - :count
                        """)
                .bind("gtin", MarkCodes.number(gtin))
                .bind("key", keyId)
                .bind("count", (long) count)
                .mapTo(Long.class)
                .one();
    }

    void insert(Tx tx, Order order, UUID account) {
        tx.sql()
                .createUpdate(
                        """
                        insert into mark_order
                          (enterprise_id, id, product_id, gtin, external_id, key_id, first_counter,
                           count, licence_id, state, ordered_by, ordered_at, statement)
                        values (:enterprise, :id, :product, :gtin, :external, :key, :first,
                                :count, :licence, :state, :account, :at, :statement)
                        """)
                .bind("enterprise", order.enterprise())
                .bind("id", order.id())
                .bind("product", order.product())
                .bind("gtin", MarkCodes.number(order.gtin()))
                .bind("external", order.externalId())
                .bind("key", order.first().keyId())
                .bind("first", order.first().counter())
                .bind("count", order.count())
                .bind("licence", order.licence().orElse(null))
                .bind("state", order.state().name())
                .bind("account", account)
                .bind("at", order.orderedAt())
                .bind("statement", order.statement())
                .execute();
    }

    /// Keeps two orders of one enterprise with one external id apart until the transaction ends.
    void lockExternalId(Tx tx, UUID enterprise, String externalId) {
        tx.sql()
                .createQuery(
                        """
                        select 1 from pg_advisory_xact_lock(
                          hashtextextended(:key, 60)) as locked
                        """)
                .bind("key", enterprise + "/" + externalId)
                .mapTo(Integer.class)
                .one();
    }

    Optional<Order> byExternalId(Tx tx, UUID enterprise, String externalId) {
        return tx.sql()
                .createQuery(
                        """
                        select * from mark_order
                        where enterprise_id = :enterprise and external_id = :external
                        """)
                .bind("enterprise", enterprise)
                .bind("external", externalId)
                .map(OrderStore::order)
                .findOne();
    }

    Optional<Order> find(Tx tx, UUID id) {
        return tx.sql()
                .createQuery("select * from mark_order where id = :id")
                .bind("id", id)
                .map(OrderStore::order)
                .findOne();
    }

    /// The same, and nobody else changes its ranges until the transaction ends.
    Optional<Order> lock(Tx tx, UUID id) {
        return tx.sql()
                .createQuery("select * from mark_order where id = :id for update")
                .bind("id", id)
                .map(OrderStore::order)
                .findOne();
    }

    /// The order that holds a place.
    Optional<Order> holding(Tx tx, UUID enterprise, Gtin gtin, MarkNumber number) {
        return tx.sql()
                .createQuery(
                        """
                        select * from mark_order
                        where enterprise_id = :enterprise and gtin = :gtin and key_id = :key
                          and first_counter <= :counter
                        order by first_counter desc limit 1
                        """)
                .bind("enterprise", enterprise)
                .bind("gtin", MarkCodes.number(gtin))
                .bind("key", number.keyId())
                .bind("counter", number.counter())
                .map(OrderStore::order)
                .findOne()
                .filter(order -> order.index(number) <= order.count());
    }

    /// Orders of an enterprise, latest first.
    List<Order> list(Tx tx, UUID enterprise, Optional<UUID> before, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select * from mark_order
                        where enterprise_id = :enterprise and id < coalesce(
                            :before, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
                        order by id desc limit :max
                        """)
                .bind("enterprise", enterprise)
                .bindByType("before", before.orElse(null), UUID.class)
                .bind("max", countMax)
                .map(OrderStore::order)
                .list();
    }

    void insertRange(Tx tx, Order order, Range range, UUID account) {
        tx.sql()
                .createUpdate(
                        """
                        insert into mark_range
                          (enterprise_id, order_id, first_index, last_index, state, product_id,
                           lot_id, reason, done_by, done_at, statement)
                        values (:enterprise, :order, :first, :last, :state, :product,
                                :lot, :reason, :account, :at, :statement)
                        """)
                .bind("enterprise", order.enterprise())
                .bind("order", order.id())
                .bind("first", range.first())
                .bind("last", range.last())
                .bind("state", range.state().name())
                .bind("product", order.product())
                .bind("lot", range.lot().orElse(null))
                .bind("reason", range.reason())
                .bind("account", account)
                .bind("at", range.at())
                .bind("statement", range.statement())
                .execute();
    }

    /// Whether a range of the order lies over some of these indexes. The last range that begins
    /// at or before `last` is the only one that can, since ranges never overlap.
    boolean overlaps(Tx tx, Order order, int first, int last) {
        return lastRangeUpTo(tx, order, last).filter(range -> range.last() >= first).isPresent();
    }

    /// The range an index lies in.
    Optional<Range> rangeOf(Tx tx, Order order, int index) {
        return lastRangeUpTo(tx, order, index).filter(range -> range.last() >= index);
    }

    private static Optional<Range> lastRangeUpTo(Tx tx, Order order, int index) {
        return tx.sql()
                .createQuery(
                        """
                        select * from mark_range
                        where enterprise_id = :enterprise and order_id = :order
                          and first_index <= :index
                        order by first_index desc limit 1
                        """)
                .bind("enterprise", order.enterprise())
                .bind("order", order.id())
                .bind("index", index)
                .map(OrderStore::range)
                .findOne();
    }

    /// Ranges of an order by index.
    List<Range> ranges(Tx tx, Order order, int afterIndex, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select * from mark_range
                        where enterprise_id = :enterprise and order_id = :order
                          and first_index > :after
                        order by first_index limit :max
                        """)
                .bind("enterprise", order.enterprise())
                .bind("order", order.id())
                .bind("after", afterIndex)
                .bind("max", countMax)
                .map(OrderStore::range)
                .list();
    }

    Orders.Tally tally(Tx tx, Order order) {
        return tx.sql()
                .createQuery(
                        """
                        select coalesce(sum(last_index - first_index + 1)
                                 filter (where state = 'ACTIVE'), 0) as active,
                               coalesce(sum(last_index - first_index + 1)
                                 filter (where state = 'VOID'), 0) as spoiled
                        from mark_range
                        where enterprise_id = :enterprise and order_id = :order
                        """)
                .bind("enterprise", order.enterprise())
                .bind("order", order.id())
                .map(
                        (row, context) ->
                                new Orders.Tally(
                                        order.count(),
                                        row.getLong("active"),
                                        row.getLong("spoiled")))
                .one();
    }

    boolean licenceSuspended(Tx tx, Order order) {
        return tx.sql()
                .createQuery(
                        """
                        select 1 from mark_licence where enterprise_id = :enterprise
                          and id = :licence and state = 'SUSPENDED'
                        """)
                .bind("enterprise", order.enterprise())
                .bind("licence", order.licence().orElseThrow())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    private static Order order(ResultSet row, StatementContext context) throws SQLException {
        return new Order(
                row.getObject("id", UUID.class),
                row.getObject("enterprise_id", UUID.class),
                row.getObject("product_id", UUID.class),
                new Gtin("%014d".formatted(row.getLong("gtin"))),
                row.getString("external_id"),
                new MarkNumber(row.getInt("key_id"), row.getLong("first_counter")),
                row.getInt("count"),
                Optional.ofNullable(row.getObject("licence_id", UUID.class)),
                Order.State.valueOf(row.getString("state")),
                Times.at(row, "ordered_at"),
                row.getObject("statement", UUID.class));
    }

    private static Range range(ResultSet row, StatementContext context) throws SQLException {
        return new Range(
                row.getObject("order_id", UUID.class),
                row.getInt("first_index"),
                row.getInt("last_index"),
                Range.State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getObject("lot_id", UUID.class)),
                row.getString("reason"),
                Times.at(row, "done_at"),
                row.getObject("statement", UUID.class));
    }
}
