// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import dev.touchstone.app.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of statements.
final class StatementStore {
    void insert(Tx tx, UUID id, Statement statement, String canonical, byte[] salt, byte[] digest) {
        tx.sql()
                .createUpdate(
                        """
                        insert into log_statement
                          (id, type, issuer, subject, at, open, canonical, salt, digest)
                        values (:id, :type, :issuer, :subject, :at, :open,
                                :canonical, :salt, :digest)
                        """)
                .bind("id", id)
                .bind("type", statement.type())
                .bind("issuer", statement.issuer())
                .bind("subject", statement.subject())
                .bind("at", OffsetDateTime.ofInstant(statement.at(), ZoneOffset.UTC))
                .bind("open", statement.open())
                .bind("canonical", canonical)
                .bind("salt", salt)
                .bind("digest", digest)
                .execute();
    }

    /// A statement ready to be stored.
    @SuppressWarnings("ArrayRecordComponent")
    record Row(UUID id, Statement statement, String canonical, byte[] salt, byte[] digest) {}

    void insertAll(Tx tx, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        PreparedBatch batch =
                tx.sql()
                        .prepareBatch(
                                """
                                insert into log_statement
                                  (id, type, issuer, subject, at, open, canonical, salt, digest)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                                """);
        for (Row row : rows) {
            Statement statement = row.statement();
            batch.add(
                    row.id(),
                    statement.type(),
                    statement.issuer(),
                    statement.subject(),
                    OffsetDateTime.ofInstant(statement.at(), ZoneOffset.UTC),
                    statement.open(),
                    row.canonical(),
                    row.salt(),
                    row.digest());
        }
        batch.execute();
    }

    /// Statements that have no entry yet, oldest first.
    List<Waiting> waiting(Tx tx, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select id, type, issuer, at, digest from log_statement
                        where entry_index is null order by arrival limit :max
                        """)
                .bind("max", countMax)
                .map(
                        (rs, context) ->
                                new Waiting(
                                        rs.getObject("id", UUID.class),
                                        rs.getString("type"),
                                        rs.getString("issuer"),
                                        rs.getObject("at", OffsetDateTime.class).toInstant(),
                                        rs.getBytes("digest")))
                .list();
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Waiting(UUID id, String type, String issuer, Instant at, byte[] digest) {}

    void assign(Tx tx, List<Waiting> statements, long firstIndex) {
        PreparedBatch batch =
                tx.sql().prepareBatch("update log_statement set entry_index = ? where id = ?");
        long index = firstIndex;
        for (Waiting statement : statements) {
            batch.add(index++, statement.id());
        }
        batch.execute();
    }

    Optional<StoredStatement> find(Tx tx, UUID id) {
        return tx.sql()
                .createQuery("select * from log_statement where id = :id")
                .bind("id", id)
                .map(StatementStore::stored)
                .findOne();
    }

    List<StoredStatement> about(Tx tx, String subject, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select * from log_statement where subject = :subject
                        order by arrival desc limit :max
                        """)
                .bind("subject", subject)
                .bind("max", countMax)
                .map(StatementStore::stored)
                .list();
    }

    List<StoredStatement> latest(Tx tx, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select * from log_statement where entry_index is not null
                        order by entry_index desc limit :max
                        """)
                .bind("max", countMax)
                .map(StatementStore::stored)
                .list();
    }

    /// Drops body and salt; the entry stays and proves nothing any more.
    boolean erase(Tx tx, UUID id) {
        return tx.sql()
                        .createUpdate(
                                """
                                update log_statement set canonical = null, salt = null, open = false
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
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getBoolean("open"),
                Optional.ofNullable(row.getString("canonical")),
                Optional.ofNullable(row.getBytes("salt")),
                row.getBytes("digest"),
                Optional.ofNullable(row.getObject("entry_index", Long.class)));
    }
}
