// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.openday;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.web.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/// The rows of registrations.
final class RegistrationStore {
    void insert(Tx tx, Registration one, byte[] ticketHash, byte[] visitor) {
        tx.sql()
                .createUpdate(
                        """
                        insert into open_day_registration
                          (open_day_id, id, ticket_hash, number, visitor, party, language,
                           consent_version, state, registered_at)
                        values (:day, :id, :hash, :number, :visitor, :party, :language, :consent,
                           :state, :at)
                        """)
                .bind("day", one.openDay())
                .bind("id", one.id())
                .bind("hash", ticketHash)
                .bind("number", one.number())
                .bind("visitor", visitor)
                .bind("party", one.party())
                .bind("language", one.language().code())
                .bind("consent", Registration.CONSENT_VERSION)
                .bind("state", one.state().name())
                .bind("at", one.registeredAt())
                .execute();
    }

    void state(Tx tx, UUID day, UUID id, Registration.State state) {
        tx.sql()
                .createUpdate(
                        """
                        update open_day_registration set state = :state
                        where open_day_id = :day and id = :id
                        """)
                .bind("state", state.name())
                .bind("day", day)
                .bind("id", id)
                .execute();
    }

    void checkIn(Tx tx, UUID day, UUID id, Optional<Instant> at, Optional<UUID> by) {
        tx.sql()
                .createUpdate(
                        """
                        update open_day_registration
                        set checked_in_at = :at::timestamptz, checked_in_by = :by::uuid
                        where open_day_id = :day and id = :id
                        """)
                .bind("at", at.orElse(null))
                .bind("by", by.orElse(null))
                .bind("day", day)
                .bind("id", id)
                .execute();
    }

    void comment(Tx tx, Registration one, String text, boolean publish, Instant at, LocalDate due) {
        update(
                        tx,
                        one,
                        """
                        update open_day_registration
                        set comment = :text, comment_publish = :publish, comment_at = :at,
                            comment_due = :due
                        where open_day_id = :day and id = :id
                        """)
                .bind("text", text)
                .bind("publish", publish)
                .bind("at", at)
                .bind("due", due)
                .execute();
    }

    private static Update update(Tx tx, Registration one, String sql) {
        return tx.sql().createUpdate(sql).bind("day", one.openDay()).bind("id", one.id());
    }

    void reply(Tx tx, Registration one, String text, Instant at) {
        update(
                        tx,
                        one,
                        """
                        update open_day_registration set reply = :text, replied_at = :at
                        where open_day_id = :day and id = :id
                        """)
                .bind("text", text)
                .bind("at", at)
                .execute();
    }

    void published(Tx tx, Registration one, UUID statement) {
        update(
                        tx,
                        one,
                        """
                        update open_day_registration set comment_statement = :statement
                        where open_day_id = :day and id = :id
                        """)
                .bind("statement", statement)
                .execute();
    }

    void takeDown(Tx tx, Registration one, String reason) {
        update(
                        tx,
                        one,
                        """
                        update open_day_registration set taken_down = :reason
                        where open_day_id = :day and id = :id
                        """)
                .bind("reason", reason)
                .execute();
    }

    List<Registration> published(Tx tx, UUID day) {
        return tx.sql()
                .createQuery(
                        """
                        select * from open_day_registration
                        where open_day_id = :day and comment_statement is not null
                        order by comment_at, id
                        """)
                .bind("day", day)
                .map(RegistrationStore::registration)
                .list();
    }

