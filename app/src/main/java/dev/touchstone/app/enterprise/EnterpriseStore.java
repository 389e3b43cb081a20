// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import dev.touchstone.app.classification.Industry;
import dev.touchstone.app.classification.Region;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// The rows of enterprises, their sites and their history.
final class EnterpriseStore {
    private static final int FETCH_ROWS = 1_000;

    /// An enterprise about to be stored.
    record NewEnterprise(UUID id, Registration registration, UUID statement) {}

    void insert(Tx tx, List<NewEnterprise> enterprises, UUID account, Instant at) {
        PreparedBatch batch =
                tx.sql()
                        .prepareBatch(
                                """
                                insert into enterprise
                                  (id, credit_code, name_zh, name_en, province, industry,
                                   size_class, state, check_explanation, legal_representative,
                                   registered_by, registered_at, statement)
                                values (?, ?, ?, ?, ?, ?, ?, 'APPLIED', ?, ?, ?, ?, ?)
                                """);
        for (NewEnterprise one : enterprises) {
            Registration said = one.registration();
            batch.add(
                    one.id(),
                    said.creditCode().text(),
                    said.nameZh(),
                    said.nameEn(),
                    said.province().code(),
                    said.industry().code(),
                    said.sizeClass().map(Enum::name).orElse(null),
                    said.checkExplanation().orElse(null),
                    said.legalRepresentative().orElse(null),
                    account,
                    at,
                    one.statement());
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

    void insertSites(Tx tx, List<Site> sites) {
        if (sites.isEmpty()) {
            return;
        }
        PreparedBatch batch =
                tx.sql()
                        .prepareBatch(
                                """
                                insert into enterprise_site (id, enterprise_id, name, province)
                                values (?, ?, ?, ?)
                                """);
        for (Site site : sites) {
            batch.add(site.id(), site.enterprise(), site.name(), site.province().code());
        }
        try {
            batch.execute();
        } catch (UnableToExecuteStatementException e) {
            if (Database.breaksUnique(e, "enterprise_site_name")) {
                throw new Refused(Code.CONFLICT).at("siteName");
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

    Optional<String> legalRepresentative(Tx tx, UUID id) {
        return tx.sql()
                .createQuery(
                        """
                        select legal_representative from enterprise
                        where id = :id and legal_representative is not null
                        """)
                .bind("id", id)
                .mapTo(String.class)
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

    List<Site> sites(Tx tx, Collection<UUID> enterprises) {
        return tx.sql()
                .createQuery(
                        """
                        select id, enterprise_id, name, province from enterprise_site
                        where enterprise_id = any(:enterprises) order by enterprise_id, id
                        """)
                .bindArray("enterprises", UUID.class, enterprises.toArray())
                .map(
                        (row, context) ->
                                new Site(
                                        row.getObject("id", UUID.class),
                                        row.getObject("enterprise_id", UUID.class),
                                        row.getString("name"),
                                        Region.of(row.getString("province"))))
                .list();
    }

    List<Enterprise> list(
            Tx tx, EnterpriseFilter filter, boolean all, Optional<UUID> after, int countMax) {
        return select(tx, filter, all, after, Optional.of(countMax))
                .map(EnterpriseStore::enterprise)
                .list();
    }

    void each(Tx tx, EnterpriseFilter filter, boolean all, Consumer<Enterprise> each) {
        try (Stream<Enterprise> rows =
                select(tx, filter, all, Optional.empty(), Optional.empty())
                        .setFetchSize(FETCH_ROWS)
                        .map(EnterpriseStore::enterprise)
                        .stream()) {
            rows.forEach(each);
        }
    }

    private static Query select(
            Tx tx,
            EnterpriseFilter filter,
            boolean all,
            Optional<UUID> after,
            Optional<Integer> max) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        Map<String, Object> values = new LinkedHashMap<>();
        if (!all) {
            conditions.add("state <> 'APPLIED'");
        }
        filter.text()
                .ifPresent(
                        text -> {
                            conditions.add(
                                    """
                                    (lower(name_zh || ' ' || name_en) like :fragment
                                     or credit_code = :code)
                                    """);
                            values.put("fragment", "%" + like(text.toLowerCase(Locale.ROOT)) + "%");
                            values.put("code", text.toUpperCase(Locale.ROOT));
                        });
        filter.province()
                .ifPresent(
                        province -> {
                            conditions.add("province = :province");
                            values.put("province", province.code());
                        });
        filter.industry()
                .ifPresent(
                        industry -> {
                            conditions.add("industry = :industry");
                            values.put("industry", industry.code());
                        });
        filter.state()
                .ifPresent(
                        state -> {
                            conditions.add("state = :state");
                            values.put("state", state.name());
                        });
        after.ifPresent(
                id -> {
                    conditions.add("id > :after");
                    values.put("after", id);
                });
        max.ifPresent(count -> values.put("max", count));
        String sql =
                "select * from enterprise where "
                        + String.join(" and ", conditions)
                        + " order by id"
                        + (max.isPresent() ? " limit :max" : "");
        Query query = tx.sql().createQuery(sql);
        values.forEach(query::bind);
        return query;
    }

    private static String like(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static Enterprise enterprise(ResultSet row, StatementContext context)
            throws SQLException {
        return new Enterprise(
                row.getObject("id", UUID.class),
                new CreditCode(row.getString("credit_code")),
                row.getString("name_zh"),
                row.getString("name_en"),
                Region.of(row.getString("province")),
                Industry.of(row.getString("industry")),
                Optional.ofNullable(row.getString("size_class")).map(SizeClass::valueOf),
                EnterpriseState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("accepted_despite_check")),
                row.getObject("registered_by", UUID.class),
                Times.at(row, "registered_at"),
                Times.maybe(row, "verified_at"),
                row.getObject("statement", UUID.class));
    }
}
