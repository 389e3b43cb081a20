// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.keyring;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.mark.MarkKeyFile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of revocations and exports.
final class KeyringStore {
    boolean ask(Tx tx, UUID enterprise, ProductKey.Revocation asked) {
        return tx.sql()
                        .createUpdate(
                                """
                                insert into mark_key_revocation
                                  (gtin, key_id, enterprise_id, reason, asked_by, asked_at)
                                values (:gtin, :key, :enterprise, :reason, :by, :at)
                                on conflict do nothing
                                """)
                        .bind("gtin", asked.product())
                        .bind("key", asked.keyId())
                        .bind("enterprise", enterprise)
                        .bind("reason", asked.reason())
                        .bind("by", asked.askedBy())
                        .bind("at", asked.askedAt())
                        .execute()
                == 1;
    }

    /// The revocations of a product's keys, locked against each other until the end.
    List<ProductKey.Revocation> lock(Tx tx, long product) {
        return tx.sql()
                .createQuery("select * from mark_key_revocation where gtin = :gtin for update")
                .bind("gtin", product)
                .map(KeyringStore::revocation)
                .list();
    }

    List<ProductKey.Revocation> of(Tx tx, long product) {
        return tx.sql()
                .createQuery("select * from mark_key_revocation where gtin = :gtin")
                .bind("gtin", product)
                .map(KeyringStore::revocation)
                .list();
    }

    void confirm(Tx tx, ProductKey.Revocation one, UUID by, Instant at, UUID statement) {
        tx.sql()
                .createUpdate(
                        """
                        update mark_key_revocation
                        set confirmed_by = :by, confirmed_at = :at, statement = :statement
                        where gtin = :gtin and key_id = :key
                        """)
                .bind("by", by)
                .bind("at", at)
                .bind("statement", statement)
                .bind("gtin", one.product())
                .bind("key", one.keyId())
                .execute();
    }

    void withdraw(Tx tx, ProductKey.Revocation one) {
        tx.sql()
                .createUpdate(
                        """
                        delete from mark_key_revocation
                        where gtin = :gtin and key_id = :key and confirmed_at is null
                        """)
                .bind("gtin", one.product())
                .bind("key", one.keyId())
                .execute();
    }

    /// All keys that are revoked.
    List<ProductKey.Revocation> confirmed(Tx tx) {
        return tx.sql()
                .createQuery("select * from mark_key_revocation where confirmed_at is not null")
                .map(KeyringStore::revocation)
                .list();
    }

    void insert(
            Tx tx, UUID enterprise, long product, ProductKey.Export one, UUID by, UUID statement) {
        tx.sql()
                .createUpdate(
                        """
                        insert into mark_key_export
                          (enterprise_id, id, gtin, key_id, grade, holder, made_by, made_at,
                           expires_at, statement)
                        values (:enterprise, :id, :gtin, :key, :grade, :holder, :by, :at,
                                :expires, :statement)
                        """)
                .bind("enterprise", enterprise)
                .bind("id", one.id())
                .bind("gtin", product)
                .bind("key", one.keyId())
                .bind("grade", one.grade().name())
                .bind("holder", one.holder())
                .bind("by", by)
                .bind("at", one.madeAt())
                .bind("expires", one.expiresAt())
                .bind("statement", statement)
                .execute();
    }

    /// Who was given keys of a product, latest first.
    List<ProductKey.Export> exports(Tx tx, long product, int countMax) {
        return tx.sql()
                .createQuery(
                        """
                        select * from mark_key_export where gtin = :gtin
                        order by id desc limit :max
                        """)
                .bind("gtin", product)
                .bind("max", countMax)
                .map(
                        (row, context) ->
                                new ProductKey.Export(
                                        row.getObject("id", UUID.class),
                                        row.getInt("key_id"),
                                        MarkKeyFile.Grade.valueOf(row.getString("grade")),
                                        row.getString("holder"),
                                        Times.at(row, "made_at"),
                                        Times.at(row, "expires_at")))
                .list();
    }

    private static ProductKey.Revocation revocation(ResultSet row, StatementContext context)
            throws SQLException {
        return new ProductKey.Revocation(
                row.getLong("gtin"),
                row.getInt("key_id"),
                row.getString("reason"),
                row.getObject("asked_by", UUID.class),
                Times.at(row, "asked_at"),
                Times.maybe(row, "confirmed_at"));
    }
}
