// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import dev.touchstone.app.database.Tx;
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

/// Reads the roll: the signatures that were published once.
final class RollStore {
    private static final int FETCH_ROWS = 1_000;

    List<Pledge> page(Tx tx, RollFilter filter, Optional<UUID> after, int countMax) {
        Where where = where(filter);
        after.ifPresent(id -> where.and("id > :after", "after", id));
        Query query =
                query(tx, "select * from pledge where " + where + " order by id limit :max", where);
        return query.bind("max", countMax).map(PledgeStore::pledge).list();
    }

    long count(Tx tx, RollFilter filter) {
        Where where = where(filter);
        return query(tx, "select count(*) from pledge where " + where, where)
                .mapTo(Long.class)
                .one();
    }

    void each(Tx tx, RollFilter filter, Consumer<Pledge> consumer) {
        Where where = where(filter);
        Query query = query(tx, "select * from pledge where " + where + " order by id", where);
        try (Stream<Pledge> rows =
                query.setFetchSize(FETCH_ROWS).map(PledgeStore::pledge).stream()) {
            rows.forEach(consumer);
        }
    }

    /// Counts by province code.
    Map<String, Long> byProvince(Tx tx, RollFilter filter) {
        return counts(tx, filter, "province");
    }

    /// Counts by the letter of the industry.
    Map<String, Long> byIndustry(Tx tx, RollFilter filter) {
        return counts(tx, filter, "industry");
    }

    private static Map<String, Long> counts(Tx tx, RollFilter filter, String column) {
        Where where = where(filter);
        String sql =
                "select %s as code, count(*) as n from pledge where %s group by 1 order by 1"
                        .formatted(column, where);
        Map<String, Long> counts = new LinkedHashMap<>();
        query(tx, sql, where)
                .map((row, context) -> Map.entry(row.getString("code"), row.getLong("n")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /// The years that have a roll, latest first.
    List<Integer> years(Tx tx) {
        return tx.sql()
                .createQuery(
                        """
                        select distinct year from campaign where state <> 'DRAFT'
                        order by year desc
                        """)
                .mapTo(Integer.class)
                .list();
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
                                    "%" + like(text.toLowerCase(Locale.ROOT)) + "%");
                            where.values.put("code", text.toUpperCase(Locale.ROOT));
                        });
        return where;
    }

    private static String like(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
