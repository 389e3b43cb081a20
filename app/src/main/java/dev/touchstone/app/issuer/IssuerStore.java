// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.issuer;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of keys and documents.
final class IssuerStore {
    private static final String KEY =
            "select number, ed25519, sm2, in_use_from, retired_at, revoked_at, reason"
                    + " from issuer_key ";
    private static final String DOCUMENT =
            "select version, json, sha256, at, statement from issuer_document ";

    /// Makes changes of keys wait for each other; those who sign or read do not wait.
    void lockForChange(Tx tx) {
        tx.sql().execute("lock table issuer_key in share row exclusive mode");
    }

    /// The key in use, held until the transaction ends; empty while another one takes its place.
    Optional<SigningKey> holdInUse(Tx tx) {
        return tx.sql()
                .createQuery(KEY + "where retired_at is null for share")
                .map(IssuerStore::key)
                .findOne();
    }

    /// The key in use, once nobody signs with it any more.
    Optional<SigningKey> lockInUse(Tx tx) {
        return tx.sql()
                .createQuery(KEY + "where retired_at is null for update")
                .map(IssuerStore::key)
                .findOne();
    }

    Optional<SigningKey> inUse(Tx tx) {
        return tx.sql()
                .createQuery(KEY + "where retired_at is null")
                .map(IssuerStore::key)
                .findOne();
    }

    Optional<SigningKey> find(Tx tx, int number) {
        return tx.sql()
                .createQuery(KEY + "where number = :number")
                .bind("number", number)
                .map(IssuerStore::key)
                .findOne();
    }

    Optional<SigningKey> withPublicKey(Tx tx, String ed25519) {
        return tx.sql()
                .createQuery(KEY + "where ed25519 = :key")
                .bind("key", ed25519)
                .map(IssuerStore::key)
                .findOne();
    }

    /// All keys, the oldest first.
    List<SigningKey> keys(Tx tx) {
        return tx.sql().createQuery(KEY + "order by number").map(IssuerStore::key).list();
    }

    private static SigningKey key(ResultSet row, StatementContext context) throws SQLException {
        return new SigningKey(
                row.getInt("number"),
                row.getString("ed25519"),
                row.getString("sm2"),
                Times.at(row, "in_use_from"),
                Times.maybe(row, "retired_at"),
                Times.maybe(row, "revoked_at"),
                row.getString("reason"));
    }

    void insert(Tx tx, int number, String ed25519, String sm2, Instant at) {
        tx.sql()
                .createUpdate(
                        """
                        insert into issuer_key (number, ed25519, sm2, in_use_from)
                        values (:number, :ed25519, :sm2, :at)
                        """)
                .bind("number", number)
                .bind("ed25519", ed25519)
                .bind("sm2", sm2)
                .bind("at", at)
                .execute();
    }

    void retire(Tx tx, int number, Instant at) {
        tx.sql()
                .createUpdate("update issuer_key set retired_at = :at where number = :number")
                .bind("number", number)
                .bind("at", at)
                .execute();
    }

    void revoke(Tx tx, int number, String reason, Instant at) {
        tx.sql()
                .createUpdate(
                        """
                        update issuer_key set revoked_at = :at, reason = :reason
                        where number = :number
                        """)
                .bind("number", number)
                .bind("reason", reason)
                .bind("at", at)
                .execute();
    }

    Optional<DocumentVersion> latest(Tx tx) {
        return tx.sql()
                .createQuery(DOCUMENT + "order by version desc limit 1")
                .map(IssuerStore::document)
                .findOne();
    }

    Optional<DocumentVersion> version(Tx tx, int version) {
        return tx.sql()
                .createQuery(DOCUMENT + "where version = :version")
                .bind("version", version)
                .map(IssuerStore::document)
                .findOne();
    }

    /// Versions, the latest first.
    List<DocumentVersion> versions(Tx tx, int countMax) {
        return tx.sql()
                .createQuery(DOCUMENT + "order by version desc limit :max")
                .bind("max", countMax)
                .map(IssuerStore::document)
                .list();
    }

    private static DocumentVersion document(ResultSet row, StatementContext context)
            throws SQLException {
        return new DocumentVersion(
                row.getInt("version"),
                row.getString("json"),
                HexFormat.of().formatHex(row.getBytes("sha256")),
                Times.at(row, "at"),
                row.getObject("statement", UUID.class));
    }

    void insert(Tx tx, int version, String json, byte[] sha256, Instant at, UUID statement) {
        tx.sql()
                .createUpdate(
                        """
                        insert into issuer_document (version, json, sha256, at, statement)
                        values (:version, :json, :sha256, :at, :statement)
                        """)
                .bind("version", version)
                .bind("json", json)
                .bind("sha256", sha256)
                .bind("at", at)
                .bind("statement", statement)
                .execute();
    }
}
