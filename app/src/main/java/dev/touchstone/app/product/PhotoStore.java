// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.product;

import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.gs1.Gtin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of photos: at most one that is shown and one that was before, for each product.
final class PhotoStore {
    /// Keeps two changes of one product's photo apart until the transaction ends.
    void lock(Tx tx, Product product) {
        tx.sql()
                .createQuery("select 1 from product where id = :id for update")
                .bind("id", product.id())
                .mapTo(Integer.class)
                .one();
    }

    Optional<Photo> shown(Tx tx, Product product) {
        return find(tx, product, true);
    }

    Optional<Photo> before(Tx tx, Product product) {
        return find(tx, product, false);
    }

    private static Optional<Photo> find(Tx tx, Product product, boolean shown) {
        return tx.sql()
                .createQuery(
                        """
                        select * from product_photo
                        where enterprise_id = :enterprise and product_id = :product
                          and shown = :shown
                        """)
                .bind("enterprise", product.enterprise())
                .bind("product", product.id())
                .bind("shown", shown)
                .map(PhotoStore::photo)
                .findOne();
    }

    /// One of the two pictures that are shown, by the product's GTIN alone.
    Optional<Served> served(Tx tx, Gtin gtin, boolean small) {
        return tx.sql()
                .createQuery(
                        "select f.tag, f."
                                + (small ? "small" : "large")
                                + " as bytes from product p join product_photo f"
                                + " on f.enterprise_id = p.enterprise_id and f.product_id = p.id"
                                + " where p.gtin = :gtin and f.shown")
                .bind("gtin", gtin.digits())
                .map((row, context) -> new Served(row.getString("tag"), row.getBytes("bytes")))
                .findOne();
    }

    /// A picture as it is handed out.
    ///
    /// @param bytes not copied
    @SuppressWarnings("ArrayRecordComponent")
    record Served(String tag, byte[] bytes) {}

    /// Puts these in the place of what was there.
    void put(Tx tx, Product product, Optional<Photo> shown, Optional<Photo> before) {
        tx.sql()
                .createUpdate(
                        """
                        delete from product_photo
                        where enterprise_id = :enterprise and product_id = :product
                        """)
                .bind("enterprise", product.enterprise())
                .bind("product", product.id())
                .execute();
        shown.ifPresent(photo -> insert(tx, product, photo));
        before.ifPresent(photo -> insert(tx, product, photo));
        tx.sql()
                .createUpdate("update product set photo = :tag where id = :id")
                .bindByType("tag", shown.map(Photo::tag).orElse(null), String.class)
                .bind("id", product.id())
                .execute();
    }

    private static void insert(Tx tx, Product product, Photo photo) {
        tx.sql()
                .createUpdate(
                        """
                        insert into product_photo
                          (enterprise_id, product_id, shown, tag, small, large, put_by, put_at,
                           replaced_at, statement)
                        values (:enterprise, :product, :shown, :tag, :small, :large, :by, :at,
                                :replaced, :statement)
                        """)
                .bind("enterprise", product.enterprise())
                .bind("product", product.id())
                .bind("shown", photo.replacedAt().isEmpty())
                .bind("tag", photo.tag())
                .bind("small", photo.small())
                .bind("large", photo.large())
                .bind("by", photo.by())
                .bind("at", photo.at())
                .bindByType("replaced", photo.replacedAt().orElse(null), Instant.class)
                .bind("statement", photo.statement())
                .execute();
    }

    /// Deletes what was replaced before a moment.
    int forget(Tx tx, Instant before) {
        return tx.sql()
                .createUpdate("delete from product_photo where not shown and replaced_at < :before")
                .bind("before", before)
                .execute();
    }

    private static Photo photo(ResultSet row, StatementContext context) throws SQLException {
        return new Photo(
                row.getString("tag"),
                row.getBytes("small"),
                row.getBytes("large"),
                row.getObject("put_by", UUID.class),
                Times.at(row, "put_at"),
                Times.maybe(row, "replaced_at"),
                row.getObject("statement", UUID.class));
    }
}
