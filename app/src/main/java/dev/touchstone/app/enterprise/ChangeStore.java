// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import dev.touchstone.app.classification.Place;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.enterprise.EnterpriseChanges.FormerName;
import dev.touchstone.app.enterprise.EnterpriseChanges.Merger;
import dev.touchstone.app.enterprise.EnterpriseChanges.Step;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.statement.Update;

/// The rows of what changes about an enterprise: persons, names, mergers, sites, history.
final class ChangeStore {
    Optional<EnterpriseStore.Sealed> persons(Tx tx, UUID id) {
        return tx.sql()
                .createQuery("select persons from enterprise where id = :id and persons notnull")
                .bind("id", id)
                .map((row, context) -> new EnterpriseStore.Sealed(row.getBytes(1)))
                .findOne();
    }

    Optional<String> plainPerson(Tx tx, UUID id) {
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

    /// Stores the sealed persons, and empties the column in the open.
    void persons(Tx tx, UUID id, Optional<byte[]> sealed) {
        Update update =
                tx.sql()
                        .createUpdate(
                                """
                                update enterprise
                                set persons = :persons, legal_representative = null
                                where id = :id
                                """)
                        .bind("id", id);
        update.bindByType("persons", sealed.orElse(null), byte[].class);
        update.execute();
    }

    List<UUID> lockPlain(Tx tx, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select id from enterprise where legal_representative is not null
                        order by id limit :max for update
                        """)
                .bind("max", countMax)
                .mapTo(UUID.class)
                .list();
    }

    void rename(Tx tx, Enterprise before, String nameZh, String nameEn, Instant at, UUID stated) {
        tx.sql()
                .createUpdate(
                        """
                        insert into enterprise_name
                          (enterprise_id, name_zh, name_en, until, statement)
                        values (:id, :zh, :en, :at, :statement)
                        """)
                .bind("id", before.id())
                .bind("zh", before.nameZh())
                .bind("en", before.nameEn())
                .bind("at", at)
                .bind("statement", stated)
                .execute();
        tx.sql()
                .createUpdate(
                        """
                        update enterprise
                        set name_zh = :zh, name_en = :en, statement = :statement,
                            former_names = (
                              select string_agg(n.name_zh || ' ' || n.name_en, ' ' order by n.step)
                              from enterprise_name n where n.enterprise_id = :id)
                        where id = :id
                        """)
                .bind("id", before.id())
                .bind("zh", nameZh)
                .bind("en", nameEn)
                .bind("statement", stated)
                .execute();
        tx.sql()
                .createUpdate(
                        """
                        update enterprise
                        set pairs = enterprise_pairs(
                          lower(name_zh || ' ' || name_en || ' ' || former_names))
                        where id = :id
                        """)
                .bind("id", before.id())
                .execute();
    }

    List<FormerName> names(Tx tx, UUID id) {
        return tx.sql()
                .createQuery(
                        """
                        select name_zh, name_en, until, statement from enterprise_name
                        where enterprise_id = :id order by step desc
                        """)
                .bind("id", id)
                .map(
                        (row, context) ->
                                new FormerName(
                                        row.getString("name_zh"),
                                        row.getString("name_en"),
                                        Times.at(row, "until"),
                                        row.getObject("statement", UUID.class)))
                .list();
    }

    void propose(Tx tx, Merger merger) {
        try {
            tx.sql()
                    .createUpdate(
                            """
                            insert into enterprise_merger
                              (enterprise_id, id, into_id, reason, state, proposed_by, proposed_at)
                            values (:enterprise, :id, :into, :reason, 'PROPOSED', :by, :at)
                            """)
                    .bind("enterprise", merger.enterprise())
                    .bind("id", merger.id())
                    .bind("into", merger.into())
                    .bind("reason", merger.reason())
                    .bind("by", merger.proposedBy())
                    .bind("at", merger.proposedAt())
                    .execute();
        } catch (UnableToExecuteStatementException e) {
            if (Database.breaksUnique(e, "enterprise_merger_open")) {
                throw new Refused(Code.CONFLICT);
            }
            throw e;
        }
    }

    Optional<Merger> openMerger(Tx tx, UUID enterprise) {
        return tx.sql()
                .createQuery(
                        """
                        select * from enterprise_merger
                        where enterprise_id = :enterprise and state = 'PROPOSED'
                        """)
                .bind("enterprise", enterprise)
                .map(ChangeStore::merger)
                .findOne();
    }

    void decide(Tx tx, Merger merger, String state, UUID account, Instant at) {
        tx.sql()
                .createUpdate(
                        """
                        update enterprise_merger
                        set state = :state, decided_by = :account, decided_at = :at
                        where enterprise_id = :enterprise and id = :id
                        """)
                .bind("state", state)
                .bind("account", account)
                .bind("at", at)
                .bind("enterprise", merger.enterprise())
                .bind("id", merger.id())
                .execute();
    }

    void merge(Tx tx, UUID id, UUID into, UUID statement) {
        tx.sql()
                .createUpdate(
                        """
                        update enterprise
                        set state = 'CLOSED', merged_into = :into, statement = :statement
                        where id = :id
                        """)
                .bind("id", id)
                .bind("into", into)
                .bind("statement", statement)
                .execute();
    }

    List<Step> history(Tx tx, UUID id, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select at, what, account, reason from enterprise_history
                        where enterprise_id = :id order by step desc limit :max
                        """)
                .bind("id", id)
                .bind("max", countMax)
                .map(
                        (row, context) ->
                                new Step(
                                        Times.at(row, "at"),
                                        row.getString("what"),
                                        row.getObject("account", UUID.class),
                                        row.getString("reason")))
                .list();
    }

