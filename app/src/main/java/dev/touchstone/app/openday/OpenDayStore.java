// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.openday;

import dev.touchstone.app.campaign.Bilingual;
import dev.touchstone.app.classification.Region;
import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.web.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of open days.
final class OpenDayStore {
    void insert(Tx tx, OpenDay day, UUID account) {
        plan(
                        tx.sql()
                                .createUpdate(
                                        """
                                        insert into open_day
                                          (id, enterprise_id, campaign_id, enterprise_name_zh,
                                           enterprise_name_en, site, province, address, starts_at,
                                           ends_at, register_until, topic_zh, topic_en, about_zh,
                                           about_en, capacity, languages, meeting_point, notes,
                                           state, state_since, planned_by)
                                        values (:id, :enterprise, :campaign, :nameZh, :nameEn,
                                           :site, :province, :address, :from, :to, :until,
                                           :topicZh, :topicEn, :aboutZh, :aboutEn, :capacity,
                                           :languages, :meetingPoint, :notes, 'DRAFT', :at,
                                           :account)
                                        """),
                        day.plan())
                .bind("id", day.id())
                .bind("enterprise", day.enterprise())
                .bind("campaign", day.campaign())
                .bind("nameZh", day.enterpriseName().zh())
                .bind("nameEn", day.enterpriseName().en())
                .bind("at", day.stateSince())
                .bind("account", account)
                .execute();
    }

    private static <S extends SqlStatement<S>> S plan(S statement, OpenDay.Plan plan) {
        return statement
                .bind("site", plan.site())
                .bind("province", plan.province().code())
                .bind("address", plan.address())
                .bind("from", plan.from())
                .bind("to", plan.to())
                .bind("until", plan.registerUntil())
                .bind("topicZh", plan.topic().zh())
                .bind("topicEn", plan.topic().en())
                .bind("aboutZh", plan.about().zh())
                .bind("aboutEn", plan.about().en())
                .bind("capacity", plan.capacity())
                .bindArray("languages", String.class, plan.languageCodes().toArray())
                .bind("meetingPoint", plan.meetingPoint())
                .bind("notes", plan.notes());
    }

    void replan(Tx tx, UUID id, OpenDay.Plan plan, int sequence, Optional<UUID> statement) {
        plan(
                        tx.sql()
                                .createUpdate(
                                        """
                                        update open_day
                                        set site = :site, province = :province, address = :address,
                                            starts_at = :from, ends_at = :to,
                                            register_until = :until, topic_zh = :topicZh,
                                            topic_en = :topicEn, about_zh = :aboutZh,
                                            about_en = :aboutEn, capacity = :capacity,
                                            languages = :languages,
                                            meeting_point = :meetingPoint, notes = :notes,
                                            sequence = :sequence, reminded = false,
                                            statement = coalesce(:statement, statement)
                                        where id = :id
                                        """),
                        plan)
                .bind("sequence", sequence)
                .bind("statement", statement.orElse(null))
                .bind("id", id)
                .execute();
    }

    void move(Tx tx, OpenDay day, OpenDay.State to, String reason, UUID statement, Instant at) {
        tx.sql()
                .createUpdate(
                        """
                        update open_day
                        set state = :state, reason = :reason, state_since = :at,
                            statement = :statement, sequence = :sequence
                        where id = :id
                        """)
                .bind("state", to.name())
                .bind("reason", reason)
                .bind("at", at)
                .bind("statement", statement)
                .bind("sequence", day.sequence() + 1)
                .bind("id", day.id())
                .execute();
    }

    void delete(Tx tx, UUID id) {
        tx.sql()
                .createUpdate("delete from open_day where id = :id and state = 'DRAFT'")
                .bind("id", id)
                .execute();
    }

    void places(Tx tx, UUID id, int taken, int waiting) {
        tx.sql()
                .createUpdate(
                        """
                        update open_day set taken = :taken, waiting = :waiting where id = :id
                        """)
                .bind("taken", taken)
                .bind("waiting", waiting)
                .bind("id", id)
                .execute();
    }

    Optional<OpenDay> find(Tx tx, UUID id) {
        return one(tx, "select * from open_day where id = :id", id);
    }

    /// The day, its row locked until the transaction ends: places are given under this lock.
    Optional<OpenDay> lock(Tx tx, UUID id) {
        return one(tx, "select * from open_day where id = :id for update", id);
    }

    private static Optional<OpenDay> one(Tx tx, String sql, UUID id) {
        return tx.sql().createQuery(sql).bind("id", id).map(OpenDayStore::day).findOne();
    }

    int ahead(Tx tx, UUID enterprise, Instant now) {
        return tx.sql()
                .createQuery(
                        """
                        select count(*) from open_day
                        where enterprise_id = :enterprise and starts_at > :now
                          and state in ('DRAFT', 'PUBLISHED')
                        """)
                .bind("enterprise", enterprise)
                .bind("now", now)
                .mapTo(Integer.class)
                .one();
    }

