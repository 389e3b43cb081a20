// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.application;

import dev.touchstone.app.classification.Division;
import dev.touchstone.app.classification.Industry;
import dev.touchstone.app.classification.Place;
import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.enterprise.CreditCode;
import dev.touchstone.app.enterprise.SizeClass;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of applications.
final class ApplicationStore {
    /// A row: the application, and the entry that was made of it.
    record Row(Application application, Optional<UUID> enterprise) {}

    void insert(Tx tx, Application one, byte[] followHash, byte[] persons) {
        tx.sql()
                .createUpdate(
                        """
                        insert into application (id, number, follow_hash, credit_code, name_zh,
                          name_en, seat, industry, division, size_class, check_explanation,
                          persons, state, received_at)
                        values (:id, :number, :follow, :code, :zh, :en, :seat, :industry,
                          :division, :size, :explanation, :persons, 'RECEIVED', :at)
                        """)
                .bind("id", one.id())
                .bind("number", one.number())
                .bind("follow", followHash)
                .bind("code", one.creditCode().text())
                .bind("zh", one.nameZh())
                .bind("en", one.nameEn())
                .bind("seat", one.seat().code())
                .bind("industry", one.industry().code())
                .bind("division", one.division().map(Division::code).orElse(null))
                .bind("size", one.sizeClass().map(Enum::name).orElse(null))
                .bind("explanation", one.checkExplanation().orElse(null))
                .bind("persons", persons)
                .bind("at", one.receivedAt())
                .execute();
    }

    int waiting(Tx tx) {
        return tx.sql()
                .createQuery("select count(*) from application where state = 'RECEIVED'")
                .mapTo(Integer.class)
                .one();
    }

    Optional<Row> byFollowHash(Tx tx, byte[] followHash) {
        return tx.sql()
                .createQuery("select * from application where follow_hash = :hash")
                .bind("hash", followHash)
                .map(ApplicationStore::row)
                .findOne();
    }

    Optional<Row> lock(Tx tx, UUID id) {
        return tx.sql()
                .createQuery("select * from application where id = :id for update")
                .bind("id", id)
                .map(ApplicationStore::row)
                .findOne();
    }

    byte[] persons(Tx tx, UUID id) {
        return tx.sql()
                .createQuery("select persons from application where id = :id")
                .bind("id", id)
                .mapTo(byte[].class)
                .one();
    }

    List<Row> list(Tx tx, Application.State state, Optional<UUID> after, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select * from application
                        where state = :state and (cast(:after as uuid) is null or id > :after)
                        order by id limit :max
                        """)
                .bind("state", state.name())
                .bindByType("after", after.orElse(null), UUID.class)
                .bind("max", countMax)
                .map(ApplicationStore::row)
                .list();
    }

    /// Its persons are in the registry from now on.
    void registered(Tx tx, UUID id, UUID enterprise, UUID account, Instant at) {
        tx.sql()
                .createUpdate(
                        """
                        update application
                        set state = 'REGISTERED', enterprise_id = :enterprise, persons = null,
                            decided_by = :account, decided_at = :at
                        where id = :id
                        """)
                .bind("id", id)
                .bind("enterprise", enterprise)
                .bind("account", account)
                .bind("at", at)
                .execute();
    }

    void refused(Tx tx, UUID id, String reason, UUID account, Instant at) {
        tx.sql()
                .createUpdate(
                        """
                        update application
                        set state = 'REFUSED', reason = :reason, decided_by = :account,
                            decided_at = :at
                        where id = :id
                        """)
                .bind("id", id)
                .bind("reason", reason)
                .bind("account", account)
                .bind("at", at)
                .execute();
    }

    int dropPersons(Tx tx, Instant refusedBefore, int countMax) {
        return tx.sql()
                .createUpdate(
                        """
                        update application set persons = null
                        where id in (
                          select id from application
                          where state = 'REFUSED' and persons is not null and decided_at < :before
                          limit :max)
                        """)
                .bind("before", refusedBefore)
                .bind("max", countMax)
                .execute();
    }

    private static Row row(ResultSet row, StatementContext context) throws SQLException {
        Application application =
                new Application(
                        row.getObject("id", UUID.class),
                        row.getString("number"),
                        new CreditCode(row.getString("credit_code")),
                        row.getString("name_zh"),
                        row.getString("name_en"),
                        Place.of(row.getString("seat")),
                        Industry.of(row.getString("industry")),
                        Optional.ofNullable(row.getString("division")).map(Division::of),
                        Optional.ofNullable(row.getString("size_class")).map(SizeClass::valueOf),
                        Optional.ofNullable(row.getString("check_explanation")),
                        Application.State.valueOf(row.getString("state")),
                        row.getString("reason"),
                        Times.at(row, "received_at"),
                        Optional.empty());
        UUID enterprise = row.getObject("enterprise_id", UUID.class);
        return new Row(application, Optional.ofNullable(enterprise));
    }
}
