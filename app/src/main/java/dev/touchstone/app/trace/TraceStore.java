// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.trace;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.epcis.EpcisEvent;
import dev.touchstone.transparency.Hash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of captures, events and the things they touch.
final class TraceStore {
    /// The most characters of one page of events; at least one event is on it.
    static final long PAGE_CHARS_MAX = 8L * 1024 * 1024;

    private static final int FETCH_SIZE = 50;

    void insert(Tx tx, Capture capture, UUID account) {
        tx.sql()
                .createUpdate(
                        """
                        insert into trace_capture (enterprise_id, id, events, stored, root,
                          captured_by, captured_at, statement)
                        values (:enterprise, :id, :events, :stored, :root, :account, :at,
                          :statement)
                        """)
                .bind("enterprise", capture.enterprise())
                .bind("id", capture.id())
                .bind("events", capture.events())
                .bind("stored", capture.stored())
                .bind("root", capture.root().toBytes())
                .bind("account", account)
                .bind("at", capture.capturedAt())
                .bind("statement", capture.statement())
                .execute();
    }

    Optional<Capture> capture(Tx tx, UUID id) {
        return tx.sql()
                .createQuery("select * from trace_capture where id = :id")
                .bind("id", id)
                .map(TraceStore::captured)
                .findOne();
    }