    List<OpenDay> of(Tx tx, UUID enterprise, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select * from open_day where enterprise_id = :enterprise
                        order by starts_at desc, id limit :max
                        """)
                .bind("enterprise", enterprise)
                .bind("max", countMax)
                .map(OpenDayStore::day)
                .list();
    }

    /// Public days of a filter, by their beginning.
    ///
    /// @param notBefore leaves out those that are over at this moment
    List<OpenDay> list(Tx tx, OpenDayFilter filter, Optional<Instant> notBefore, int countMax) {
        List<String> conditions = new ArrayList<>(List.of("state <> 'DRAFT'"));
        Map<String, Object> values = new LinkedHashMap<>();
        filter.month()
                .ifPresent(
                        month -> {
                            conditions.add("starts_at >= :monthFrom and starts_at < :monthTo");
                            values.put("monthFrom", start(month));
                            values.put("monthTo", start(month.plusMonths(1)));
                        });
        filter.province()
                .ifPresent(one -> and(conditions, values, "province = :province", one.code()));
        filter.language()
                .ifPresent(one -> and(conditions, values, ":language = any(languages)", one));
        filter.enterprise()
                .ifPresent(one -> and(conditions, values, "enterprise_id = :enterprise", one));
        filter.campaign().ifPresent(one -> and(conditions, values, "campaign_id = :campaign", one));
        if (filter.free()) {
            conditions.add("state = 'PUBLISHED' and taken < capacity");
        }
        notBefore.ifPresent(at -> and(conditions, values, "ends_at > :now", at));
        Query query =
                tx.sql()
                        .createQuery(
                                "select * from open_day where "
                                        + String.join(" and ", conditions)
                                        + " order by starts_at, id limit :max")
                        .bind("max", countMax);
        values.forEach(query::bind);
        return query.map(OpenDayStore::day).list();
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(Page.ZONE).toInstant();
    }

    private static void and(
            List<String> conditions, Map<String, Object> values, String condition, Object value) {
        conditions.add(condition);
        values.put(condition.replaceFirst(".*:([a-z]+).*", "$1"), value);
    }

    /// Published days that are over; locked.
    List<OpenDay> lockOver(Tx tx, Instant now, int countMax) {
        return lockWhere(tx, "state = 'PUBLISHED' and ends_at <= :at", now, countMax);
    }

    /// Published days that begin before a moment and of which nobody was reminded; locked.
    List<OpenDay> lockUnreminded(Tx tx, Instant before, int countMax) {
        return lockWhere(
                tx, "state = 'PUBLISHED' and not reminded and starts_at < :at", before, countMax);
    }

    /// Days that ended in any way before a moment and whose contacts are still there; locked.
    List<OpenDay> lockUnerased(Tx tx, Instant before, int countMax) {
        return lockWhere(
                tx,
                "state in ('CANCELLED', 'HELD') and not contacts_erased and state_since < :at",
                before,
                countMax);
    }

    private static List<OpenDay> lockWhere(Tx tx, String where, Instant at, int countMax) {
        return tx.sql()
                .createQuery(
                        "select * from open_day where "
                                + where
                                + " order by id limit :max for update skip locked")
                .bind("at", at)
                .bind("max", countMax)
                .map(OpenDayStore::day)
                .list();
    }

    void reminded(Tx tx, UUID id) {
        tx.sql()
                .createUpdate("update open_day set reminded = true where id = :id")
                .bind("id", id)
                .execute();
    }

    void contactsErased(Tx tx, UUID id) {
        tx.sql()
                .createUpdate("update open_day set contacts_erased = true where id = :id")
                .bind("id", id)
                .execute();
    }

    private static OpenDay day(ResultSet row, StatementContext context) throws SQLException {
        String[] languages = (String[]) row.getArray("languages").getArray();
        return new OpenDay(
                row.getObject("id", UUID.class),
                row.getObject("enterprise_id", UUID.class),
                new Bilingual(
                        row.getString("enterprise_name_zh"), row.getString("enterprise_name_en")),
                row.getObject("campaign_id", UUID.class),
                new OpenDay.Plan(
                        row.getString("site"),
                        Region.of(row.getString("province")),
                        row.getString("address"),
                        Times.at(row, "starts_at"),
                        Times.at(row, "ends_at"),
                        Times.at(row, "register_until"),
                        new Bilingual(row.getString("topic_zh"), row.getString("topic_en")),
                        new Bilingual(row.getString("about_zh"), row.getString("about_en")),
                        row.getInt("capacity"),
                        Set.of(languages),
                        row.getString("meeting_point"),
                        row.getString("notes")),
                OpenDay.State.valueOf(row.getString("state")),
                row.getInt("sequence"),
                row.getString("reason"),
                Times.at(row, "state_since"),
                row.getInt("taken"),
                row.getInt("waiting"),
                Optional.ofNullable(row.getObject("statement", UUID.class)));
    }
}