    void insertSites(Tx tx, List<Site> sites) {
        if (sites.isEmpty()) {
            return;
        }
        PreparedBatch batch =
                tx.sql()
                        .prepareBatch(
                                """
                                insert into enterprise_site
                                  (id, enterprise_id, name, province, place)
                                values (?, ?, ?, ?, ?)
                                """);
        for (Site site : sites) {
            batch.add(
                    site.id(),
                    site.enterprise(),
                    site.name(),
                    site.province().code(),
                    site.place().code());
        }
        try {
            batch.execute();
        } catch (UnableToExecuteStatementException e) {
            throw nameTaken(e);
        }
    }

    void site(Tx tx, Site site) {
        try {
            tx.sql()
                    .createUpdate(
                            """
                            update enterprise_site set name = :name, closed_on = :closed
                            where enterprise_id = :enterprise and id = :id
                            """)
                    .bind("name", site.name())
                    .bindByType("closed", site.closedOn().orElse(null), LocalDate.class)
                    .bind("enterprise", site.enterprise())
                    .bind("id", site.id())
                    .execute();
        } catch (UnableToExecuteStatementException e) {
            throw nameTaken(e);
        }
    }

    private static RuntimeException nameTaken(UnableToExecuteStatementException e) {
        return Database.breaksUnique(e, "enterprise_site_name")
                ? new Refused(Code.CONFLICT).at("siteName")
                : e;
    }

    List<Site> sites(Tx tx, Collection<UUID> enterprises) {
        return tx.sql()
                .createQuery(
                        """
                        select id, enterprise_id, name, coalesce(place, province) as place,
                               closed_on
                        from enterprise_site
                        where enterprise_id = any(:enterprises) order by enterprise_id, id
                        """)
                .bindArray("enterprises", UUID.class, enterprises.toArray())
                .map(
                        (row, context) ->
                                new Site(
                                        row.getObject("id", UUID.class),
                                        row.getObject("enterprise_id", UUID.class),
                                        row.getString("name"),
                                        Place.of(row.getString("place")),
                                        Optional.ofNullable(
                                                row.getObject("closed_on", LocalDate.class))))
                .list();
    }

    private static Merger merger(ResultSet row, StatementContext context) throws SQLException {
        return new Merger(
                row.getObject("id", UUID.class),
                row.getObject("enterprise_id", UUID.class),
                row.getObject("into_id", UUID.class),
                row.getString("reason"),
                row.getObject("proposed_by", UUID.class),
                Times.at(row, "proposed_at"));
    }
}
