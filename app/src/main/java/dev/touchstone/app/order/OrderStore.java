// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.mark.MarkNumber;
import dev.touchstone.app.mark.MarkProfile;
import dev.touchstone.gs1.Gtin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of orders.
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
                .bind("gtin", gtin.number())
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
                           count, licence_id, roll_size, state, ordered_by, ordered_at, profile,
                           hidden)
                        values (:enterprise, :id, :product, :gtin, :external, :key, :first,
                                :count, :licence, :roll, :state, :account, :at, :profile, :hidden)
                        """)
                .bind("enterprise", order.enterprise())
                .bind("id", order.id())
                .bind("product", order.product())
                .bind("gtin", order.gtin().number())
                .bind("external", order.externalId())
                .bind("key", order.first().keyId())
                .bind("first", order.first().counter())
                .bind("count", order.count())
                .bind("licence", order.licence().orElse(null))
                .bind("state", order.state().name())
                .bind("account", account)
                .bind("roll", order.rollSize())
                .bind("at", order.orderedAt())
                .bind("profile", order.profile().name())
                .bind("hidden", order.hidden())
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

    /// The same, and nobody else sends its codes anywhere until the transaction ends.
    Optional<Order> lock(Tx tx, UUID id) {
        return tx.sql()
                .createQuery("select * from mark_order where id = :id for update")
                .bind("id", id)
                .map(OrderStore::order)
                .findOne();
    }

    /// Orders that have a code in a stretch of a product's sequence.
    ///
    /// @param end the counter after the stretch's last
    List<Order> within(Tx tx, UUID enterprise, Gtin gtin, int keyId, long first, long end) {
        return tx.sql()
                .createQuery(
                        """
                        select * from mark_order
                        where enterprise_id = :enterprise and gtin = :gtin and key_id = :key
                          and first_counter > :first - :most and first_counter < :end
                          and first_counter + count > :first
                        """)
                .bind("enterprise", enterprise)
                .bind("gtin", gtin.number())
                .bind("key", keyId)
                .bind("first", first)
                .bind("end", end)
                .bind("most", Order.COUNT_MAX)
                .map(OrderStore::order)
                .list();
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

    /// What became of the codes, in numbers.
    Orders.Tally tally(Tx tx, Order order) {
        return tx.sql()
                .createQuery(
                        """
                        select coalesce(sum(count) filter (where kind = 'VERIFIED'), 0) as verified,
                               coalesce(sum(count) filter (where kind = 'ACTIVE'), 0) as active,
                               coalesce(sum(count) filter (where kind = 'VOID'), 0) as spoiled,
                               coalesce(sum(count) filter (where kind = 'RETURNED'), 0) as returned
                        from order_assignment
                        where enterprise_id = :enterprise and order_id = :order
                        """)
                .bind("enterprise", order.enterprise())
                .bind("order", order.id())
                .map(
                        (row, context) ->
                                new Orders.Tally(
                                        order.count(),
                                        row.getLong("verified"),
                                        row.getLong("active"),
                                        row.getLong("spoiled"),
                                        row.getLong("returned")))
                .one();
    }

    /// Takes up an order that is to be prepared and that nobody else prepares.
    Optional<Order> takeUnprepared(Tx tx, Instant now, Instant leaseUntil) {
        return tx.sql()
                .createQuery(
                        """
                        update mark_order set lease_until = :until
                        where (enterprise_id, id) in (
                          select enterprise_id, id from mark_order
                          where state = 'PREPARING'
                            and (lease_until is null or lease_until < :now)
                          order by ordered_at limit 1 for update skip locked)
                        returning *
                        """)
                .bind("now", now)
                .bind("until", leaseUntil)
                .map(OrderStore::order)
                .findOne();
    }

    void prepared(Tx tx, Order order, int count, Instant leaseUntil) {
        tx.sql()
                .createUpdate(
                        """
                        update mark_order set prepared = :count, lease_until = :until
                        where enterprise_id = :enterprise and id = :id and state = 'PREPARING'
                        """)
                .bind("count", count)
                .bind("until", leaseUntil)
                .bind("enterprise", order.enterprise())
                .bind("id", order.id())
                .execute();
    }

    void open(Tx tx, Order order, UUID statement) {
        tx.sql()
                .createUpdate(
                        """
                        update mark_order
                        set state = 'OPEN', prepared = count, lease_until = null,
                            statement = :statement
                        where enterprise_id = :enterprise and id = :id
                        """)
                .bind("statement", statement)
                .bind("enterprise", order.enterprise())
                .bind("id", order.id())
                .execute();
    }

    void close(Tx tx, Order order, Order.Closed closed) {
        tx.sql()
                .createUpdate(
                        """
                        update mark_order set state = 'CLOSED', closed_at = :at, unused = :unused
                        where enterprise_id = :enterprise and id = :id
                        """)
                .bind("at", closed.at())
                .bind("unused", closed.unused())
                .bind("enterprise", order.enterprise())
                .bind("id", order.id())
                .execute();
    }

    private static Optional<Order.Closed> closed(ResultSet row) throws SQLException {
        int unused = row.getInt("unused");
        return Times.maybe(row, "closed_at").map(at -> new Order.Closed(at, unused));
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
                row.getInt("roll_size"),
                Order.State.valueOf(row.getString("state")),
                row.getInt("prepared"),
                Times.at(row, "ordered_at"),
                Optional.ofNullable(row.getObject("statement", UUID.class)),
                closed(row),
                MarkProfile.valueOf(row.getString("profile")),
                row.getInt("hidden"));
    }
}
