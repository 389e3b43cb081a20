// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.consumer;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.Serial;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of reports, of the calendar and of the clocks.
final class ReportStore {
    /// Stands for "nobody registered the product" where a key needs an enterprise.
    private static final UUID NOBODY = new UUID(0, 0);

    void insert(Tx tx, Report report, byte[] followHash, Optional<byte[]> contact) {
        tx.sql()
                .createUpdate(
                        """
                        insert into consumer_report (enterprise_id, id, number, follow_hash, kind,
                          gtin, serial, text, contact, anonymous, publish_consent, state,
                          received_at, acknowledge_due, triage_due, reply_due, statement)
                        values (:enterprise, :id, :number, :follow, :kind, :gtin, :serial, :text,
                          :contact, :anonymous, :publish, :state, :at, :acknowledgeDue,
                          :triageDue, :replyDue, :statement)
                        """)
                .bind("enterprise", report.enterprise().orElse(NOBODY))
                .bind("id", report.id())
                .bind("number", report.number())
                .bind("follow", followHash)
                .bind("kind", report.kind().name())
                .bind("gtin", report.gtin().map(Gtin::digits).orElse(""))
                .bind("serial", report.serial().map(Serial::text).orElse(""))
                .bind("text", report.text())
                .bind("contact", contact.orElse(null))
                .bind("anonymous", report.anonymous())
                .bind("publish", report.publishConsent())
                .bind("state", report.state().name())
                .bind("at", report.receivedAt())
                .bind("acknowledgeDue", report.acknowledgeDue())
                .bind("triageDue", report.triageDue())
                .bind("replyDue", report.replyDue())
                .bind("statement", report.statement())
                .execute();
    }

    Optional<Report> byFollowHash(Tx tx, byte[] followHash) {
        return tx.sql()
                .createQuery("select * from consumer_report where follow_hash = :hash")
                .bind("hash", followHash)
                .map(ReportStore::report)
                .findOne();
    }

    Optional<Report> find(Tx tx, UUID id) {
        return tx.sql()
                .createQuery("select * from consumer_report where id = :id")
                .bind("id", id)
                .map(ReportStore::report)
                .findOne();
    }

    /// The same, and nobody else changes it until the transaction ends.
    Optional<Report> lock(Tx tx, UUID id) {
        return tx.sql()
                .createQuery("select * from consumer_report where id = :id for update")
                .bind("id", id)
                .map(ReportStore::report)
                .findOne();
    }

    /// Reports, latest first.
    ///
    /// @param enterprise whose; empty for all
    List<Report> list(Tx tx, Optional<UUID> enterprise, Optional<UUID> before, int countMax) {
        String whose = enterprise.isPresent() ? " and enterprise_id = :enterprise" : "";
        var query =
                tx.sql()
                        .createQuery(
                                """
                                select * from consumer_report where id < coalesce(:before,
                                  'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
                                """
                                        + whose
                                        + " order by id desc limit :max")
                        .bindByType("before", before.orElse(null), UUID.class)
                        .bind("max", countMax);
        enterprise.ifPresent(id -> query.bind("enterprise", id));
        return query.map(ReportStore::report).list();
    }

    Optional<byte[]> contact(Tx tx, UUID id) {
        return tx.sql()
                .createQuery(
                        "select contact from consumer_report"
                                + " where id = :id and contact is not null")
                .bind("id", id)
                .mapTo(byte[].class)
                .findOne();
    }

    void acknowledge(Tx tx, UUID id, Instant at) {
        tx.sql()
                .createUpdate(
                        """
                        update consumer_report set state = 'ACKNOWLEDGED', acknowledged_at = :at
                        where id = :id
                        """)
                .bind("id", id)
                .bind("at", at)
                .execute();
    }

    void answer(Tx tx, UUID id, Report.Answer answer, UUID account) {
        tx.sql()
                .createUpdate(
                        """
                        update consumer_report set state = 'ANSWERED', answer = :text,
                          answered_at = :at, answered_by = :account,
                          acknowledged_at = coalesce(acknowledged_at, :at),
                          answer_statement = :statement
                        where id = :id
                        """)
                .bind("id", id)
                .bind("text", answer.text())
                .bind("at", answer.at())
                .bind("account", account)
                .bind("statement", answer.statement())
                .execute();
    }

    void close(Tx tx, UUID id, Instant at) {
        tx.sql()
                .createUpdate(
                        "update consumer_report set state = 'CLOSED', closed_at = :at"
                                + " where id = :id")
                .bind("id", id)
                .bind("at", at)
                .execute();
    }

    int dropContacts(Tx tx, Instant closedBefore) {
        return tx.sql()
                .createUpdate(
                        """
                        update consumer_report set contact = null
                        where contact is not null and closed_at < :before
                        """)
                .bind("before", closedBefore)
                .execute();
    }

    ReportRules.Clock clock(Tx tx, LocalDate day) {
        return tx.sql()
                .createQuery(
                        """
                        select * from consumer_clock where valid_from <= :day
                           or valid_from = (select min(valid_from) from consumer_clock)
                        order by valid_from desc limit 1
                        """)
                .bind("day", day)
                .map(
                        (row, context) ->
                                new ReportRules.Clock(
                                        row.getInt("acknowledge_days"),
                                        row.getInt("triage_days"),
                                        row.getInt("reply_days")))
                .one();
    }

    private static Report report(ResultSet row, StatementContext context) throws SQLException {
        UUID enterprise = row.getObject("enterprise_id", UUID.class);
        String gtin = row.getString("gtin");
        String serial = row.getString("serial");
        Optional<Report.Answer> answer = Optional.empty();
        if (row.getString("answer") != null) {
            answer =
                    Optional.of(
                            new Report.Answer(
                                    row.getString("answer"),
                                    Times.at(row, "answered_at"),
                                    row.getObject("answer_statement", UUID.class)));
        }
        return new Report(
                row.getObject("id", UUID.class),
                enterprise.equals(NOBODY) ? Optional.empty() : Optional.of(enterprise),
                row.getString("number"),
                Report.Kind.valueOf(row.getString("kind")),
                gtin.isEmpty() ? Optional.empty() : Optional.of(new Gtin(gtin)),
                serial.isEmpty() ? Optional.empty() : Optional.of(new Serial(serial)),
                row.getString("text"),
                row.getBoolean("anonymous"),
                row.getBoolean("publish_consent"),
                Report.State.valueOf(row.getString("state")),
                Times.at(row, "received_at"),
                row.getObject("acknowledge_due", LocalDate.class),
                row.getObject("triage_due", LocalDate.class),
                row.getObject("reply_due", LocalDate.class),
                answer,
                row.getObject("statement", UUID.class));
    }
}
