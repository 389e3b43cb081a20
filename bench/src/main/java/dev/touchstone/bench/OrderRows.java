// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.postgres.EmbeddedPostgres;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;

/// Inserts orders as rows, every code of them active in one range, into the database of a data
/// folder whose program has stopped. Prints the bytes of the tables of orders.
final class OrderRows {
    static final int ORDERS = 1_000;
    static final int CODES = 1_000_000;

    private OrderRows() {}

    /// Runs with the data folder.
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path data = Path.of(args[0]);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, new SecureRandom());
                Database db =
                        Database.open(postgres.jdbcUrl(), postgres.user(), postgres.password())) {
            db.change(tx -> tx.sql().execute(ORDERED, CODES, CODES, CODES, ORDERS));
            db.change(tx -> tx.sql().execute(ASSIGNED, CODES));
            db.change(tx -> tx.sql().execute(PIECES));
            long bytes = db.read(tx -> tx.sql().createQuery(SIZE).mapTo(Long.class).one());
            out.println(bytes);
        }
    }

    private static final String ORDERED =
            """
            insert into mark_order
              (enterprise_id, id, product_id, gtin, external_id, key_id, first_counter, count,
               state, prepared, ordered_by, ordered_at, statement)
            select '00000000-0000-0000-0000-000000000001', gen_random_uuid(), gen_random_uuid(),
                   6901234567892, 'B' || n, 10, n::bigint * ?, ?, 'OPEN', ?, gen_random_uuid(),
                   now(), gen_random_uuid()
            from generate_series(1, ?) as n
            """;

    private static final String ASSIGNED =
            """
            insert into order_assignment
              (enterprise_id, order_id, number, kind, lot_id, count, first_at, last_at)
            select enterprise_id, id, 1, 'ACTIVE', gen_random_uuid(), ?, now(), now()
            from mark_order
            """;

    private static final String PIECES =
            """
            insert into order_piece (enterprise_id, order_id, chunk, assignment, codes)
            select enterprise_id, id, chunk, 1,
                   '\\x00'::bytea || int2send(0::int2)
                     || int2send(least(31999, count - chunk * 32000 - 1)::int2)
            from mark_order cross join generate_series(0, (count - 1) / 32000) as chunk
            """;

    private static final String SIZE =
            """
            select sum(pg_total_relation_size(name::regclass))::bigint
            from unnest(array['mark_order', 'order_assignment', 'order_piece']) as name
            """;
}
