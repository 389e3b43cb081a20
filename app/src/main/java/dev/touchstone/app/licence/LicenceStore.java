// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.licence;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.gs1.Gtin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of licences.
final class LicenceStore {
    private static final String SELECT =
            """
            select l.*, (
              select array_agg(p.gtin order by p.gtin) from licence_product lp
              join facts_product p on p.product_id = lp.product_id
              where lp.enterprise_id = l.enterprise_id and lp.licence_id = l.id) as gtins
            from licence l\
            """;

    void insert(Tx tx, Licence licence, List<UUID> products) {
        tx.sql()
                .createUpdate(
                        """
                        insert into licence
                          (enterprise_id, id, kind, campaign_id, quantity, valid_from, valid_until,
                           state, basis, rules, applied_by, applied_at)
                        values (:enterprise, :id, :kind, :campaign, :quantity, :from, :until,
                                :state, :basis, :rules, :account, :at)
                        """)
                .bind("enterprise", licence.enterprise())
                .bind("id", licence.id())
                .bind("kind", licence.terms().kind().name())
                .bind("campaign", licence.terms().campaign().orElse(null))
                .bind("quantity", licence.terms().quantity())
                .bind("from", licence.terms().from())
                .bind("until", licence.terms().until())
                .bind("state", licence.state().name())
                .bind("basis", licence.basis())
                .bind("rules", licence.rules())
                .bind("account", licence.appliedBy())
                .bind("at", licence.appliedAt())
                .execute();
        tx.sql()
                .createUpdate(
                        """
                        insert into licence_product (enterprise_id, licence_id, product_id)
                        select :enterprise, :id, unnest(:products)
                        """)
                .bind("enterprise", licence.enterprise())
                .bind("id", licence.id())
                .bind("products", products.toArray(UUID[]::new))
                .execute();
    }

    Optional<Licence> find(Tx tx, UUID id) {
        return tx.sql()
                .createQuery(SELECT + " where l.id = :id")
                .bind("id", id)
                .map(LicenceStore::licence)
                .findOne();
    }

    Optional<Licence> lock(Tx tx, UUID id) {
        return tx.sql()
                .createQuery(SELECT + " where l.id = :id for update of l")
                .bind("id", id)
                .map(LicenceStore::licence)
                .findOne();
    }

    /// Licences of an enterprise that name a product, locked, oldest first.
    List<Licence> lockFor(Tx tx, UUID enterprise, UUID product) {
        return tx.sql()
                .createQuery(
                        SELECT
                                + """
                                 where l.enterprise_id = :enterprise and l.id in (
                                  select licence_id from licence_product
                                  where enterprise_id = :enterprise and product_id = :product)
                                order by l.id for update of l
                                """)
                .bind("enterprise", enterprise)
                .bind("product", product)
                .map(LicenceStore::licence)
                .list();
    }

    List<Licence> of(Tx tx, UUID enterprise, int countMax) {
        return tx.sql()
                .createQuery(
                        SELECT
                                + " where l.enterprise_id = :enterprise"
                                + " order by l.id desc limit :max")
                .bind("enterprise", enterprise)
                .bind("max", countMax)
                .map(LicenceStore::licence)
                .list();
    }

    /// All licences in a state, latest first.
    List<Licence> in(Tx tx, Licence.State state, Optional<UUID> before, int countMax) {
        return tx.sql()
                .createQuery(
                        SELECT
                                + """
                                 where l.state = :state and l.id < coalesce(
                                  :before, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
                                order by l.id desc limit :max
                                """)
                .bind("state", state.name())
                .bindByType("before", before.orElse(null), UUID.class)
                .bind("max", countMax)
                .map(LicenceStore::licence)
                .list();
    }

    /// Licences whose period is over, locked.
    List<Licence> lockOver(Tx tx, LocalDate today, int countMax) {
        return tx.sql()
                .createQuery(
                        SELECT
                                + """
                                 where l.state in ('GRANTED', 'SUSPENDED')
                                  and l.valid_until < :today
                                order by l.id limit :max for update of l skip locked
                                """)
                .bind("today", today)
                .bind("max", countMax)
                .map(LicenceStore::licence)
                .list();
    }

    void use(Tx tx, Licence licence, int count) {
        tx.sql()
                .createUpdate(
                        """
                        update licence set used = used + :count
                        where enterprise_id = :enterprise and id = :id
                        """)
                .bind("count", count)
                .bind("enterprise", licence.enterprise())
                .bind("id", licence.id())
                .execute();
    }

    void to(Tx tx, Licence licence, Licence.State state, String basis) {
        tx.sql()
                .createUpdate(
                        """
                        update licence set state = :state, basis = :basis
                        where enterprise_id = :enterprise and id = :id
                        """)
                .bind("state", state.name())
                .bind("basis", basis)
                .bind("enterprise", licence.enterprise())
                .bind("id", licence.id())
                .execute();
    }

    void step(Tx tx, Licence licence, Licence.Step step) {
        tx.sql()
                .createUpdate(
                        """
                        insert into licence_step
                          (enterprise_id, licence_id, number, state, reason, done_by, done_at,
                           statement)
                        select :enterprise, :licence, count(*) + 1, :state, :reason, :by, :at,
                               :statement
                        from licence_step
                        where enterprise_id = :enterprise and licence_id = :licence
                        """)
                .bind("enterprise", licence.enterprise())
                .bind("licence", licence.id())
                .bind("state", step.state().name())
                .bind("reason", step.reason())
                .bindByType("by", step.by().orElse(null), UUID.class)
                .bind("at", step.at())
                .bindByType("statement", step.statement().orElse(null), UUID.class)
                .execute();
    }

    List<Licence.Step> steps(Tx tx, Licence licence) {
        return tx.sql()
                .createQuery(
                        """
                        select * from licence_step
                        where enterprise_id = :enterprise and licence_id = :licence
                        order by number
                        """)
                .bind("enterprise", licence.enterprise())
                .bind("licence", licence.id())
                .map(
                        (row, context) ->
                                new Licence.Step(
                                        Licence.State.valueOf(row.getString("state")),
                                        row.getString("reason"),
                                        Optional.ofNullable(row.getObject("done_by", UUID.class)),
                                        Times.at(row, "done_at"),
                                        Optional.ofNullable(
                                                row.getObject("statement", UUID.class))))
                .list();
    }

    private static Licence licence(ResultSet row, StatementContext context) throws SQLException {
        List<Gtin> products = new ArrayList<>();
        for (Object gtin : (Object[]) row.getArray("gtins").getArray()) {
            products.add(new Gtin(String.valueOf(gtin)));
        }
        return new Licence(
                row.getObject("id", UUID.class),
                row.getObject("enterprise_id", UUID.class),
                new Licence.Terms(
                        Licence.Kind.valueOf(row.getString("kind")),
                        Optional.ofNullable(row.getObject("campaign_id", UUID.class)),
                        products,
                        row.getLong("quantity"),
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_until", LocalDate.class)),
                row.getLong("used"),
                Licence.State.valueOf(row.getString("state")),
                row.getString("basis"),
                row.getString("rules"),
                row.getObject("applied_by", UUID.class),
                Times.at(row, "applied_at"));
    }
}
