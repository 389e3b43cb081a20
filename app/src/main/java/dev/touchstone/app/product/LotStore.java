// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.product;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.LotNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// The rows of lots and of their history.
final class LotStore {
    private static final String SELECT =
            "select l.*, p.gtin from product_lot l join product p on p.id = l.product_id ";

    void insert(Tx tx, Lot lot, UUID account) {
        try {
            tx.sql()
                    .createUpdate(
                            """
                            insert into product_lot
                              (id, product_id, enterprise_id, number, produced_on, expires_on,
                               state, reason, state_since, registered_by, registered_at, statement)
                            values (:id, :product, :enterprise, :number, :produced, :expires,
                               :state, :reason, :since, :account, :since, :statement)
                            """)
                    .bind("id", lot.id())
                    .bind("product", lot.product())
                    .bind("enterprise", lot.enterprise())
                    .bind("number", lot.number().text())
                    .bind("produced", lot.producedOn())
                    .bind("expires", lot.expiresOn().orElse(null))
                    .bind("state", lot.state().name())
                    .bind("reason", lot.reason())
                    .bind("since", lot.stateSince())
                    .bind("account", account)
                    .bind("statement", lot.statement())
                    .execute();
        } catch (UnableToExecuteStatementException e) {
            if (Database.breaksUnique(e, "product_lot_number")) {
                throw new Refused(Code.LOT_TAKEN).at("number");
            }
            throw e;
        }
    }

    void change(Tx tx, UUID lot, UUID change, LotChange to, UUID account) {
        tx.sql()
                .createUpdate(
                        """
                        update product_lot
                        set state = :state, reason = :reason, state_since = :at,
                            statement = :statement
                        where id = :id
                        """)
                .bind("state", to.state().name())
                .bind("reason", to.reason())
                .bind("at", to.at())
                .bind("statement", to.statement())
                .bind("id", lot)
                .execute();
        note(tx, lot, change, to, account);
    }

    void note(Tx tx, UUID lot, UUID change, LotChange to, UUID account) {
        tx.sql()
                .createUpdate(
                        """
                        insert into product_lot_history
                          (lot_id, at, id, state, reason, account, statement)
                        values (:lot, :at, :id, :state, :reason, :account, :statement)
                        """)
                .bind("lot", lot)
                .bind("at", to.at())
                .bind("id", change)
                .bind("state", to.state().name())
                .bind("reason", to.reason())
                .bind("account", account)
                .bind("statement", to.statement())
                .execute();
    }

    List<LotChange> history(Tx tx, UUID lot) {
        return tx.sql()
                .createQuery(
                        """
                        select at, state, reason, statement from product_lot_history
                        where lot_id = :lot order by step
                        """)
                .bind("lot", lot)
                .map(
                        (row, context) ->
                                new LotChange(
                                        Times.at(row, "at"),
                                        LotState.valueOf(row.getString("state")),
                                        row.getString("reason"),
                                        row.getObject("statement", UUID.class)))
                .list();
    }

    Optional<Lot> find(Tx tx, UUID id) {
        return tx.sql()
                .createQuery(SELECT + "where l.id = :id")
                .bind("id", id)
                .map(LotStore::lot)
                .findOne();
    }

    Optional<Lot> find(Tx tx, UUID product, LotNumber number) {
        return select(tx, product, number, "").map(LotStore::lot).findOne();
    }

    /// The lot, its row locked until the transaction ends.
    Optional<Lot> lock(Tx tx, UUID product, LotNumber number) {
        return select(tx, product, number, " for update of l").map(LotStore::lot).findOne();
    }

    private static Query select(Tx tx, UUID product, LotNumber number, String end) {
        return tx.sql()
                .createQuery(SELECT + "where l.product_id = :product and l.number = :number" + end)
                .bind("product", product)
                .bind("number", number.text());
    }

    /// Lots of a product, latest first.
    List<Lot> list(Tx tx, UUID product, Optional<UUID> before, int countMax) {
        Query query =
                tx.sql()
                        .createQuery(
                                SELECT
                                        + "where l.product_id = :product"
                                        + (before.isPresent() ? " and l.id < :before" : "")
                                        + " order by l.id desc limit :max")
                        .bind("product", product)
                        .bind("max", countMax);
        before.ifPresent(id -> query.bind("before", id));
        return query.map(LotStore::lot).list();
    }

    List<Lot> recalled(Tx tx, UUID product, int countMax) {
        return tx.sql()
                .createQuery(
                        SELECT
                                + """
                                where l.product_id = :product and l.state = 'RECALLED'
                                order by l.state_since desc limit :max
                                """)
                .bind("product", product)
                .bind("max", countMax)
                .map(LotStore::lot)
                .list();
    }

    private static Lot lot(ResultSet row, StatementContext context) throws SQLException {
        return new Lot(
                row.getObject("id", UUID.class),
                row.getObject("product_id", UUID.class),
                row.getObject("enterprise_id", UUID.class),
                new Gtin(row.getString("gtin")),
                new LotNumber(row.getString("number")),
                row.getObject("produced_on", LocalDate.class),
                Optional.ofNullable(row.getObject("expires_on", LocalDate.class)),
                LotState.valueOf(row.getString("state")),
                row.getString("reason"),
                Times.at(row, "state_since"),
                row.getObject("statement", UUID.class));
    }
}
