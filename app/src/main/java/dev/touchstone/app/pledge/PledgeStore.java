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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
                                   state_since, expires_at, consent_version, statement)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                                   'SUBMITTED', ?, ?, ?, ?)
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
                    pledge.expiresAt(),
                    pledge.paper() ? null : Signatures.CONSENT_VERSION,
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
    /// @param event what is done
    /// @param state the new state
    record Move(UUID pledge, PledgeEvent event, PledgeState state, UUID statement) {}

    /// Brings signatures into new states.
    ///
    /// @param account who does it; empty for the clock
    void move(Tx tx, List<Move> moves, Optional<UUID> account, Instant at) {
        PreparedBatch batch =
                tx.sql()
                        .prepareBatch(
                                """
                                update pledge
                                set state_since = case when state = ? then state_since else ? end,
                                    state = ?, statement = ?, reason = ?, reason_code = ?,
                                    reviewed_by = case when ? then null
                                      else coalesce(?::uuid, reviewed_by) end,
                                    published_by = case when ? then null
                                      else coalesce(?::uuid, published_by) end,
                                    published_at = coalesce(published_at, ?::timestamptz),
                                    ended_by = ?::uuid, appeal_state = ?,
                                    appeal_until = coalesce(?::timestamptz, appeal_until),
                                    appeal_at = ?::timestamptz, appeal_by = ?::uuid,
                                    appeal_text = ?
                                where id = ?
                                """);
        for (Move move : moves) {
            PledgeState to = move.state();
            boolean again = to instanceof PledgeState.Submitted;
            PledgeStateStore columns = PledgeStateStore.of(to);
            batch.add(
                    to.code(),
                    at,
                    to.code(),
                    move.statement(),
                    columns.reason(),
                    columns.reasonCode(),
                    again,
                    columns.reviewer(),
                    again,
                    columns.publisher(),
                    to instanceof PledgeState.Published ? at : null,
                    columns.endedBy(),
                    columns.appealState(),
                    columns.appealUntil(),
                    columns.appealAt(),
                    columns.appealBy(),
                    columns.appealText(),
                    move.pledge());
        }
        batch.execute();
        List<Noted> steps = new ArrayList<>();
        for (Move move : moves) {
            String step = move.event().step(move.state());
            steps.add(new Noted(move.pledge(), step, said(move), move.statement()));
        }
        note(tx, steps, account, at);
    }

    /// What is kept of a step in words. What an enterprise writes in an appeal is for those who
    /// decide it, not for the roll.
    private static String said(Move move) {
        return switch (move.event()) {
            case PledgeEvent.Refuse(UUID _, Reason reason, Instant _) -> reason.text();
            case PledgeEvent.Withdraw(Reason reason) -> reason.text();
            case PledgeEvent.Remove(UUID _, Reason reason, Instant _) -> reason.text();
            case PledgeEvent.Uphold uphold -> uphold.text();
            case PledgeEvent.Overturn overturn -> overturn.text();
            case PledgeEvent.Approve _,
                    PledgeEvent.TakeBack _,
                    PledgeEvent.Publish _,
                    PledgeEvent.Appeal _,
                    PledgeEvent.Expire() ->
                    "";
        };
    }

    private record Noted(UUID pledge, String step, String reason, UUID statement) {}

    /// Notes the first step of new signatures.
    void noteSigned(Tx tx, List<NewPledge> pledges, UUID account) {
        List<Noted> steps = new ArrayList<>();
        for (NewPledge one : pledges) {
            Pledge pledge = one.pledge();
            steps.add(new Noted(pledge.id(), pledge.state().code(), "", pledge.statement()));
        }
        note(tx, steps, Optional.of(account), pledges.getFirst().signedAt());
    }

    private static void note(Tx tx, List<Noted> steps, Optional<UUID> account, Instant at) {
        PreparedBatch batch =
                tx.sql()
                        .prepareBatch(
                                """
                                insert into pledge_history
                                  (pledge_id, at, state, reason, account, statement)
                                values (?, ?, ?, ?, ?::uuid, ?)
                                """);
        for (Noted one : steps) {
            batch.add(
                    one.pledge(),
                    at,
                    one.step(),
                    one.reason(),
                    account.orElse(null),
                    one.statement());
        }
        batch.execute();
    }

    /// Everybody who signed, reviewed, published or decided.
    Set<UUID> involved(Tx tx, UUID id) {
        return Set.copyOf(
                tx.sql()
                        .createQuery(
                                """
                                select distinct account from pledge_history
                                where pledge_id = :id and account is not null
                                """)
                        .bind("id", id)
                        .mapTo(UUID.class)
                        .list());
    }

    /// Published signatures whose time is over, locked.
    List<Pledge> lockDue(Tx tx, Instant now, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select * from pledge where state = 'PUBLISHED' and expires_at <= :now
                        order by expires_at limit :max for update skip locked
                        """)
                .bind("now", now)
                .bind("max", countMax)
                .map(PledgeStore::pledge)
                .list();
    }

    /// How many signatures of a campaign are in each state.
    Map<String, Integer> counts(Tx tx, UUID campaign) {
        Map<String, Integer> counts = new HashMap<>();
        tx.sql()
                .createQuery(
                        """
                        select case when appeal_state = 'OPEN' then 'APPEALED' else state end
                                 as word, count(*)::int as n
                        from pledge where campaign_id = :campaign group by 1
                        """)
                .bind("campaign", campaign)
                .map((row, context) -> Map.entry(row.getString("word"), row.getInt("n")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /// Signatures of a campaign whose appeal waits.
    List<Pledge> appealed(Tx tx, UUID campaign, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select * from pledge where campaign_id = :campaign and appeal_state = 'OPEN'
                        order by appeal_at limit :max
                        """)
                .bind("campaign", campaign)
                .bind("max", countMax)
                .map(PledgeStore::pledge)
                .list();
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

    Optional<Integer> consent(Tx tx, UUID id) {
        return tx.sql()
                .createQuery(
                        """
                        select consent_version from pledge
                        where id = :id and consent_version is not null
                        """)
                .bind("id", id)
                .mapTo(Integer.class)
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
    List<Pledge> lockQueue(Tx tx, UUID campaign, String state, UUID after, int max) {
        return tx.sql()
                .createQuery(
                        "select * from pledge where campaign_id = ? and state = ? and id > ?"
                                + " order by id limit ? for update")
                .bind(0, campaign)
                .bind(1, state)
                .bind(2, after)
                .bind(3, max)
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
                        select at, state, reason, account, statement from pledge_history
                        where pledge_id = :id order by step
                        """)
                .bind("id", id)
                .map(
                        (row, context) ->
                                new Pledge.Step(
                                        Times.at(row, "at"),
                                        row.getString("state"),
                                        row.getString("reason"),
                                        Optional.ofNullable(row.getObject("account", UUID.class)),
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
                PledgeStateStore.state(row),
                Times.at(row, "state_since"),
                Times.maybe(row, "published_at"),
                Times.at(row, "expires_at"),
                row.getObject("statement", UUID.class));
    }
}
