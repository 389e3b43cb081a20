// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.product;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.enterprise.Enterprise;
import dev.touchstone.app.enterprise.EnterpriseFixtures;
import dev.touchstone.app.enterprise.Enterprises;
import dev.touchstone.app.publiclog.PublicLog;
import dev.touchstone.gs1.Gtin;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;

/// Products that do not exist, for tests of this slice and those above it.
public final class ProductFixtures {
    private ProductFixtures() {}

    /// Products over a database, with a log.
    public static Products products(Database db, Enterprises enterprises, InstantSource clock) {
        Random random = new Random(2);
        Ids ids = new Ids(clock, random);
        return new Products(db, new PublicLog(ids, random), enterprises, ids, clock);
    }

    /// The n-th GTIN of the prefix GS1 keeps for demonstrations, n from 0 to 999,999.
    public static Gtin gtin(int n) {
        String start = "0952000%06d".formatted(n);
        int sum = 0;
        for (int i = 0; i < 13; i++) {
            sum += (start.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
        }
        return Gtin.parse(start + (10 - sum % 10) % 10);
    }

    /// What is said about the n-th product.
    public static ProductRegistration registration(int n) {
        return new ProductRegistration(
                Optional.of(gtin(n)),
                "示例产品" + n,
                "Example product " + n,
                "示例",
                "日用品",
                "P-" + n,
                Optional.empty());
    }

    /// Registers the n-th product for a verified enterprise.
    public static Product registered(Products products, Enterprise maker, int n) {
        return products.register(EnterpriseFixtures.OPERATOR, maker.id(), registration(n));
    }
}