    /// Comments that may be published and whose last day for a reply is over; locked.
    List<Registration> lockDue(Tx tx, LocalDate today, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select * from open_day_registration
                        where comment_publish and comment_statement is null
                          and comment_due < :today
                        order by comment_due, id limit :max for update skip locked
                        """)
                .bind("today", today)
                .bind("max", countMax)
                .map(RegistrationStore::registration)
                .list();
    }

    Optional<Registration> withTicket(Tx tx, byte[] ticketHash) {
        return tx.sql()
                .createQuery("select * from open_day_registration where ticket_hash = :hash")
                .bind("hash", ticketHash)
                .map(RegistrationStore::registration)
                .findOne();
    }

    Optional<Registration> find(Tx tx, UUID day, UUID id) {
        return tx.sql()
                .createQuery(
                        """
                        select * from open_day_registration where open_day_id = :day and id = :id
                        """)
                .bind("day", day)
                .bind("id", id)
                .map(RegistrationStore::registration)
                .findOne();
    }

    /// Parties of a day, whatever became of them, and how many of them wait.
    record Parties(int all, int waiting) {}

    Parties parties(Tx tx, UUID day) {
        return tx.sql()
                .createQuery(
                        """
                        select count(*) as parties,
                               count(*) filter (where state = 'WAITING') as waiting
                        from open_day_registration where open_day_id = :day
                        """)
                .bind("day", day)
                .map((row, context) -> new Parties(row.getInt("parties"), row.getInt("waiting")))
                .one();
    }

    Optional<Registration> withNumber(Tx tx, UUID day, String number) {
        return tx.sql()
                .createQuery(
                        """
                        select * from open_day_registration
                        where open_day_id = :day and number = :number
                        """)
                .bind("day", day)
                .bind("number", number)
                .map(RegistrationStore::registration)
                .findOne();
    }

    /// All of a day, in the order of registration.
    List<Registration> of(Tx tx, UUID day) {
        return tx.sql()
                .createQuery(
                        """
                        select * from open_day_registration where open_day_id = :day
                        order by number
                        """)
                .bind("day", day)
                .map(RegistrationStore::registration)
                .list();
    }

    /// Those who wait, in the order of registration.
    List<Registration> waiting(Tx tx, UUID day) {
        return tx.sql()
                .createQuery(
                        """
                        select * from open_day_registration
                        where open_day_id = :day and state = 'WAITING' order by number
                        """)
                .bind("day", day)
                .map(RegistrationStore::registration)
                .list();
    }

    /// What is sealed about the visitors of a day, by registration.
    Map<UUID, byte[]> visitors(Tx tx, UUID day) {
        return tx
                .sql()
                .createQuery(
                        """
                        select id, visitor from open_day_registration
                        where open_day_id = :day and visitor is not null
                        """)
                .bind("day", day)
                .map(
                        (row, context) ->
                                Map.entry(row.getObject("id", UUID.class), row.getBytes("visitor")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    int eraseVisitors(Tx tx, UUID day) {
        return tx.sql()
                .createUpdate(
                        """
                        update open_day_registration set visitor = null
                        where open_day_id = :day and visitor is not null
                        """)
                .bind("day", day)
                .execute();
    }

    /// Persons in a state.
    int persons(Tx tx, UUID day, Registration.State state) {
        return tx.sql()
                .createQuery(
                        """
                        select coalesce(sum(party), 0) from open_day_registration
                        where open_day_id = :day and state = :state
                        """)
                .bind("day", day)
                .bind("state", state.name())
                .mapTo(Integer.class)
                .one();
    }

    static Registration registration(ResultSet row, StatementContext context) throws SQLException {
        String text = row.getString("comment");
        Optional<Registration.Comment> comment =
                text == null
                        ? Optional.empty()
                        : Optional.of(
                                new Registration.Comment(
                                        text,
                                        row.getBoolean("comment_publish"),
                                        Times.at(row, "comment_at"),
                                        row.getObject("comment_due", LocalDate.class),
                                        Optional.ofNullable(row.getString("reply")),
                                        Times.maybe(row, "replied_at"),
                                        Optional.ofNullable(
                                                row.getObject("comment_statement", UUID.class)),
                                        row.getString("taken_down")));
        return new Registration(
                row.getObject("id", UUID.class),
                row.getObject("open_day_id", UUID.class),
                row.getString("number"),
                row.getInt("party"),
                Language.of(row.getString("language")).orElseThrow(),
                Registration.State.valueOf(row.getString("state")),
                Times.at(row, "registered_at"),
                Times.maybe(row, "checked_in_at"),
                comment);
    }
}
