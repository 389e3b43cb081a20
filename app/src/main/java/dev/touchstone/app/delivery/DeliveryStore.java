// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.delivery;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.order.Order;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of deliveries.
final class DeliveryStore {
    /// @param link the hash of the link's secret, for one behind a link
    /// @param password sealed, for one behind a link
    void insert(Tx tx, Delivery delivery, Optional<byte[]> link, Optional<byte[]> password) {
        tx.sql()
                .createUpdate(
                        """
                        insert into delivery
                          (enterprise_id, id, order_id, way, recipient, link_hash, password,
                           made_by, made_at, expires_at, state, fetched_at)
                        values (:enterprise, :id, :order, :way, :recipient, :link, :password,
                                :account, :at, :expires, :state, :fetched)
                        """)
                .bind("enterprise", delivery.enterprise())
                .bind("id", delivery.id())
                .bind("order", delivery.order())
                .bind("way", delivery.way().name())
                .bind("recipient", delivery.recipient())
                .bindByType("link", link.orElse(null), byte[].class)
                .bindByType("password", password.orElse(null), byte[].class)
                .bind("account", delivery.madeBy())
                .bind("at", delivery.madeAt())
                .bindByType("expires", delivery.expiresAt().orElse(null), Instant.class)
                .bind("state", delivery.state().name())
                .bindByType("fetched", delivery.fetchedAt().orElse(null), Instant.class)
                .execute();
    }

    int count(Tx tx, Order order) {
        return tx.sql()
                .createQuery(
                        """
                        select count(*) from delivery
                        where enterprise_id = :enterprise and order_id = :order
                        """)
                .bind("enterprise", order.enterprise())
                .bind("order", order.id())
                .mapTo(Integer.class)
                .one();
    }

    List<Delivery> list(Tx tx, Order order, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select * from delivery
                        where enterprise_id = :enterprise and order_id = :order
                        order by id desc limit :max
                        """)
                .bind("enterprise", order.enterprise())
                .bind("order", order.id())
                .bind("max", countMax)
                .map(DeliveryStore::delivery)
                .list();
    }

    Optional<Delivery> byLink(Tx tx, byte[] linkHash) {
        return tx.sql()
                .createQuery("select * from delivery where link_hash = :hash")
                .bind("hash", linkHash)
                .map(DeliveryStore::delivery)
                .findOne();
    }

    /// Takes up a delivery that waits, once.
    ///
    /// @return the sealed password; empty when it does not wait
    Optional<byte[]> take(Tx tx, Delivery delivery, Instant now) {
        return tx.sql()
                .createQuery(
                        """
                        with taken as (
                          select enterprise_id, id, password from delivery
                          where enterprise_id = :enterprise and id = :id and state = 'WAITING'
                            and expires_at > :now
                          for update)
                        update delivery d
                        set state = 'FETCHING', fetched_at = :now, password = null
                        from taken t where d.enterprise_id = t.enterprise_id and d.id = t.id
                        returning t.password
                        """)
                .bind("enterprise", delivery.enterprise())
                .bind("id", delivery.id())
                .bind("now", now)
                .mapTo(byte[].class)
                .findOne();
    }

    void end(
            Tx tx,
            Delivery delivery,
            Delivery.State state,
            Instant at,
            long bytes,
            Optional<String> manifest) {
        tx.sql()
                .createUpdate(
                        """
                        update delivery set state = :state, ended_at = :at, bytes = :bytes,
                          manifest = :manifest
                        where enterprise_id = :enterprise and id = :id and state = 'FETCHING'
                        """)
                .bind("state", state.name())
                .bind("at", at)
                .bind("bytes", bytes)
                .bindByType("manifest", manifest.orElse(null), String.class)
                .bind("enterprise", delivery.enterprise())
                .bind("id", delivery.id())
                .execute();
    }

    boolean withdraw(Tx tx, Order order, UUID id, Instant at) {
        return tx.sql()
                        .createUpdate(
                                """
                                update delivery
                                set state = 'WITHDRAWN', ended_at = :at, password = null
                                where enterprise_id = :enterprise and order_id = :order
                                  and id = :id and state = 'WAITING'
                                """)
                        .bind("at", at)
                        .bind("enterprise", order.enterprise())
                        .bind("order", order.id())
                        .bind("id", id)
                        .execute()
                == 1;
    }

    void expire(Tx tx, Instant now, Instant stuckSince) {
        tx.sql()
                .createUpdate(
                        """
                        update delivery set state = 'EXPIRED', ended_at = :now, password = null
                        where state = 'WAITING' and expires_at <= :now
                        """)
                .bind("now", now)
                .execute();
        tx.sql()
                .createUpdate(
                        """
                        update delivery set state = 'BROKEN', ended_at = :now
                        where state = 'FETCHING' and fetched_at < :since
                        """)
                .bind("now", now)
                .bind("since", stuckSince)
                .execute();
    }

    private static Delivery delivery(ResultSet row, StatementContext context) throws SQLException {
        return new Delivery(
                row.getObject("id", UUID.class),
                row.getObject("enterprise_id", UUID.class),
                row.getObject("order_id", UUID.class),
                Delivery.Way.valueOf(row.getString("way")),
                row.getString("recipient"),
                row.getObject("made_by", UUID.class),
                Times.at(row, "made_at"),
                Times.maybe(row, "expires_at"),
                Delivery.State.valueOf(row.getString("state")),
                Times.maybe(row, "fetched_at"),
                Optional.ofNullable(row.getObject("bytes", Long.class)),
                Optional.ofNullable(row.getString("manifest")));
    }
}
