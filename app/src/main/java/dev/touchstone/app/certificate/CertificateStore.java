// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import dev.touchstone.app.certificate.Certificate.Two;
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

/// The rows of certificates, their numbers and their history.
final class CertificateStore {
    /// Takes the next numbers of a year; the row stays locked until the transaction ends, so a
    /// transaction that fails leaves no gap.
    ///
    /// @return the first of them
    long takeNumbers(Tx tx, int year, int count) {
        return tx.sql()
                        .createQuery(
                                """
                                insert into certificate_counter as c (year, last)
                                values (:year, :count)
                                on conflict (year) do update set last = c.last + :count
                                returning last
                                """)
                        .bind("year", year)
                        .bind("count", count)
                        .mapTo(Long.class)
                        .one()
                - count
                + 1;
    }

    List<Long> takeStatusIndexes(Tx tx, int count) {
        return tx.sql()
                .createQuery("select nextval('certificate_status') from generate_series(1, :count)")
                .bind("count", count)
                .mapTo(Long.class)
                .list();
    }

    /// A certificate about to be stored, with its signed credential.
    record NewCertificate(Certificate certificate, String credential) {}

    void insert(Tx tx, List<NewCertificate> made, UUID account) {
        PreparedBatch batch =
                tx.sql()
                        .prepareBatch(
                                """
                                insert into certificate
                                  (number, pledge_id, enterprise_id, campaign_id, year, credit_code,
                                   name_zh, name_en, theme_zh, theme_en, organiser_zh, organiser_en,
                                   issued_at, valid_until, issued_by, credential, status_index,
                                   supersedes, state, state_since, statement)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                                   'VALID', ?, ?)
                                """);
        for (NewCertificate each : made) {
            Certificate one = each.certificate();
            batch.add(
                    one.number(),
                    one.pledge(),
                    one.enterprise(),
                    one.campaign(),
                    one.year(),
                    one.creditCode(),
                    one.name().zh(),
                    one.name().en(),
                    one.theme().zh(),
                    one.theme().en(),
                    one.organiser().zh(),
                    one.organiser().en(),
                    one.issuedAt(),
                    one.validUntil(),
                    account,
                    each.credential(),
                    one.statusIndex(),
                    one.supersedes().orElse(null),
                    one.issuedAt(),
                    one.statement());
        }
        try {
            batch.execute();
        } catch (UnableToExecuteStatementException e) {
            if (Database.breaksUnique(e, "certificate_pledge")) {
                throw new Refused(Code.CERTIFICATE_EXISTS);
            }
            throw e;
        }
    }

    /// A certificate and the way it goes.
    record Move(String number, CertificateState state, String reason, UUID statement) {}

    void move(Tx tx, List<Move> moves, Optional<UUID> account, Instant at) {
        PreparedBatch batch =
                tx.sql()
                        .prepareBatch(
                                """
                                update certificate
                                set state = ?, reason = ?, state_since = ?, statement = ?
                                where number = ?
                                """);
        for (Move move : moves) {
            batch.add(move.state().name(), move.reason(), at, move.statement(), move.number());
        }
        batch.execute();
        note(tx, moves, account, at);
    }

    void note(Tx tx, List<Move> moves, Optional<UUID> account, Instant at) {
        PreparedBatch batch =
                tx.sql()
                        .prepareBatch(
                                """
                                insert into certificate_history
                                  (number, at, state, reason, account, statement)
                                values (?, ?, ?, ?, ?::uuid, ?)
                                """);
        for (Move move : moves) {
            batch.add(
                    move.number(),
                    at,
                    move.state().name(),
                    move.reason(),
                    account.orElse(null),
                    move.statement());
        }
        batch.execute();
    }

    Optional<Certificate> find(Tx tx, String number) {
        return one(tx, "select * from certificate where number = :key", number);
    }

    Optional<Certificate> lock(Tx tx, String number) {
        return one(tx, "select * from certificate where number = :key for update", number);
    }

    /// The certificates with these numbers, locked, in their order.
    List<Certificate> lockAll(Tx tx, Collection<String> numbers) {
        return tx.sql()
                .createQuery(
                        """
                        select * from certificate where number = any(:numbers)
                        order by number for update
                        """)
                .bindArray("numbers", String.class, numbers.toArray())
                .map(CertificateStore::certificate)
                .list();
    }

    /// Notes which certificate took the place of another.
    void supersede(Tx tx, String number, String by) {
        tx.sql()
                .createUpdate("update certificate set superseded_by = :by where number = :number")
                .bind("number", number)
                .bind("by", by)
                .execute();
    }

    Optional<Certificate> ofPledge(Tx tx, UUID pledge) {
        return one(
                tx,
                "select * from certificate where pledge_id = :key and state <> 'SUPERSEDED'",
                pledge);
    }

