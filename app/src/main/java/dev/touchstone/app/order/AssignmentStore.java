// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of assignments, their pieces, and the changes that made them.
final class AssignmentStore {
    /// Codes of one chunk that belong to one assignment.
    @SuppressWarnings("ArrayRecordComponent")
    record Piece(int chunk, int assignment, byte[] codes) {}

    /// A chunk of an order's codes.
    record Chunk(UUID enterprise, UUID order, int number) {}

    /// Codes of one chunk with where they went.
    @SuppressWarnings("ArrayRecordComponent")
    record Held(Chunk chunk, Assignment assignment, byte[] codes) {}

    Optional<Assignment> find(Tx tx, Order order, Assignment.Way way) {
        return of(
                        tx,
                        order,
                        """
                        select * from order_assignment
                        where enterprise_id = :enterprise and order_id = :order and kind = :kind
                          and lot_id is not distinct from :lot and line = :line
                          and reason = :reason
                        """)
                .bind("kind", way.kind().name())
                .bindByType("lot", way.lot().orElse(null), UUID.class)
                .bind("line", way.line())
                .bind("reason", way.reason())
                .map(AssignmentStore::assignment)
                .findOne();
    }

    Optional<Assignment> find(Tx tx, Order order, int number) {
        return of(
                        tx,
                        order,
                        """
                        select * from order_assignment
                        where enterprise_id = :enterprise and order_id = :order
                          and number = :number
                        """)
                .bind("number", number)
                .map(AssignmentStore::assignment)
                .findOne();
    }

    private static Query of(Tx tx, Order order, String sql) {
        return tx.sql()
                .createQuery(sql)
                .bind("enterprise", order.enterprise())
                .bind("order", order.id());
    }

    List<Assignment> list(Tx tx, Order order, int after, int countMax) {
        return of(
                        tx,
                        order,
                        """
                        select * from order_assignment
                        where enterprise_id = :enterprise and order_id = :order
                          and number > :after and count > 0
                        order by number limit :max
                        """)
                .bind("after", after)
                .bind("max", countMax)
                .map(AssignmentStore::assignment)
                .list();
    }

    int lastNumber(Tx tx, Order order) {
        return of(
                        tx,
                        order,
                        """
                        select coalesce(max(number), 0) from order_assignment
                        where enterprise_id = :enterprise and order_id = :order
                        """)
                .mapTo(Integer.class)
                .one();
    }

    void put(Tx tx, Order order, Assignment assignment) {
        tx.sql()
                .createUpdate(
                        """
                        insert into order_assignment
                          (enterprise_id, order_id, number, kind, lot_id, line, reason, count,
                           first_at, last_at)
                        values (:enterprise, :order, :number, :kind, :lot, :line, :reason, :count,
                                :first, :last)
                        on conflict (enterprise_id, order_id, number)
                          do update set count = excluded.count, last_at = excluded.last_at
                        """)
                .bind("enterprise", order.enterprise())
                .bind("order", order.id())
                .bind("number", assignment.number())
                .bind("kind", assignment.way().kind().name())
                .bind("lot", assignment.way().lot().orElse(null))
                .bind("line", assignment.way().line())
                .bind("reason", assignment.way().reason())
                .bind("count", assignment.count())
                .bind("first", assignment.firstAt())
                .bind("last", assignment.lastAt())
                .execute();
    }

    /// Pieces of some chunks, of codes that are verified only or of all others.
    List<Piece> pieces(Tx tx, Order order, Collection<Integer> chunks, boolean verified) {
        return of(
                        tx,
                        order,
                        """
                        select p.chunk, p.assignment, p.codes
                        from order_piece p join order_assignment a
                          on a.enterprise_id = p.enterprise_id and a.order_id = p.order_id
                            and a.number = p.assignment
                        where p.enterprise_id = :enterprise and p.order_id = :order
                          and p.chunk = any(:chunks) and (a.kind = 'VERIFIED') = :verified
                        """)
                .bind("chunks", chunks.stream().mapToInt(c -> c).toArray())
                .bind("verified", verified)
                .map(
                        (row, context) ->
                                new Piece(
                                        row.getInt("chunk"),
                                        row.getInt("assignment"),
                                        row.getBytes("codes")))
                .list();
    }

