// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.touchstone.app.postgres.EmbeddedPostgres;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// What counting is compared with: a bare server of the same kind that has one row a code and
/// counts with one update a request, on sixteen connections to the same database. Prints
/// `listening on URL`.
final class ScanPeer {
    private static final int CONNECTIONS = 16;
    private static final String COUNT =
            "update bench_peer set n = n + 1 where code = ? returning n";

    private ScanPeer() {}

    /// Runs on the database of a data folder, with so many codes.
    public static void main(String[] args) throws SQLException {
        EmbeddedPostgres.Address database =
                EmbeddedPostgres.running(Path.of(args[0])).orElseThrow();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setMaximumPoolSize(CONNECTIONS);
        HikariDataSource pool = new HikariDataSource(config);
        int codes = Integer.parseInt(args[1]);
        try (Connection connection = pool.getConnection();
                PreparedStatement make =
                        connection.prepareStatement(
                                "create table bench_peer (code bigint primary key, n int not null)"
                                        + " with (fillfactor = 80)");
                PreparedStatement vacuum =
                        connection.prepareStatement("vacuum analyze bench_peer")) {
            make.execute();
            try (PreparedStatement fill =
                    connection.prepareStatement(
                            "insert into bench_peer select i, 0 from generate_series(1, ?) i")) {
                fill.setInt(1, codes);
                fill.execute();
            }
            vacuum.execute();
        }
        WebServer server =
                WebServer.builder()
                        .host("127.0.0.1")
                        .port(0)
                        .connectionOptions(options -> options.tcpNoDelay(true))
                        .routing(routing -> routing.post("/{code}", (q, a) -> answer(pool, q, a)))
                        .build()
                        .start();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println("listening on http://127.0.0.1:" + server.port());
    }

    private static void answer(
            HikariDataSource pool, ServerRequest request, ServerResponse response)
            throws SQLException {
        String code = request.path().pathParameters().get("code");
        response.send(count(pool, Long.parseLong(code)));
    }

    private static String count(HikariDataSource pool, long code) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement count = connection.prepareStatement(COUNT)) {
            count.setLong(1, code);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return "{\"count\":" + row.getInt(1) + "}";
            }
        }
    }
}