    /// Captures of an enterprise, latest first.
    List<Capture> captures(Tx tx, UUID enterprise, Optional<UUID> before, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select * from trace_capture where enterprise_id = :enterprise
                          and id < coalesce(:before, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
                        order by id desc limit :max
                        """)
                .bind("enterprise", enterprise)
                .bindByType("before", before.orElse(null), UUID.class)
                .bind("max", countMax)
                .map(TraceStore::captured)
                .list();
    }

    private static Capture captured(ResultSet row, StatementContext context) throws SQLException {
        return new Capture(
                row.getObject("id", UUID.class),
                row.getObject("enterprise_id", UUID.class),
                row.getInt("events"),
                row.getInt("stored"),
                Hash.of(row.getBytes("root")),
                Times.at(row, "captured_at"),
                row.getObject("statement", UUID.class));
    }

    /// One event to store.
    record Row(UUID id, CaptureDocument.Named named) {}

    /// Stores events, except those that are stored already.
    ///
    /// @param rows in one order everywhere, so that captures at the same time wait for each other
    /// @return the ids of those that are stored
    Set<UUID> insertEvents(
            Tx tx, UUID enterprise, UUID capture, Instant now, String namespaces, List<Row> rows) {
        List<UUID> stored =
                tx.sql()
                        .createQuery(
                                """
                                insert into trace_event (enterprise_id, id, capture_id, event_id,
                                  hash, declares_error, type, action, event_time, time_offset,
                                  biz_step, disposition, read_point, biz_location, recorded_at,
                                  json, namespaces)
                                select :enterprise, new.id::uuid, :capture, event_id,
                                  decode(hash, 'hex'), declares::boolean, type, action,
                                  event_time::timestamptz, time_offset, biz_step, disposition,
                                  read_point, biz_location, :now, json, cast(:namespaces as jsonb)
                                from unnest(:id, :eventId, :hash, :declares, :type, :action,
                                  :time, :offset, :step, :disposition, :read, :location, :json)
                                  as new (id, event_id, hash, declares, type, action, event_time,
                                    time_offset, biz_step, disposition, read_point, biz_location,
                                    json)
                                on conflict do nothing
                                returning id
                                """)
                        .bind("enterprise", enterprise)
                        .bind("capture", capture)
                        .bind("now", now)
                        .bind("namespaces", namespaces)
                        .bind("id", texts(rows, row -> row.id().toString()))
                        .bind("eventId", texts(rows, row -> row.named().id()))
                        .bind("hash", texts(rows, row -> row.named().hash()))
                        .bind("declares", texts(rows, row -> "" + row.named().declaresError()))
                        .bind("type", texts(rows, row -> event(row).type()))
                        .bind("action", texts(rows, row -> action(event(row))))
                        .bind("time", texts(rows, row -> eventTime(event(row)).toString()))
                        .bind("offset", texts(rows, row -> offset(event(row))))
                        .bind("step", texts(rows, row -> or(event(row).facts().bizStep())))
                        .bind(
                                "disposition",
                                texts(rows, row -> or(event(row).facts().disposition())))
                        .bind("read", texts(rows, row -> or(event(row).facts().readPoint())))
                        .bind("location", texts(rows, row -> or(event(row).facts().bizLocation())))
                        .bind("json", texts(rows, row -> event(row).json().text()))
                        .mapTo(UUID.class)
                        .list();
        return new HashSet<>(stored);
    }

    /// Events of a capture as they came, in the order of their ids.
    List<String> eventTexts(Tx tx, UUID capture, long from, int count) {
        return tx.sql()
                .createQuery(
                        """
                        select json from trace_event where capture_id = :capture
                        order by id offset :from limit :count
                        """)
                .bind("capture", capture)
                .bind("from", from)
                .bind("count", count)
                .mapTo(String.class)
                .list();
    }

    Optional<Trace.Place> place(Tx tx, StoredEvent event) {
        return tx.sql()
                .createQuery(
                        """
                        select c.statement,
                          (select count(*) from trace_event before
                           where before.capture_id = e.capture_id and before.id < e.id) as fact
                        from trace_event e
                        join trace_capture c
                          on c.enterprise_id = e.enterprise_id and c.id = e.capture_id
                        where e.enterprise_id = :enterprise and e.id = :event
                        """)
                .bind("enterprise", event.enterprise())
                .bind("event", event.id())
                .map(
                        (row, context) ->
                                new Trace.Place(
                                        row.getObject("statement", UUID.class),
                                        row.getLong("fact")))
                .findOne();
    }

    private static EpcisEvent event(Row row) {
        return row.named().event();
    }

    static Instant eventTime(EpcisEvent event) {
        return event.facts().eventTime().instant();
    }

    private static String offset(EpcisEvent event) {
        return event.facts().eventTime().offset();
    }

    static String action(EpcisEvent event) {
        return event.action().map(Enum::name).orElse("");
    }

    private static String or(Optional<String> text) {
        return text.orElse("");
    }

    private static <T> String[] texts(List<T> rows, Function<T, String> part) {
        return rows.stream().map(part).toArray(String[]::new);
    }

    void insertItems(Tx tx, Collection<TraceItem> items) {
        List<TraceItem> rows = List.copyOf(items);
        tx.sql()
                .createUpdate(
                        """
                        insert into trace_item
                          (item, event_time, event, role, enterprise_id, action, parent)
                        select item, event_time::timestamptz, event::uuid, role,
                          enterprise::uuid, action, parent
                        from unnest(:item, :time, :event, :role, :enterprise, :action, :parent)
                          as new (item, event_time, event, role, enterprise, action, parent)
                        order by item, event_time, event, role
                        """)
                .bind("item", texts(rows, TraceItem::item))
                .bind("time", texts(rows, row -> row.eventTime().toString()))
                .bind("event", texts(rows, row -> row.event().toString()))
                .bind("role", texts(rows, TraceItem::role))
                .bind("enterprise", texts(rows, row -> row.enterprise().toString()))
                .bind("action", texts(rows, TraceItem::action))
                .bind("parent", texts(rows, TraceItem::parent))
                .execute();
    }

    /// Events of a query, latest first.
    ///
    /// @param enterprise whose events; empty for everybody's
    Trace.Found query(Tx tx, Optional<UUID> enterprise, EventQuery query) {
        StringBuilder sql = new StringBuilder("select * from trace_event e where true");
        enterprise.ifPresent(id -> sql.append(" and enterprise_id = :enterprise"));
        query.words().keySet().forEach(c -> sql.append(" and %s = any(:%s)".formatted(c, c)));
        for (int i = 0; i < query.things().size(); i++) {
            sql.append(
                    """
                     and exists (select 1 from trace_item i where i.item = any(:items%d)
                       and i.role = any(:roles%d) and i.event_time = e.event_time
                       and i.event = e.id)
                    """
                            .formatted(i, i));
        }
        query.fromEventTime().ifPresent(t -> sql.append(" and event_time >= :fromEvent"));
        query.toEventTime().ifPresent(t -> sql.append(" and event_time < :toEvent"));
        query.fromRecordTime().ifPresent(t -> sql.append(" and recorded_at >= :fromRecord"));
        query.toRecordTime().ifPresent(t -> sql.append(" and recorded_at < :toRecord"));
        query.after().ifPresent(p -> sql.append(" and (event_time, id) < (:afterTime, :afterId)"));
        sql.append(" order by event_time desc, id desc limit :max");
        Query bound = tx.sql().createQuery(sql.toString()).bind("max", query.perPage() + 1);
        enterprise.ifPresent(id -> bound.bind("enterprise", id));
        query.words().forEach((c, values) -> bound.bind(c.name(), values.toArray(String[]::new)));
        for (int i = 0; i < query.things().size(); i++) {
            bound.bind("items" + i, query.things().get(i).items().toArray(String[]::new));
            bound.bind("roles" + i, query.things().get(i).roles().toArray(String[]::new));
        }
        query.fromEventTime().ifPresent(t -> bound.bind("fromEvent", t));
        query.toEventTime().ifPresent(t -> bound.bind("toEvent", t));
        query.fromRecordTime().ifPresent(t -> bound.bind("fromRecord", t));
        query.toRecordTime().ifPresent(t -> bound.bind("toRecord", t));
        query.after()
                .ifPresent(
                        place ->
                                bound.bind("afterTime", place.eventTime())
                                        .bind("afterId", place.id()));
        try (Stream<StoredEvent> rows =
                bound.setFetchSize(FETCH_SIZE).map(TraceStore::stored).stream()) {
            return page(rows.iterator(), query.perPage());
        }
    }

    /// Takes events as long as they fit into a page and into memory.
    private static Trace.Found page(Iterator<StoredEvent> rows, int perPage) {
        List<StoredEvent> events = new ArrayList<>();
        long chars = 0;
        while (rows.hasNext()) {
            StoredEvent event = rows.next();
            chars += event.json().length();
            if (!events.isEmpty() && (events.size() == perPage || chars > PAGE_CHARS_MAX)) {
                StoredEvent last = events.getLast();
                EventQuery.Place place = new EventQuery.Place(last.eventTime(), last.id());
                return new Trace.Found(events, Optional.of(place));
            }
            events.add(event);
        }
        return new Trace.Found(events, Optional.empty());
    }

    private static StoredEvent stored(ResultSet row, StatementContext context) throws SQLException {
        return new StoredEvent(
                row.getObject("id", UUID.class),
                row.getObject("enterprise_id", UUID.class),
                Times.at(row, "event_time"),
                row.getString("json"),
                TraceJson.namespaces(row.getString("namespaces")));
    }
}
