// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import dev.touchstone.app.campaign.Bilingual;
import dev.touchstone.app.classification.Industry;
import dev.touchstone.app.classification.Region;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.enterprise.CreditCode;
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
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// The rows of signatures and of their history.
final class PledgeStore {
    /// A signature about to be stored.
    record NewPledge(Pledge pledge, Pledge.Signer signer, Instant signedAt) {}

    void insert(Tx tx, List<NewPledge> pledges) {
        PreparedBatch batch =
                tx.sql()
                        .prepareBatch(
                                """
                                insert into pledge
                                  (id, campaign_id, enterprise_id, year, credit_code,
                                   enterprise_name_zh, enterprise_name_en, province, industry,
                                   text_version, text_hash, category, source, signer_name,
                                   signer_role, signed_on, signed_at, signed_by, state,
                                   state_since, statement)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                                   'SUBMITTED', ?, ?)
                                """);
        for (NewPledge one : pledges) {
            Pledge pledge = one.pledge();
            batch.add(
                    pledge.id(),
                    pledge.campaign(),
                    pledge.enterprise(),
                    pledge.year(),
                    pledge.creditCode().text(),
                    pledge.enterpriseName().zh(),
                    pledge.enterpriseName().en(),
                    pledge.province().code(),
                    pledge.industry().code(),
                    pledge.textVersion(),
                    pledge.textHash(),
                    pledge.category().name(),
                    pledge.paper() ? "PAPER" : "ONLINE",
                    one.signer().name(),
                    one.signer().role(),
                    pledge.signedOn(),
                    one.signedAt(),
                    pledge.signedBy(),
                    pledge.stateSince(),
                    pledge.statement());
        }
        try {
            batch.execute();
        } catch (UnableToExecuteStatementException e) {
            if (Database.breaksUnique(e, "pledge_once")) {
                throw new Refused(Code.ALREADY_SIGNED);
            }
            throw e;
        }
    }

    /// A signature and the way it goes.
    ///
    /// @param state the new state
    record Move(UUID pledge, PledgeState state, UUID statement) {}

    /// Brings signatures into new states, all of one kind.
    void move(Tx tx, List<Move> moves, UUID account, Instant at) {
        PreparedBatch batch =
                tx.sql()
                        .prepareBatch(
                                """
                                update pledge
                                set state = ?, reason = ?, state_since = ?, statement = ?,
                                    reviewed_by = coalesce(?::uuid, reviewed_by),
                                    published_by = coalesce(?::uuid, published_by),
                                    published_at = coalesce(?::timestamptz, published_at)
                                where id = ?
                                """);
        for (Move move : moves) {
            UUID reviewer = null;
            UUID publisher = null;
            Instant published = null;
            if (move.state() instanceof PledgeState.Approved(UUID by)) {
                reviewer = by;
            } else if (move.state() instanceof PledgeState.Published(UUID first, UUID second)) {
                reviewer = first;
                publisher = second;
                published = at;
            }
            batch.add(
                    move.state().code(),
                    reason(move.state()),
                    at,
                    move.statement(),
                    reviewer,
                    publisher,
                    published,
                    move.pledge());
        }
        batch.execute();
        note(tx, moves, account, at);
    }

    void note(Tx tx, List<Move> moves, UUID account, Instant at) {
        PreparedBatch batch =
                tx.sql()
                        .prepareBatch(
                                """
                                insert into pledge_history
                                  (pledge_id, at, state, reason, account, statement)
                                values (?, ?, ?, ?, ?, ?)
                                """);
        for (Move move : moves) {
            batch.add(
                    move.pledge(),
                    at,
                    move.state().code(),
                    reason(move.state()),
                    account,
                    move.statement());
        }
        batch.execute();
    }

    private static String reason(PledgeState state) {
        return switch (state) {
            case PledgeState.Refused(String why) -> why;
            case PledgeState.Withdrawn(String why) -> why;
            case PledgeState.Removed(String why) -> why;
            case PledgeState.Submitted(),
                    PledgeState.Approved _,
                    PledgeState.Published _,
                    PledgeState.Expired() ->
                    "";
        };
    }

    Optional<Pledge> find(Tx tx, UUID id) {
        return one(tx, "select * from pledge where id = :id", id);
    }

    Optional<Pledge> lock(Tx tx, UUID id) {
        return one(tx, "select * from pledge where id = :id for update", id);
    }

    private static Optional<Pledge> one(Tx tx, String sql, UUID id) {
        return tx.sql().createQuery(sql).bind("id", id).map(PledgeStore::pledge).findOne();
    }

