// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.postgres;

import dev.touchstone.app.database.DatabaseUnavailable;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/// A program of its own that starts a database and commits row after row, printing the number of
/// each once it is committed, until it is killed or has written enough.
///
/// Arguments: data folder, folder of the unpacked binaries, number of rows.
final class EmbeddedPostgresChild {
    private EmbeddedPostgresChild() {}

    public static void main(String[] args) throws SQLException {
        EmbeddedPostgresOptions options =
                EmbeddedPostgresOptions.production().withPrograms(Path.of(args[1]));
        int rows = Integer.parseInt(args[2]);
        try (EmbeddedPostgres server =
                EmbeddedPostgres.start(Path.of(args[0]), new SecureRandom(), options)) {
            System.out.println("started " + server.jdbcUrl());
            write(server, rows);
            System.out.println("done");
        } catch (DatabaseUnavailable e) {
            System.out.println("unavailable " + e.getMessage());
        }
    }

    private static void write(EmbeddedPostgres server, int rows) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                server.jdbcUrl(), server.user(), server.password());
                Statement create = connection.createStatement()) {
            create.execute("create table if not exists written (n int primary key)");
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into written values (?)")) {
                for (int n = 1; n <= rows; n++) {
                    insert.setInt(1, n);
                    insert.executeUpdate();
                    System.out.println("row " + n);
                }
            }
        }
    }
}
