// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.touchstone.app.postgres.TestPostgres;

/// A database with the whole schema and nothing in it, for one test class, which closes it.
public final class TestDatabase {
    private TestDatabase() {}

    public static Database fresh() {
        return open(TestPostgres.freshDatabase("migrated", url -> open(url).close()));
    }

    /// The same database as another node of the program sees it.
    public static Database ofAnotherNode(Database db) {
        return open(((HikariDataSource) db.dataSource()).getJdbcUrl());
    }

    private static Database open(String url) {
        return Database.open(url, TestPostgres.user(), TestPostgres.password());
    }
}