    /// The certificate of an enterprise that holds, the latest of several.
    Optional<Certificate> inForce(Tx tx, UUID enterprise, Instant now) {
        return tx.sql()
                .createQuery(
                        """
                        select * from certificate
                        where enterprise_id = :enterprise and state = 'VALID'
                          and valid_until > :now
                        order by issued_at desc, number desc limit 1
                        """)
                .bind("enterprise", enterprise)
                .bind("now", now)
                .map(CertificateStore::certificate)
                .findOne();
    }

    private static Optional<Certificate> one(Tx tx, String sql, Object key) {
        return tx.sql()
                .createQuery(sql)
                .bind("key", key)
                .map(CertificateStore::certificate)
                .findOne();
    }

    Optional<String> credential(Tx tx, String number) {
        return tx.sql()
                .createQuery("select credential from certificate where number = :number")
                .bind("number", number)
                .mapTo(String.class)
                .findOne();
    }

    /// Which of these signatures have a certificate.
    List<UUID> certified(Tx tx, Collection<UUID> pledges) {
        return tx.sql()
                .createQuery(
                        """
                        select pledge_id from certificate
                        where pledge_id = any(:pledges) and state <> 'SUPERSEDED'
                        """)
                .bindArray("pledges", UUID.class, pledges.toArray())
                .mapTo(UUID.class)
                .list();
    }

    /// How many signatures of a campaign stand on the roll without a certificate.
    int countMissing(Tx tx, UUID campaign) {
        return tx.sql()
                .createQuery(
                        """
                        select count(*) from facts_pledge p
                        where p.campaign_id = :campaign and p.state = 'PUBLISHED'
                          and not exists (select from certificate c
                            where c.pledge_id = p.pledge_id and c.state <> 'SUPERSEDED')
                        """)
                .bind("campaign", campaign)
                .mapTo(Integer.class)
                .one();
    }

    /// Those whose time has run out, locked, oldest first.
    List<Certificate> lockDue(Tx tx, Instant at, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select * from certificate
                        where state in ('VALID', 'SUSPENDED') and valid_until <= :at
                        order by valid_until limit :max for update skip locked
                        """)
                .bind("at", at)
                .bind("max", countMax)
                .map(CertificateStore::certificate)
                .list();
    }

    /// The bits of certificates in some states, from one bit to before another. A suspended one
    /// whose time ran out is not suspended any more.
    List<Long> bits(Tx tx, List<CertificateState> states, long from, long to, Instant now) {
        return tx.sql()
                .createQuery(
                        """
                        select status_index from certificate
                        where state = any(:states) and status_index >= :from and status_index < :to
                          and (state <> 'SUSPENDED' or valid_until > :now)
                        order by 1
                        """)
                .bindArray("states", String.class, states.stream().map(Enum::name).toArray())
                .bind("from", from)
                .bind("to", to)
                .bind("now", now)
                .mapTo(Long.class)
                .list();
    }

    List<Certificate.Step> history(Tx tx, String number) {
        return tx.sql()
                .createQuery(
                        """
                        select at, state, reason, statement from certificate_history
                        where number = :number order by step
                        """)
                .bind("number", number)
                .map(
                        (row, context) ->
                                new Certificate.Step(
                                        Times.at(row, "at"),
                                        CertificateState.valueOf(row.getString("state")),
                                        row.getString("reason"),
                                        row.getObject("statement", UUID.class)))
                .list();
    }

    /// Those of one campaign after a number, in the order of their numbers.
    List<Certificate> page(Tx tx, UUID campaign, String after, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select * from certificate
                        where campaign_id = :campaign and number > :after
                        order by number limit :max
                        """)
                .bind("campaign", campaign)
                .bind("after", after)
                .bind("max", countMax)
                .map(CertificateStore::certificate)
                .list();
    }

    /// The latest issued.
    List<Certificate> latest(Tx tx, int countMax) {
        return tx.sql()
                .createQuery("select * from certificate order by status_index desc limit :max")
                .bind("max", countMax)
                .map(CertificateStore::certificate)
                .list();
    }

    private static Certificate certificate(ResultSet row, StatementContext context)
            throws SQLException {
        return new Certificate(
                row.getString("number"),
                row.getObject("pledge_id", UUID.class),
                row.getObject("enterprise_id", UUID.class),
                row.getObject("campaign_id", UUID.class),
                row.getInt("year"),
                row.getString("credit_code"),
                new Two(row.getString("name_zh"), row.getString("name_en")),
                new Two(row.getString("theme_zh"), row.getString("theme_en")),
                new Two(row.getString("organiser_zh"), row.getString("organiser_en")),
                Times.at(row, "issued_at"),
                Times.at(row, "valid_until"),
                row.getLong("status_index"),
                CertificateState.valueOf(row.getString("state")),
                row.getString("reason"),
                Times.at(row, "state_since"),
                Optional.ofNullable(row.getString("supersedes")),
                Optional.ofNullable(row.getString("superseded_by")),
                row.getObject("statement", UUID.class));
    }
}
