// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TestPostgresTest {
    @Test
    void copiesAPreparedDatabaseForEachCaller() throws SQLException {
        AtomicInteger prepared = new AtomicInteger();
        String first = TestPostgres.freshDatabase("test_template", url -> prepare(url, prepared));
        String second = TestPostgres.freshDatabase("test_template", url -> prepare(url, prepared));
        execute(first, "insert into t values (1)");
        assertThat(prepared).hasValue(1);
        assertThat(count(first)).isEqualTo(1);
        assertThat(count(second)).isZero();
    }

    private static void prepare(String url, AtomicInteger prepared) {
        prepared.incrementAndGet();
        try {
            execute(url, "create table t (n int)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, TestPostgres.user(), TestPostgres.password());
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(String url) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from t")) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }
}
