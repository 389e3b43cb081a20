// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.commitment;

import dev.touchstone.app.campaign.Bilingual;
import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.web.Language;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/// Counts the reports of whole campaigns, and keeps what reminders were given and where they go.
final class ProgressStore {
    /// Who is asked for.
    ///
    /// @param parts reports are due on the first so many parts
    /// @param expected how many these are
    record Asked(UUID campaign, int parts, int expected, CommitmentDesk.Which which) {}

    /// Every pledge that stands, with how many of its expected reports are there.
    private static final String EACH =
            """
            select p.pledge_id, p.enterprise_id, p.credit_code, p.enterprise_name_zh,
                   p.enterprise_name_en, count(r.id)::int as reported,
                   max(r.latest_at) as latest_at
            from facts_pledge p
            left join commitment_report r on r.pledge_id = p.pledge_id and r.part <= :parts
            where p.campaign_id = :campaign and p.published_at is not null
              and p.state in ('PUBLISHED', 'EXPIRED')
            group by p.pledge_id, p.enterprise_id, p.credit_code, p.enterprise_name_zh,
                     p.enterprise_name_en
            """;

    List<CommitmentDesk.Progress> page(Tx tx, Asked asked, Optional<UUID> after, int countMax) {
        String which =
                switch (asked.which()) {
                    case ALL -> "true";
                    case DUE -> "reported < :expected";
                    case REPORTED -> "reported >= :expected";
                };
        String place =
                after.isEmpty()
                        ? ""
                        : """
                         and (enterprise_name_zh, pledge_id) > (
                          select enterprise_name_zh, pledge_id from facts_pledge
                          where pledge_id = :after)
                        """;
        Query query =
                tx.sql()
                        .createQuery(
                                "select * from ("
                                        + EACH
                                        + ") as each where :expected >= 0 and "
                                        + which
                                        + place
                                        + " order by enterprise_name_zh, pledge_id limit :max")
                        .bind("campaign", asked.campaign())
                        .bind("parts", asked.parts())
                        .bind("expected", asked.expected())
                        .bind("max", countMax);
        after.ifPresent(id -> query.bind("after", id));
        return query.map(
                        (row, context) ->
                                new CommitmentDesk.Progress(
                                        row.getObject("pledge_id", UUID.class),
                                        row.getString("credit_code"),
                                        new Bilingual(
                                                row.getString("enterprise_name_zh"),
                                                row.getString("enterprise_name_en")),
                                        row.getInt("reported"),
                                        Times.maybe(row, "latest_at")))
                .list();
    }

    record Counts(long enterprises, long complete) {}

    Counts counts(Tx tx, Asked asked) {
        return tx.sql()
                .createQuery(
                        "select count(*), count(*) filter (where reported >= :expected) from ("
                                + EACH
                                + ") as each")
                .bind("campaign", asked.campaign())
                .bind("parts", asked.parts())
                .bind("expected", asked.expected())
                .map((row, context) -> new Counts(row.getLong(1), row.getLong(2)))
                .one();
    }

    /// Somebody of whom reports are due, and who was not reminded yet.
    ///
    /// @param missing how many reports
    record Due(UUID pledge, UUID enterprise, Bilingual name, int missing) {}

    List<Due> unreminded(Tx tx, Asked asked, int days, int countMax) {
        return tx.sql()
                .createQuery(
                        "select * from ("
                                + EACH
                                + """
                                ) as each
                                where reported < :expected and not exists (
                                  select 1 from commitment_reminder m
                                  where m.pledge_id = each.pledge_id and m.days = :days)
                                order by pledge_id limit :max
                                """)
                .bind("campaign", asked.campaign())
                .bind("parts", asked.parts())
                .bind("expected", asked.expected())
                .bind("days", days)
                .bind("max", countMax)
                .map(
                        (row, context) ->
                                new Due(
                                        row.getObject("pledge_id", UUID.class),
                                        row.getObject("enterprise_id", UUID.class),
                                        new Bilingual(
                                                row.getString("enterprise_name_zh"),
                                                row.getString("enterprise_name_en")),
                                        asked.expected() - row.getInt("reported")))
                .list();
    }

    /// A reminder that was given.
    record Reminded(UUID pledge, boolean letter) {}

    void remind(Tx tx, List<Reminded> given, int days, Instant at) {
        PreparedBatch batch =
                tx.sql()
                        .prepareBatch(
                                """
                                insert into commitment_reminder (pledge_id, days, at, letter)
                                values (?, ?, ?, ?)
                                """);
        for (Reminded one : given) {
            batch.add(one.pledge(), days, at, one.letter());
        }
        batch.execute();
    }

    /// Where letters go.
    ///
    /// @param address sealed; neither side changes it
    @SuppressWarnings("ArrayRecordComponent")
    record Letters(byte[] address, Language language) {}

    Optional<Letters> letters(Tx tx, UUID enterprise) {
        return tx.sql()
                .createQuery("select * from commitment_letters where enterprise_id = :enterprise")
                .bind("enterprise", enterprise)
                .map(
                        (row, context) ->
                                new Letters(
                                        row.getBytes("address"),
                                        Language.valueOf(row.getString("language"))))
                .findOne();
    }

    void letters(Tx tx, UUID enterprise, Letters letters, UUID account, Instant at) {
        tx.sql()
                .createUpdate(
                        """
                        insert into commitment_letters
                          (enterprise_id, address, language, set_by, set_at)
                        values (:enterprise, :address, :language, :account, :at)
                        on conflict (enterprise_id) do update
                        set address = excluded.address, language = excluded.language,
                            set_by = excluded.set_by, set_at = excluded.set_at
                        """)
                .bind("enterprise", enterprise)
                .bind("address", letters.address())
                .bind("language", letters.language().name())
                .bind("account", account)
                .bind("at", at)
                .execute();
    }

    void dropLetters(Tx tx, UUID enterprise) {
        tx.sql()
                .createUpdate("delete from commitment_letters where enterprise_id = :enterprise")
                .bind("enterprise", enterprise)
                .execute();
    }
}
