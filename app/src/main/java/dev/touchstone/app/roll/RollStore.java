// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.roll;

import dev.touchstone.app.campaign.Bilingual;
import dev.touchstone.app.classification.Industry;
import dev.touchstone.app.classification.Region;
import dev.touchstone.app.database.Like;
import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.enterprise.CreditCode;
import dev.touchstone.app.pledge.Category;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/// Reads the roll through the views of the slices below.
final class RollStore {
    private static final int FETCH_ROWS = 1_000;

    Optional<RollEntry> find(Tx tx, UUID pledge) {
        return tx.sql()
                .createQuery(
                        """
                        select * from facts_pledge
                        where pledge_id = :pledge and published_at is not null
                        """)
                .bind("pledge", pledge)
                .map(RollStore::entry)
                .findOne();
    }

    /// A page, in the order of signing.
    ///
    /// @param from where it begins
    List<RollEntry> page(Tx tx, RollFilter filter, RollPlace from, int countMax) {
        Where where = where(filter);
        String order =
                switch (from) {
                    case RollPlace.Start() -> "";
                    case RollPlace.After(UUID id) -> {
                        where.and("pledge_id > :place", "place", id);
                        yield "";
                    }
                    case RollPlace.Before(UUID id) -> {
                        where.and("pledge_id < :place", "place", id);
                        yield " desc";
                    }
                };
        List<RollEntry> page =
                query(
                                tx,
                                "select * from facts_pledge where "
                                        + where
                                        + " order by pledge_id"
                                        + order
                                        + " limit :max",
                                where)
                        .bind("max", countMax)
                        .map(RollStore::entry)
                        .list();
        return from instanceof RollPlace.Before ? page.reversed() : page;
    }

    void each(Tx tx, RollFilter filter, Consumer<RollEntry> consumer) {
        Where where = where(filter);
        Query query =
                query(
                        tx,
                        "select * from facts_pledge where " + where + " order by pledge_id",
                        where);
        try (Stream<RollEntry> rows =
                query.setFetchSize(FETCH_ROWS).map(RollStore::entry).stream()) {
            rows.forEach(consumer);
        }
    }

    /// How many entries a province has in an industry.
    record Cell(String province, String industry, long count) {}

    /// Counts of a filter, by province and industry at once: what both pictures of a page need.
    List<Cell> cells(Tx tx, RollFilter filter) {
        Where where = where(filter);
        String sql =
                "select province, industry, count(*) from facts_pledge where "
                        + where
                        + " group by province, industry";
        return query(tx, sql, where)
                .map((row, context) -> new Cell(row.getString(1), row.getString(2), row.getLong(3)))
                .list();
    }

    /// The years that have a roll, latest first.
    List<Integer> years(Tx tx) {
        return tx.sql()
                .createQuery(
                        """
                        select distinct year from facts_campaign where state <> 'DRAFT'
                        order by year desc
                        """)
                .mapTo(Integer.class)
                .list();
    }

    /// The entries of a campaign that stand, of enterprises that are, or are not, among those of
    /// another campaign.
    ///
    /// @param in the campaign whose entries are given
    /// @param other the campaign compared with
    /// @param both whether the enterprise has to stand in the other one too, or must not
    List<RollEntry> compared(
            Tx tx, UUID in, UUID other, boolean both, Optional<UUID> after, int max) {
        Query query =
                tx.sql()
                        .createQuery(
                                "select * from facts_pledge p where campaign_id = :in and "
                                        + stands("p")
                                        + " and "
                                        + (both ? "" : "not ")
                                        + "exists (select 1 from facts_pledge o where"
                                        + " o.campaign_id = :other"
                                        + " and o.enterprise_id = p.enterprise_id and "
                                        + stands("o")
                                        + ")"
                                        + (after.isPresent() ? " and pledge_id > :after" : "")
                                        + " order by pledge_id limit :max")
                        .bind("in", in)
                        .bind("other", other)
                        .bind("max", max);
        after.ifPresent(id -> query.bind("after", id));
        return query.map(RollStore::entry).list();
    }

    /// How many enterprises stand in one, in both, and in the other of two campaigns.
    RollComparison.Counts compare(Tx tx, UUID from, UUID to) {
        return tx.sql()
                .createQuery(
                        "select count(*) filter (where f and not t),"
                                + " count(*) filter (where f and t),"
                                + " count(*) filter (where t and not f) from ("
                                + "select enterprise_id, bool_or(campaign_id = :from) as f,"
                                + " bool_or(campaign_id = :to) as t from facts_pledge p"
                                + " where campaign_id in (:from, :to) and "
                                + stands("p")
                                + " group by enterprise_id) as each")
                .bind("from", from)
                .bind("to", to)
                .map(
                        (row, context) ->
                                new RollComparison.Counts(
                                        row.getLong(1), row.getLong(2), row.getLong(3)))
                .one();
    }

    private static String stands(String table) {
        return "%1$s.published_at is not null and %1$s.state in ('PUBLISHED', 'EXPIRED')"
                .formatted(table);
    }

    private static Query query(Tx tx, String sql, Where where) {
        Query query = tx.sql().createQuery(sql);
        where.values.forEach(query::bind);
        return query;
    }

    /// Conditions and what they bind. Confined to one call.
    private static final class Where {
        final List<String> conditions = new ArrayList<>(List.of("published_at is not null"));
        final Map<String, Object> values = new LinkedHashMap<>();

        void and(String condition, String name, Object value) {
            conditions.add(condition);
            values.put(name, value);
        }

        @Override
        public String toString() {
            return String.join(" and ", conditions);
        }
    }

    private static Where where(RollFilter filter) {
        Where where = new Where();
        filter.year().ifPresent(year -> where.and("year = :year", "year", year));
        filter.province()
                .ifPresent(one -> where.and("province = :province", "province", one.code()));
        filter.industry()
                .ifPresent(one -> where.and("industry = :industry", "industry", one.code()));
        filter.category()
                .ifPresent(one -> where.and("category = :category", "category", one.name()));
        filter.state().ifPresent(one -> where.and("state = :state", "state", one));
        filter.text()
                .ifPresent(
                        text -> {
                            where.and(
                                    """
                                    (lower(enterprise_name_zh || ' ' || enterprise_name_en)
                                       like :fragment or credit_code = :code)
                                    """,
                                    "fragment",
                                    "%" + Like.literal(text.toLowerCase(Locale.ROOT)) + "%");
                            where.values.put("code", text.toUpperCase(Locale.ROOT));
                        });
        return where;
    }

    private static RollEntry entry(ResultSet row, StatementContext context) throws SQLException {
        return new RollEntry(
                row.getObject("pledge_id", UUID.class),
                row.getObject("campaign_id", UUID.class),
                row.getObject("enterprise_id", UUID.class),
                row.getInt("year"),
                new CreditCode(row.getString("credit_code")),
                new Bilingual(
                        row.getString("enterprise_name_zh"), row.getString("enterprise_name_en")),
                Region.of(row.getString("province")),
                Industry.of(row.getString("industry")),
                Category.valueOf(row.getString("category")),
                row.getString("text_hash"),
                row.getObject("signed_on", LocalDate.class),
                row.getString("state"),
                row.getString("reason"),
                Times.at(row, "state_since"),
                Times.at(row, "published_at"),
                row.getObject("statement", UUID.class));
    }
}
