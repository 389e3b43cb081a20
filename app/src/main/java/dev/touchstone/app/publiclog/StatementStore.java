// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of statements: written once, changed by nothing but erasure.
final class StatementStore {
    private static final String COLUMNS =
            """
            s.id, s.type, s.issuer, s.subject, s.at, s.open, s.canonical, s.salt, s.digest,
            s.fact_seed, e.entry_index
            """;

    /// A statement ready to be stored.
    ///
    /// @param factSeed where the salts of its facts come from; empty for a statement without facts
    @SuppressWarnings("ArrayRecordComponent")
    record Row(
            UUID id,
            Statement statement,
            String canonical,
            byte[] salt,
            byte[] digest,
            Optional<byte[]> factSeed) {
        Row withFacts(byte[] seed) {
            return new Row(id, statement, canonical, salt, digest, Optional.of(seed));
        }
    }

    void insert(Tx tx, Row row) {
        Statement statement = row.statement();
        tx.sql()
                .createUpdate(
                        """
                        with stated as (
                          insert into log_statement
                            (id, type, issuer, subject, at, open, canonical, salt, digest,
                             fact_seed)
                          values (:id, :type, :issuer, :subject, :at, :open, :canonical, :salt,
                                  :digest, :seed))
                        insert into log_waiting (statement, type, issuer, at, digest)
                        values (:id, :type, :issuer, :at, :digest)
                        """)
                .bind("id", row.id())
                .bind("type", statement.type())
                .bind("issuer", statement.issuer())
                .bind("subject", statement.subject())
                .bind("at", statement.at())
                .bind("open", statement.open())
                .bind("canonical", row.canonical())
                .bind("salt", row.salt())
                .bind("digest", row.digest())
                .bind("seed", row.factSeed().orElse(null))
                .execute();
    }

    /// The tree over the facts of a statement.
    ///
    /// @param nodes a hash for each full group of 256 facts
    @SuppressWarnings("ArrayRecordComponent")
    record FactTree(long count, byte[] nodes) {}

    void insertFacts(Tx tx, UUID statement, FactTree tree) {
        tx.sql()
                .createUpdate(
                        """
                        insert into log_facts (statement, count, nodes)
                        values (:statement, :count, :nodes)
                        """)
                .bind("statement", statement)
                .bind("count", tree.count())
                .bind("nodes", tree.nodes())
                .execute();
    }

    Optional<FactTree> facts(Tx tx, UUID statement) {
        return tx.sql()
                .createQuery("select count, nodes from log_facts where statement = :statement")
                .bind("statement", statement)
                .map((row, context) -> new FactTree(row.getLong("count"), row.getBytes("nodes")))
                .findOne();
    }

    void insertAll(Tx tx, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        PreparedBatch stated =
                tx.sql()
                        .prepareBatch(
                                """
                                insert into log_statement
                                  (id, type, issuer, subject, at, open, canonical, salt, digest)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                                """);
        PreparedBatch waiting =
                tx.sql()
                        .prepareBatch(
                                """
                                insert into log_waiting (statement, type, issuer, at, digest)
                                values (?, ?, ?, ?, ?)
                                """);
        for (Row row : rows) {
            Statement statement = row.statement();
            Instant at = statement.at();
            stated.add(
                    row.id(),
                    statement.type(),
                    statement.issuer(),
                    statement.subject(),
                    at,
                    statement.open(),
                    row.canonical(),
                    row.salt(),
                    row.digest());
            waiting.add(row.id(), statement.type(), statement.issuer(), at, row.digest());
        }
        stated.execute();
        waiting.execute();
    }

    Optional<StoredStatement> find(Tx tx, UUID id) {
        return tx.sql()
                .createQuery(
                        "select "
                                + COLUMNS
                                + """
                                from log_statement s
                                left join log_entry e on e.statement = s.id where s.id = :id
                                """)
                .bind("id", id)
                .map(StatementStore::stored)
                .findOne();
    }

    /// A statement and the checkpoint that everybody gets at the same moment.
    record Located(StoredStatement statement, Optional<CheckpointStore.Row> published) {}

    /// Finds both with one question, so that it needs no transaction.
    Optional<Located> locate(Tx tx, UUID id) {
        return tx.sql()
                .createQuery(
                        "select "
                                + COLUMNS
                                + """
                                , c.size, c.published, c.published_at
                                from log_statement s
                                left join log_entry e on e.statement = s.id
                                left join lateral (
                                  select size, published, published_at from log_checkpoint
                                  where published is not null order by size desc limit 1
                                ) c on true
                                where s.id = :id
                                """)
                .bind("id", id)
                .map(StatementStore::located)
                .findOne();
    }

