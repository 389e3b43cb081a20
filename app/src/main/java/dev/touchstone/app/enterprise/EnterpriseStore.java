// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import dev.touchstone.app.classification.Division;
import dev.touchstone.app.classification.Industry;
import dev.touchstone.app.classification.Place;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// The rows of enterprises, and their history.
final class EnterpriseStore {
    /// An enterprise about to be stored.
    record NewEnterprise(
            UUID id, Registration registration, Optional<Sealed> persons, UUID statement) {}

    /// What is stored of persons.
    @SuppressWarnings("ArrayRecordComponent")
    record Sealed(byte[] bytes) {}

    void insert(Tx tx, List<NewEnterprise> enterprises, UUID account, Instant at) {
        PreparedBatch batch =
                tx.sql()
                        .prepareBatch(
                                """
                                insert into enterprise
                                  (id, credit_code, name_zh, name_en, province, seat, industry,
                                   division, size_class, state, check_explanation, persons,
                                   registered_by, registered_at, statement, pairs)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'APPLIED', ?, ?, ?, ?, ?,
                                  cast(? as integer[]))
                                """);
        for (NewEnterprise one : enterprises) {
            Registration said = one.registration();
            batch.add(
                    one.id(),
                    said.creditCode().text(),
                    said.nameZh(),
                    said.nameEn(),
                    said.province().code(),
                    said.seat().code(),
                    said.industry().code(),
                    said.division().map(Division::code).orElse(null),
                    said.sizeClass().map(Enum::name).orElse(null),
                    said.checkExplanation().orElse(null),
                    one.persons().map(Sealed::bytes).orElse(null),
                    account,
                    at,
                    one.statement(),
                    SearchStore.column(said.nameZh(), said.nameEn()));
        }
        try {
            batch.execute();
        } catch (UnableToExecuteStatementException e) {
            if (Database.breaksUnique(e, "enterprise_credit_code")) {
                throw new Refused(Code.CREDIT_CODE_TAKEN).at("creditCode");
            }
            throw e;
        }
    }

    /// One thing that happened to an entry.
    record Event(UUID id, UUID enterprise, String what, String reason) {}

    void note(Tx tx, List<Event> events, UUID account, Instant at) {
        PreparedBatch batch =
                tx.sql()
                        .prepareBatch(
                                """
                                insert into enterprise_history
                                  (enterprise_id, at, id, what, account, reason)
                                values (?, ?, ?, ?, ?, ?)
                                """);
        for (Event event : events) {
            batch.add(event.enterprise(), at, event.id(), event.what(), account, event.reason());
        }
        batch.execute();
    }

    Optional<Enterprise> find(Tx tx, UUID id) {
        return tx.sql()
                .createQuery("select * from enterprise where id = :id")
                .bind("id", id)
                .map(EnterpriseStore::enterprise)
                .findOne();
    }

    /// The enterprise, its row locked until the transaction ends.
    Optional<Enterprise> lock(Tx tx, UUID id) {
        return tx.sql()
                .createQuery("select * from enterprise where id = :id for update")
                .bind("id", id)
                .map(EnterpriseStore::enterprise)
                .findOne();
    }

    List<Enterprise> withCodes(Tx tx, Collection<String> creditCodes) {
        return tx.sql()
                .createQuery("select * from enterprise where credit_code = any(:codes)")
                .bindArray("codes", String.class, creditCodes.toArray())
                .map(EnterpriseStore::enterprise)
                .list();
    }

    /// Those that wait for a second person other than the account, except codes whose check digit
    /// does not fit; locked.
    List<Enterprise> lockWaiting(Tx tx, UUID account, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select * from enterprise
                        where state = 'APPLIED' and registered_by <> :account
                          and check_explanation is null
                        order by id limit :max for update
                        """)
                .bind("account", account)
                .bind("max", countMax)
                .map(EnterpriseStore::enterprise)
                .list();
    }

    void verify(
            Tx tx, List<UUID> ids, List<UUID> statements, UUID account, String reason, Instant at) {
        tx.sql()
                .createUpdate(
                        """
                        update enterprise e
                        set state = 'VERIFIED', verified_by = :account, verified_at = :at,
                            accepted_despite_check = nullif(:reason, ''),
                            statement = v.statement
                        from unnest(:ids, :statements) as v (id, statement)
                        where e.id = v.id
                        """)
                .bind("account", account)
                .bind("at", at)
                .bind("reason", reason)
                .bindArray("ids", UUID.class, ids.toArray())
                .bindArray("statements", UUID.class, statements.toArray())
                .execute();
    }

    void state(Tx tx, UUID id, EnterpriseState state, UUID statement) {
        tx.sql()
                .createUpdate(
                        """
                        update enterprise set state = :state, statement = :statement where id = :id
                        """)
                .bind("state", state.name())
                .bind("statement", statement)
                .bind("id", id)
                .execute();
    }

    /// The enterprise of a row with every column. Rows from before the seat was told have none.
    static Enterprise enterprise(ResultSet row, StatementContext context) throws SQLException {
        String seat = row.getString("seat");
        return new Enterprise(
                row.getObject("id", UUID.class),
                new CreditCode(row.getString("credit_code")),
                row.getString("name_zh"),
                row.getString("name_en"),
                Place.of(seat == null ? row.getString("province") : seat),
                Industry.of(row.getString("industry")),
                Optional.ofNullable(row.getString("division")).map(Division::of),
                Optional.ofNullable(row.getString("size_class")).map(SizeClass::valueOf),
                EnterpriseState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("accepted_despite_check")),
                row.getObject("registered_by", UUID.class),
                Times.at(row, "registered_at"),
                Times.maybe(row, "verified_at"),
                Optional.ofNullable(row.getObject("merged_into", UUID.class)),
                row.getObject("statement", UUID.class));
    }
}