    /// Where the codes of chunks went, of any orders; those that were only verified are free.
    List<Held> held(Tx tx, Collection<Chunk> chunks) {
        return tx.sql()
                .createQuery(
                        """
                        select p.enterprise_id, p.chunk, p.codes, a.*
                        from unnest(:enterprises, :orders, :chunks)
                          as w (enterprise_id, order_id, chunk)
                        join order_piece p on p.enterprise_id = w.enterprise_id
                          and p.order_id = w.order_id and p.chunk = w.chunk
                        join order_assignment a on a.enterprise_id = p.enterprise_id
                          and a.order_id = p.order_id and a.number = p.assignment
                        where a.kind <> 'VERIFIED'
                        """)
                .bindArray(
                        "enterprises", UUID.class, chunks.stream().map(Chunk::enterprise).toList())
                .bindArray("orders", UUID.class, chunks.stream().map(Chunk::order).toList())
                .bind("chunks", chunks.stream().mapToInt(Chunk::number).toArray())
                .map(
                        (row, context) -> {
                            Assignment assignment = assignment(row, context);
                            return new Held(
                                    new Chunk(
                                            row.getObject("enterprise_id", UUID.class),
                                            assignment.order(),
                                            row.getInt("chunk")),
                                    assignment,
                                    row.getBytes("codes"));
                        })
                .list();
    }

    void putPieces(Tx tx, Order order, int assignment, Map<Integer, byte[]> codes) {
        try (PreparedBatch batch =
                tx.sql()
                        .prepareBatch(
                                """
                                insert into order_piece
                                  (enterprise_id, order_id, chunk, assignment, codes)
                                values (:enterprise, :order, :chunk, :assignment, :codes)
                                on conflict (enterprise_id, order_id, chunk, assignment)
                                  do update set codes = excluded.codes
                                """)) {
            codes.forEach(
                    (chunk, bytes) ->
                            batch.bind("enterprise", order.enterprise())
                                    .bind("order", order.id())
                                    .bind("chunk", chunk)
                                    .bind("assignment", assignment)
                                    .bind("codes", bytes)
                                    .add());
            batch.execute();
        }
    }

    void dropPieces(Tx tx, Order order, int assignment, Collection<Integer> chunks) {
        tx.sql()
                .createUpdate(
                        """
                        delete from order_piece
                        where enterprise_id = :enterprise and order_id = :order
                          and assignment = :assignment and chunk = any(:chunks)
                        """)
                .bind("enterprise", order.enterprise())
                .bind("order", order.id())
                .bind("assignment", assignment)
                .bind("chunks", chunks.stream().mapToInt(c -> c).toArray())
                .execute();
    }

    void insertChange(Tx tx, Order order, Change change) {
        tx.sql()
                .createUpdate(
                        """
                        insert into order_change
                          (enterprise_id, id, order_id, assignment, count, runs, done_by, done_at,
                           statement)
                        values (:enterprise, :id, :order, :assignment, :count, :runs, :account,
                                :at, :statement)
                        """)
                .bind("enterprise", order.enterprise())
                .bind("id", change.id())
                .bind("order", order.id())
                .bind("assignment", change.assignment())
                .bind("count", change.count())
                .bind("runs", change.runs().orElseThrow().ends())
                .bind("account", change.doneBy())
                .bind("at", change.doneAt())
                .bind("statement", change.statement())
                .execute();
    }

    void undo(Tx tx, Order order, UUID change, Instant at, UUID statement) {
        tx.sql()
                .createUpdate(
                        """
                        update order_change set undone_at = :at, undone_statement = :statement
                        where enterprise_id = :enterprise and id = :id
                        """)
                .bind("at", at)
                .bind("statement", statement)
                .bind("enterprise", order.enterprise())
                .bind("id", change)
                .execute();
    }

