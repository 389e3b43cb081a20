// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.trace;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.StatementContext;

/// What the rows of events say of single things.
final class LifeStore {
    /// What touches some things, by time, at most so much.
    List<TraceItem> touching(Tx tx, List<String> items, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select * from trace_item where item = any(:items)
                        order by event_time, event, role limit :max
                        """)
                .bind("items", items.toArray(String[]::new))
                .bind("max", countMax)
                .map(LifeStore::item)
                .list();
    }

    /// What touches each of some things, by time, at most so much of each.
    Map<String, List<TraceItem>> touchingEach(Tx tx, List<String> items, int countMax) {
        return tx
                .sql()
                .createQuery(
                        """
                        select t.* from unnest(:items) as w (item)
                        cross join lateral (
                          select * from trace_item i where i.item = w.item
                          order by event_time, event, role limit :max) t
                        """)
                .bind("items", items.toArray(String[]::new))
                .bind("max", countMax)
                .map(LifeStore::item)
                .stream()
                .collect(Collectors.groupingBy(TraceItem::item));
    }

    private static TraceItem item(ResultSet row, StatementContext context) throws SQLException {
        return new TraceItem(
                row.getString("item"),
                Times.at(row, "event_time"),
                row.getObject("event", UUID.class),
                row.getString("role"),
                row.getObject("enterprise_id", UUID.class),
                row.getString("action"),
                row.getString("parent"));
    }

    /// The events that were found on walks, for each walk earliest first, without those that are
    /// declared wrong and the declarations.
    List<List<LifeStep>> steps(Tx tx, List<List<LifeWalk.Found>> walks) {
        List<List<LifeStep>> lives = new ArrayList<>(walks.size());
        List<LifeWalk.Found> found = new ArrayList<>();
        List<Integer> walk = new ArrayList<>();
        for (List<LifeWalk.Found> of : walks) {
            of.forEach(one -> walk.add(lives.size()));
            found.addAll(of);
            lives.add(new ArrayList<>());
        }
        if (found.isEmpty()) {
            return lives;
        }
        tx.sql()
                .createQuery(
                        """
                        select f.walk, f.item, f.hop, e.id, e.enterprise_id, e.event_time,
                          e.time_offset, e.type, e.action, e.biz_step, e.disposition, e.read_point,
                          e.biz_location
                        from trace_event e
                        join unnest(:enterprises, :events, :items, :hops, :walks)
                          as f (enterprise, event, item, hop, walk)
                          on e.enterprise_id = f.enterprise and e.id = f.event
                        where not e.declares_error and not exists (
                          select 1 from trace_event d where d.enterprise_id = e.enterprise_id
                            and d.hash = e.hash and d.declares_error)
                        order by e.event_time, e.id
                        """)
                .bindArray(
                        "enterprises",
                        UUID.class,
                        found.stream().map(LifeWalk.Found::enterprise).toList())
                .bindArray("events", UUID.class, found.stream().map(LifeWalk.Found::event).toList())
                .bind("items", found.stream().map(LifeWalk.Found::item).toArray(String[]::new))
                .bind("hops", found.stream().mapToInt(LifeWalk.Found::hop).toArray())
                .bind("walks", walk.stream().mapToInt(n -> n).toArray())
                .map((row, context) -> Map.entry(row.getInt("walk"), step(row)))
                .forEach(one -> lives.get(one.getKey()).add(one.getValue()));
        return lives;
    }

    /// Whether enterprises recorded any sale.
    Map<UUID, Boolean> sell(Tx tx, Collection<UUID> enterprises) {
        Map<UUID, Boolean> sell = new HashMap<>();
        tx.sql()
                .createQuery(
                        """
                        select w.id, exists (
                          select 1 from trace_event e
                          where e.enterprise_id = w.id and e.disposition = 'retail_sold')
                        from unnest(:enterprises) as w (id)
                        """)
                .bindArray("enterprises", UUID.class, List.copyOf(enterprises))
                .map((row, context) -> Map.entry(row.getObject(1, UUID.class), row.getBoolean(2)))
                .forEach(one -> sell.put(one.getKey(), one.getValue()));
        return sell;
    }

    /// Those of some things that their enterprises recorded as sold, by their place in the list.
    List<Integer> sold(Tx tx, List<Trace.Own> things) {
        return tx.sql()
                .createQuery(
                        """
                        select distinct w.n
                        from unnest(:enterprises, :items) with ordinality
                          as w (enterprise_id, item, n)
                        join trace_item i
                          on i.item = w.item and i.enterprise_id = w.enterprise_id
                        join trace_event e
                          on e.enterprise_id = i.enterprise_id and e.id = i.event
                        where e.disposition = 'retail_sold' and not e.declares_error
                          and not exists (
                            select 1 from trace_event d
                            where d.enterprise_id = e.enterprise_id and d.hash = e.hash
                              and d.declares_error)
                        """)
                .bindArray(
                        "enterprises",
                        UUID.class,
                        things.stream().map(Trace.Own::enterprise).toList())
                .bind("items", things.stream().map(own -> own.key().uri()).toArray(String[]::new))
                .map((row, context) -> row.getInt(1) - 1)
                .list();
    }

    private static LifeStep step(ResultSet row) throws SQLException {
        String readPoint = row.getString("read_point");
        return new LifeStep(
                row.getObject("id", UUID.class),
                row.getObject("enterprise_id", UUID.class),
                Times.at(row, "event_time"),
                row.getString("time_offset"),
                row.getString("type"),
                row.getString("action"),
                row.getString("biz_step"),
                row.getString("disposition"),
                readPoint.isEmpty() ? row.getString("biz_location") : readPoint,
                row.getString("item"),
                row.getInt("hop"));
    }
}
