// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.enterprise;

import dev.touchstone.app.database.Like;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.Query;

/// Finds enterprises by fragments of their names, as they are and as they were, and by the start
/// of a credit code.
///
/// Hits come in stages, each in an order that an index has, so that a page costs as little deep in
/// the list as at its start: the code; Chinese names that begin with the fragment, the whole name
/// first; English ones; names that hold it elsewhere, in the order of registration. A fragment of
/// Latin letters is looked up by its trigrams, any other by its pairs of characters.
final class SearchStore {
    /// Where a hit stands in the order.
    enum Stage {
        CODE,
        STARTS_ZH,
        STARTS_EN,
        HOLDS
    }

    private static final int FETCH_ROWS = 1_000;
    private static final int CODE_START_MIN = 4;
    private static final int LAST_ASCII = 0x7F;
    private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);
    private static final String NAMES = "lower(name_zh || ' ' || name_en || ' ' || former_names)";
    private static final String ZH = "lower(name_zh) collate \"C\"";
    private static final String EN = "lower(name_en) collate \"C\"";

    /// Conditions of one query with their values.
    private static final class Where {
        private final List<String> conditions = new ArrayList<>();
        private final Map<String, Object> values = new LinkedHashMap<>();

        private Where and(String condition) {
            conditions.add(condition);
            return this;
        }

        private Where with(String name, Object value) {
            values.put(name, value);
            return this;
        }

        private Query query(Tx tx, String before, String after) {
            String where = conditions.isEmpty() ? "true" : String.join(" and ", conditions);
            Query query = tx.sql().createQuery(before + where + after);
            values.forEach(query::bind);
            return query;
        }
    }

    /// Every enterprise of a filter without a text, by id.
    List<Enterprise> list(
            Tx tx, EnterpriseFilter filter, boolean all, Optional<UUID> after, int countMax) {
        Where where = common(filter, all);
        filter.text().ifPresent(text -> holds(where, fold(text), true));
        after.ifPresent(id -> where.and("id > :after").with("after", id));
        plan(tx);
        return where.with("max", countMax)
                .query(tx, "select * from enterprise where ", " order by id limit :max")
                .map(EnterpriseStore::enterprise)
                .list();
    }

    void each(Tx tx, EnterpriseFilter filter, boolean all, Consumer<Enterprise> each) {
        Where where = common(filter, all);
        filter.text().ifPresent(text -> holds(where, fold(text), true));
        try (Stream<Enterprise> rows =
                where
                        .query(tx, "select * from enterprise where ", " order by id")
                        .setFetchSize(FETCH_ROWS)
                        .map(EnterpriseStore::enterprise)
                        .stream()) {
            rows.forEach(each);
        }
    }

    /// Where a page of hits ended.
    ///
    /// @param stage empty for a list without a text
    record Cursor(Optional<Stage> stage, UUID id) {
        /// Reads what [#text] wrote.
        static Cursor of(String text) {
            try {
                String[] parts = text.split("\\.", 2);
                Optional<Stage> stage =
                        parts.length == 1
                                ? Optional.empty()
                                : Optional.of(Stage.valueOf(parts[0].toUpperCase(Locale.ROOT)));
                return new Cursor(stage, UUID.fromString(parts[parts.length - 1]));
            } catch (IllegalArgumentException e) {
                throw new Refused(Code.INVALID_VALUE, "the end of a page").at("after");
            }
        }

        String text() {
            return stage.map(one -> one.name().toLowerCase(Locale.ROOT) + ".").orElse("") + id;
        }
    }

    /// A page of hits.
    record Hits(List<Enterprise> hits, Optional<Cursor> next) {}

    /// A page, filled from one stage after the other.
    Hits page(Tx tx, EnterpriseFilter filter, boolean all, Optional<Cursor> after, int countMax) {
        if (filter.text().isEmpty()) {
            List<Enterprise> hits = list(tx, filter, all, after.map(Cursor::id), countMax);
            return new Hits(hits, next(hits, Optional.empty(), countMax));
        }
        plan(tx);
        Stage from = after.flatMap(Cursor::stage).orElse(Stage.CODE);
        List<Enterprise> hits = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            if (stage.compareTo(from) < 0) {
                continue;
            }
            Optional<UUID> last = stage == from ? after.map(Cursor::id) : Optional.empty();
            hits.addAll(stage(tx, stage, filter, all, last, countMax - hits.size()));
            if (hits.size() == countMax) {
                return new Hits(hits, next(hits, Optional.of(stage), countMax));
            }
        }
        return new Hits(hits, Optional.empty());
    }

    private static Optional<Cursor> next(List<Enterprise> hits, Optional<Stage> stage, int full) {
        return hits.size() == full
                ? Optional.of(new Cursor(stage, hits.getLast().id()))
                : Optional.empty();
    }

    /// Hits of one stage.
    ///
    /// @param after the last hit of this stage on the page before
    private List<Enterprise> stage(
            Tx tx,
            Stage stage,
            EnterpriseFilter filter,
            boolean all,
            Optional<UUID> after,
            int countMax) {
        String text = fold(filter.text().orElseThrow());
        if (stage == Stage.CODE && !maybeCode(text)) {
            return List.of();
        }
        Where where = common(filter, all);
        String order =
                switch (stage) {
                    case CODE -> starts(where, "credit_code", text.toUpperCase(Locale.ROOT));
                    case STARTS_ZH -> starts(where, ZH, text);
                    case STARTS_EN -> {
                        where.and("not starts_with(lower(name_zh), :text)").with("text", text);
                        yield starts(where, EN, text);
                    }
                    case HOLDS -> {
                        holds(where, text, false);
                        where.and("not starts_with(lower(name_zh), :text)").with("text", text);
                        where.and("not starts_with(lower(name_en), :text)");
                        yield "id";
                    }
                };
        after.ifPresent(id -> after(where, order, id));
        return where.with("max", countMax)
                .query(
                        tx,
                        "select * from enterprise where ",
                        " order by " + order + (order.equals("id") ? "" : ", id") + " limit :max")
                .map(EnterpriseStore::enterprise)
                .list();
    }

    /// How many hits there are, at most a limit, beyond which counting ends; in the transaction of
    /// [#page], whose way of planning it shares. What begins with a code and what holds it are
    /// counted apart, each by its own index.
    int count(Tx tx, EnterpriseFilter filter, boolean all, int countMax) {
        String text = filter.text().map(SearchStore::fold).orElse("");
        Where names = common(filter, all);
        if (!text.isEmpty()) {
            holds(names, text, false);
        }
        int count = count(tx, names, countMax);
        if (maybeCode(text)) {
            Where codes = common(filter, all);
            starts(codes, "credit_code", text.toUpperCase(Locale.ROOT));
            count += count(tx, codes, countMax);
        }
        return Math.min(count, countMax);
    }

    private static int count(Tx tx, Where where, int countMax) {
        return where.with("max", countMax)
                .query(
                        tx,
                        "select count(*) from (select 1 from enterprise where ",
                        " limit :max) as hits")
                .mapTo(Integer.class)
                .one();
    }

    /// A plan that suits one fragment does not suit another: of some there are millions.
    private static void plan(Tx tx) {
        tx.sql()
                .createQuery(
                        """
                        select set_config('plan_cache_mode', 'force_custom_plan', true)
                               || set_config('jit', 'off', true)
                        """)
                .mapTo(String.class)
                .one();
    }

    private static Where common(EnterpriseFilter filter, boolean all) {
        Where where = new Where();
        if (!all) {
            where.and("state <> 'APPLIED'");
        }
        filter.province()
                .ifPresent(
                        province ->
                                where.and("province = :province")
                                        .with("province", province.code()));
        filter.industry()
                .ifPresent(
                        industry ->
                                where.and("industry = :industry")
                                        .with("industry", industry.code()));
        filter.state().ifPresent(state -> where.and("state = :state").with("state", state.name()));
        return where;
    }

    private static String starts(Where where, String column, String text) {
        where.and(column + " >= :from").with("from", text);
        where.and(column + " < :below").with("below", text + LAST_CHARACTER);
        return column;
    }

    private static void after(Where where, String order, UUID id) {
        where.with("after", id);
        if (order.equals("id")) {
            where.and("id > :after");
        } else {
            String last = "(select " + order + " from enterprise where id = :after)";
            where.and("(" + order + ", id) > (" + last + ", :after)");
        }
    }

    private static void holds(Where where, String text, boolean orCode) {
        List<String> some = new ArrayList<>();
        some.add(NAMES + " like :like");
        where.with("like", "%" + Like.literal(text) + "%");
        Set<Integer> pairs = sought(text);
        if (!pairs.isEmpty()) {
            some.add("pairs @> cast(:pairs as integer[])");
            where.with("pairs", array(pairs));
        }
        String held = String.join(" and ", some);
        if (orCode && maybeCode(text)) {
            String code = text.toUpperCase(Locale.ROOT);
            where.with("codeFrom", code).with("codeBelow", code + LAST_CHARACTER);
            held = "(" + held + " or (credit_code >= :codeFrom and credit_code < :codeBelow))";
        }
        where.and(held);
    }

    /// The numbers of a folded name, as `enterprise_pairs` makes them.
    static Set<Integer> pairs(String name) {
        int[] points = name.codePoints().toArray();
        Set<Integer> pairs = new TreeSet<>();
        for (int i = 0; i < points.length; i++) {
            if (points[i] > LAST_ASCII) {
                pairs.add(points[i]);
            }
            if (i + 1 < points.length && points[i] != ' ' && points[i + 1] != ' ') {
                pairs.add((int) ((points[i] * 65_599L + points[i + 1]) & Integer.MAX_VALUE));
            }
        }
        return pairs;
    }

    /// What of a fragment is looked up by pairs; nothing when its trigrams say more. Where there
    /// is a pair its characters alone are left out: they would make the planner believe that hits
    /// are rarer than they are.
    private static Set<Integer> sought(String text) {
        boolean latin = text.codePoints().allMatch(point -> point <= LAST_ASCII);
        if (latin && text.length() > 2) {
            return Set.of();
        }
        Set<Integer> sought = pairs(text);
        Set<Integer> alone = text.codePoints().boxed().collect(Collectors.toSet());
        return alone.containsAll(sought)
                ? sought
                : sought.stream()
                        .filter(number -> !alone.contains(number))
                        .collect(Collectors.toSet());
    }

    /// An array as PostgreSQL writes it.
    static String array(Set<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private static boolean maybeCode(String text) {
        return text.length() >= CODE_START_MIN
                && text.length() <= CreditCode.LENGTH
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))
                && text.chars().anyMatch(c -> c <= '9');
    }

    /// A text in lower case, character by character, as the database's `lower` does it.
    static String fold(String text) {
        return text.strip()
                .codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// What the search knows of an enterprise that has had no other name, for its column.
    static String column(String nameZh, String nameEn) {
        return array(pairs(fold(nameZh + " " + nameEn)));
    }
}