    Optional<Change> change(Tx tx, Order order, UUID id) {
        return of(tx, order, CHANGES + " and c.id = :id")
                .bind("id", id)
                .map(AssignmentStore::change)
                .findOne();
    }

    /// Changes of an order, latest first.
    List<Change> changes(Tx tx, Order order, int countMax) {
        return of(tx, order, CHANGES + " order by c.id desc limit :max")
                .bind("max", countMax)
                .map(AssignmentStore::change)
                .list();
    }

    private static final String CHANGES =
            """
            select c.*, a.kind, a.lot_id, a.line, a.reason
            from order_change c join order_assignment a
              on a.enterprise_id = c.enterprise_id and a.order_id = c.order_id
                and a.number = c.assignment
            where c.enterprise_id = :enterprise and c.order_id = :order\
            """;

    /// The statements of the latest changes that still say where codes went, by the code's place
    /// in the list.
    Map<Integer, UUID> statements(Tx tx, List<Orders.Held> codes) {
        Map<Integer, UUID> found = new HashMap<>();
        tx.sql()
                .createQuery(
                        """
                        select w.n, c.statement
                        from unnest(:enterprises, :orders, :indexes) with ordinality
                          as w (enterprise_id, order_id, i, n)
                        cross join lateral (
                          select c.statement from order_change c
                          where c.enterprise_id = w.enterprise_id and c.order_id = w.order_id
                            and c.undone_at is null
                            and exists (
                              select 1 from generate_series(1, cardinality(c.runs), 2) as r
                              where c.runs[r] <= w.i and c.runs[r + 1] >= w.i)
                          order by c.id desc limit 1) c
                        """)
                .bindArray(
                        "enterprises",
                        UUID.class,
                        codes.stream().map(code -> code.order().enterprise()).toList())
                .bindArray(
                        "orders",
                        UUID.class,
                        codes.stream().map(code -> code.order().id()).toList())
                .bind(
                        "indexes",
                        codes.stream().mapToInt(c -> c.order().index(c.number())).toArray())
                .map(
                        (row, context) ->
                                Map.entry(
                                        row.getInt("n") - 1,
                                        row.getObject("statement", UUID.class)))
                .forEach(one -> found.put(one.getKey(), one.getValue()));
        return found;
    }

    int forgetRuns(Tx tx, Instant before) {
        return tx.sql()
                .createUpdate(
                        """
                        update order_change set runs = null
                        where done_at < :before and cardinality(runs) > 64
                        """)
                .bind("before", before)
                .execute();
    }

    private static Assignment.Way way(ResultSet row) throws SQLException {
        return new Assignment.Way(
                Assignment.Kind.valueOf(row.getString("kind")),
                Optional.ofNullable(row.getObject("lot_id", UUID.class)),
                row.getString("line"),
                row.getString("reason"));
    }

    private static Assignment assignment(ResultSet row, StatementContext context)
            throws SQLException {
        return new Assignment(
                row.getObject("order_id", UUID.class),
                row.getInt("number"),
                way(row),
                row.getInt("count"),
                Times.at(row, "first_at"),
                Times.at(row, "last_at"));
    }

    private static Change change(ResultSet row, StatementContext context) throws SQLException {
        Optional<Array> runs = Optional.ofNullable(row.getArray("runs"));
        return new Change(
                row.getObject("id", UUID.class),
                row.getObject("order_id", UUID.class),
                row.getInt("assignment"),
                way(row),
                row.getInt("count"),
                runs.isEmpty()
                        ? Optional.empty()
                        : Optional.of(CodeRuns.ofEnds((Integer[]) runs.get().getArray())),
                row.getObject("done_by", UUID.class),
                Times.at(row, "done_at"),
                row.getObject("statement", UUID.class),
                Times.maybe(row, "undone_at"));
    }
}