    Optional<Pledge> of(Tx tx, UUID enterprise, UUID campaign) {
        return tx.sql()
                .createQuery(
                        """
                        select * from pledge
                        where enterprise_id = :enterprise and campaign_id = :campaign
                        """)
                .bind("enterprise", enterprise)
                .bind("campaign", campaign)
                .map(PledgeStore::pledge)
                .findOne();
    }

    List<Pledge> of(Tx tx, Collection<UUID> enterprises, UUID campaign) {
        return tx.sql()
                .createQuery(
                        """
                        select * from pledge
                        where enterprise_id = any(:enterprises) and campaign_id = :campaign
                        """)
                .bindArray("enterprises", UUID.class, enterprises.toArray())
                .bind("campaign", campaign)
                .map(PledgeStore::pledge)
                .list();
    }

    Optional<Pledge.Signer> signer(Tx tx, UUID id) {
        return tx.sql()
                .createQuery("select signer_name, signer_role from pledge where id = :id")
                .bind("id", id)
                .map((row, context) -> new Pledge.Signer(row.getString(1), row.getString(2)))
                .findOne();
    }

    /// Signatures of a campaign in one state, in the order of signing.
    List<Pledge> queue(Tx tx, UUID campaign, String state, Optional<UUID> after, int countMax) {
        Query query =
                tx.sql()
                        .createQuery(
                                "select * from pledge"
                                        + " where campaign_id = :campaign and state = :state"
                                        + (after.isPresent() ? " and id > :after" : "")
                                        + " order by id limit :max")
                        .bind("campaign", campaign)
                        .bind("state", state)
                        .bind("max", countMax);
        after.ifPresent(id -> query.bind("after", id));
        return query.map(PledgeStore::pledge).list();
    }

    /// The same, locked.
    List<Pledge> lockQueue(Tx tx, UUID campaign, String state, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select * from pledge where campaign_id = :campaign and state = :state
                        order by id limit :max for update
                        """)
                .bind("campaign", campaign)
                .bind("state", state)
                .bind("max", countMax)
                .map(PledgeStore::pledge)
                .list();
    }

    /// How many signatures of a campaign are in a state.
    int count(Tx tx, UUID campaign, String state) {
        return tx.sql()
                .createQuery(
                        """
                        select count(*) from pledge
                        where campaign_id = :campaign and state = :state
                        """)
                .bind("campaign", campaign)
                .bind("state", state)
                .mapTo(Integer.class)
                .one();
    }

    List<Pledge.Step> history(Tx tx, UUID id) {
        return tx.sql()
                .createQuery(
                        """
                        select at, state, reason, statement from pledge_history
                        where pledge_id = :id order by step
                        """)
                .bind("id", id)
                .map(
                        (row, context) ->
                                new Pledge.Step(
                                        Times.at(row, "at"),
                                        row.getString("state"),
                                        row.getString("reason"),
                                        row.getObject("statement", UUID.class)))
                .list();
    }

    static Pledge pledge(ResultSet row, StatementContext context) throws SQLException {
        return new Pledge(
                row.getObject("id", UUID.class),
                row.getObject("campaign_id", UUID.class),
                row.getObject("enterprise_id", UUID.class),
                row.getInt("year"),
                new CreditCode(row.getString("credit_code")),
                new Bilingual(
                        row.getString("enterprise_name_zh"), row.getString("enterprise_name_en")),
                Region.of(row.getString("province")),
                Industry.of(row.getString("industry")),
                row.getInt("text_version"),
                row.getString("text_hash"),
                Category.valueOf(row.getString("category")),
                row.getString("source").equals("PAPER"),
                row.getObject("signed_on", LocalDate.class),
                row.getObject("signed_by", UUID.class),
                state(row),
                Times.at(row, "state_since"),
                Times.maybe(row, "published_at"),
                row.getObject("statement", UUID.class));
    }

    private static PledgeState state(ResultSet row) throws SQLException {
        String reason = row.getString("reason");
        return switch (row.getString("state")) {
            case "SUBMITTED" -> new PledgeState.Submitted();
            case "APPROVED" -> new PledgeState.Approved(row.getObject("reviewed_by", UUID.class));
            case "PUBLISHED" ->
                    new PledgeState.Published(
                            row.getObject("reviewed_by", UUID.class),
                            row.getObject("published_by", UUID.class));
            case "REFUSED" -> new PledgeState.Refused(reason);
            case "WITHDRAWN" -> new PledgeState.Withdrawn(reason);
            case "REMOVED" -> new PledgeState.Removed(reason);
            case "EXPIRED" -> new PledgeState.Expired();
            default -> throw new IllegalStateException("state " + row.getString("state"));
        };
    }
}
