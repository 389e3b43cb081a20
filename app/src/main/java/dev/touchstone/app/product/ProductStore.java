// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.product;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Times;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.number.PlatformNumber;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.gs1.Gtin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// The rows of products.
final class ProductStore {
    void insert(Tx tx, Product product, UUID account) {
        try {
            tx.sql()
                    .createUpdate(
                            """
                            insert into product
                              (id, enterprise_id, gtin, name_zh, name_en, brand, category,
                               own_number, registered_by, registered_at, statement, former)
                            values (:id, :enterprise, :gtin, :zh, :en, :brand, :category,
                               :own, :account, :at, :statement, :former)
                            """)
                    .bind("id", product.id())
                    .bind("enterprise", product.enterprise())
                    .bind("gtin", product.gtin().digits())
                    .bind("zh", product.nameZh())
                    .bind("en", product.nameEn())
                    .bind("brand", product.brand())
                    .bind("category", product.category())
                    .bind("own", product.ownNumber())
                    .bind("account", account)
                    .bind("at", product.registeredAt())
                    .bind("statement", product.statement())
                    .bind("former", product.former().map(f -> f.key().digits()).orElse(null))
                    .execute();
        } catch (UnableToExecuteStatementException e) {
            if (Database.breaksUnique(e, "product_gtin")) {
                throw new Refused(Code.GTIN_TAKEN).at("gtin");
            }
            if (Database.breaksUnique(e, "product_former")) {
                throw new Refused(Code.GTIN_TAKEN).at("former");
            }
            throw e;
        }
    }

    /// The next platform number, never given before.
    PlatformNumber nextNumber(Tx tx) {
        return PlatformNumber.of(
                tx.sql()
                        .createQuery("select nextval('product_platform_number')")
                        .mapTo(Long.class)
                        .one());
    }

    Optional<Product> find(Tx tx, Gtin gtin) {
        return tx.sql()
                .createQuery("select * from product where gtin = :gtin")
                .bind("gtin", gtin.digits())
                .map(ProductStore::product)
                .findOne();
    }

    /// The product that took over from one with a platform number, once its maker had a GTIN.
    Optional<Product> successor(Tx tx, PlatformNumber number) {
        return tx.sql()
                .createQuery("select * from product where former = :former")
                .bind("former", number.key().digits())
                .map(ProductStore::product)
                .findOne();
    }

    Optional<Product> find(Tx tx, UUID id) {
        return tx.sql()
                .createQuery("select * from product where id = :id")
                .bind("id", id)
                .map(ProductStore::product)
                .findOne();
    }

    /// Any product of an enterprise whose GTIN has this company prefix behind its first digit.
    Optional<Product> withPrefix(Tx tx, UUID enterprise, String prefix) {
        return tx.sql()
                .createQuery(
                        """
                        select * from product
                        where enterprise_id = :enterprise
                          and substr(gtin, 2, length(:prefix)) = :prefix
                        limit 1
                        """)
                .bind("enterprise", enterprise)
                .bind("prefix", prefix)
                .map(ProductStore::product)
                .findOne();
    }

    /// Products in the order of registration.
    List<Product> list(Tx tx, Optional<UUID> enterprise, Optional<UUID> after, int countMax) {
        Query query =
                tx.sql()
                        .createQuery(
                                "select * from product where true"
                                        + (enterprise.isPresent()
                                                ? " and enterprise_id = :enterprise"
                                                : "")
                                        + (after.isPresent() ? " and id > :after" : "")
                                        + " order by id limit :max")
                        .bind("max", countMax);
        enterprise.ifPresent(id -> query.bind("enterprise", id));
        after.ifPresent(id -> query.bind("after", id));
        return query.map(ProductStore::product).list();
    }

    private static Product product(ResultSet row, StatementContext context) throws SQLException {
        return new Product(
                row.getObject("id", UUID.class),
                row.getObject("enterprise_id", UUID.class),
                new Gtin(row.getString("gtin")),
                row.getString("name_zh"),
                row.getString("name_en"),
                row.getString("brand"),
                row.getString("category"),
                row.getString("own_number"),
                Times.at(row, "registered_at"),
                row.getObject("statement", UUID.class),
                Optional.ofNullable(row.getString("photo")),
                Optional.ofNullable(row.getString("former"))
                        .map(digits -> new PlatformNumber(new Gtin(digits))));
    }
}
