// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.postgres.EmbeddedPostgres;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/// Inserts the rows that a campaign left in its database once more, as text, into one plain table
/// with a key: three transactions, one for signing, one for review and one for publication, each
/// with as many rows as the program wrote in it. Prints `bare-inserts SECONDS s`.
final class CampaignRows {
    private static final int TRANSACTIONS = 3;

    private CampaignRows() {}

    /// Runs with a data folder whose server has stopped.
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path data = Path.of(args[0]);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, new SecureRandom());
                Database db =
                        Database.open(postgres.jdbcUrl(), postgres.user(), postgres.password())) {
            List<String> pledges = rows(db, "select p::text from pledge p");
            List<String> steps = rows(db, "select h::text from pledge_history h order by step");
            List<String> statements =
                    rows(
                            db,
                            "select s::text from log_statement s where subject like 'pledge:%'"
                                    + " order by arrival");
            db.change(
                    tx -> tx.sql().execute("create table plain (id serial primary key, row text)"));
            long start = System.nanoTime();
            for (int i = 0; i < TRANSACTIONS; i++) {
                List<String> all = new ArrayList<>(pledges);
                all.addAll(part(steps, i));
                all.addAll(part(statements, i));
                insert(db, all);
            }
            out.println("bare-inserts " + (System.nanoTime() - start) / 1e9 + " s");
        }
    }

    private static List<String> part(List<String> rows, int index) {
        int size = rows.size() / TRANSACTIONS;
        return rows.subList(index * size, (index + 1) * size);
    }

    private static List<String> rows(Database db, String sql) {
        return db.read(tx -> tx.sql().createQuery(sql).mapTo(String.class).list());
    }

    private static void insert(Database db, List<String> rows) {
        db.change(
                tx -> {
                    var batch = tx.sql().prepareBatch("insert into plain (row) values (?)");
                    rows.forEach(batch::add);
                    batch.execute();
                });
    }
}