    private static Located located(ResultSet row, StatementContext context) throws SQLException {
        String note = row.getString("published");
        Optional<CheckpointStore.Row> published =
                note == null
                        ? Optional.empty()
                        : Optional.of(
                                new CheckpointStore.Row(
                                        row.getLong("size"), note, Times.at(row, "published_at")));
        return new Located(stored(row, context), published);
    }

    List<StoredStatement> about(Tx tx, String subject, int countMax) {
        return tx.sql()
                .createQuery(
                        "select "
                                + COLUMNS
                                + """
                                from log_statement s left join log_entry e on e.statement = s.id
                                where s.subject = :subject order by s.arrival desc limit :max
                                """)
                .bind("subject", subject)
                .bind("max", countMax)
                .map(StatementStore::stored)
                .list();
    }

    /// What is found before an arrival, latest first: open ones by subject, all of an issuer.
    List<LookUp.Listed> list(Tx tx, LookUp.Sought sought, long before, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        with found as (
                          select one.id, one.arrival from unnest(:subjects) as wanted (subject)
                          cross join lateral (
                            select id, arrival from log_statement
                            where subject = wanted.subject and open and arrival < :before
                            order by arrival desc limit :max) as one
                          union
                          (select id, arrival from log_statement
                           where subject >= :start and subject < :startEnd
                             and open and arrival < :before
                           order by arrival desc limit :max)
                          union
                          (select id, arrival from log_statement
                           where issuer = :issuer and arrival < :before
                           order by arrival desc limit :max)
                        )
                        select s.id, s.type, s.at, s.open, s.arrival, e.entry_index
                        from found join log_statement s on s.id = found.id
                        left join log_entry e on e.statement = s.id
                        order by s.arrival desc limit :max
                        """)
                .bindArray("subjects", String.class, sought.subjects())
                .bind("start", sought.subjectStart().orElse(null))
                .bind("startEnd", sought.subjectStart().map(StatementStore::after).orElse(null))
                .bind("issuer", sought.issuer().orElse(null))
                .bind("before", before)
                .bind("max", countMax)
                .map(StatementStore::listed)
                .list();
    }

    /// The first text after all that begin with this one.
    private static String after(String start) {
        int last = start.length() - 1;
        return start.substring(0, last) + (char) (start.charAt(last) + 1);
    }

    private static LookUp.Listed listed(ResultSet row, StatementContext context)
            throws SQLException {
        return new LookUp.Listed(
                row.getObject("id", UUID.class),
                row.getString("type"),
                Times.at(row, "at"),
                row.getBoolean("open"),
                Optional.ofNullable(row.getObject("entry_index", Long.class)),
                row.getLong("arrival"));
    }

    /// Statements with a place in the log, by their place.
    List<StoredStatement> entries(Tx tx, long from, long to) {
        return tx.sql()
                .createQuery(
                        "select "
                                + COLUMNS
                                + """
                                from log_entry e join log_statement s on s.id = e.statement
                                where e.entry_index >= :from and e.entry_index < :to
                                order by e.entry_index
                                """)
                .bind("from", from)
                .bind("to", to)
                .map(StatementStore::stored)
                .list();
    }

    /// The latest of those with a place before a size, latest first.
    List<LookUp.Listed> latest(Tx tx, long size, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select s.id, s.type, s.at, s.open, s.arrival, e.entry_index
                        from log_entry e join log_statement s on s.id = e.statement
                        where e.entry_index < :size order by e.entry_index desc limit :max
                        """)
                .bind("size", size)
                .bind("max", countMax)
                .map(StatementStore::listed)
                .list();
    }

    /// Drops body, salt and the salts of facts; the entry stays and says nothing any more.
    boolean erase(Tx tx, UUID id) {
        tx.sql()
                .createUpdate("delete from log_facts where statement = :id")
                .bind("id", id)
                .execute();
        return tx.sql()
                        .createUpdate(
                                """
                                update log_statement
                                set canonical = null, salt = null, fact_seed = null, open = false
                                where id = :id
                                """)
                        .bind("id", id)
                        .execute()
                == 1;
    }

    private static StoredStatement stored(ResultSet row, StatementContext context)
            throws SQLException {
        return new StoredStatement(
                row.getObject("id", UUID.class),
                row.getString("type"),
                row.getString("issuer"),
                row.getString("subject"),
                Times.at(row, "at"),
                row.getBoolean("open"),
                Optional.ofNullable(row.getString("canonical")),
                Optional.ofNullable(row.getBytes("salt")),
                row.getBytes("digest"),
                Optional.ofNullable(row.getBytes("fact_seed")),
                Optional.ofNullable(row.getObject("entry_index", Long.class)));
    }
}
