// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.database;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the server does to our connections is an outage, not a bug.
@Timeout(60)
class OutageTest {
    @Test
    void toBeTakenForDeadWithinATransactionIsAnOutage() {
        try (Database db = TestDatabase.fresh()) {
            assertThatExceptionOfType(DatabaseUnavailable.class)
                    .isThrownBy(
                            () ->
                                    db.change(
                                            tx -> {
                                                int process = process(tx);
                                                tx.sql()
                                                        .execute(
                                                                "set local idle_in_transaction"
                                                                        + "_session_timeout = 20");
                                                awaitEnd(db, process);
                                                process(tx);
                                            }));
        }
    }

    private static int process(Tx tx) {
        return tx.sql().createQuery("select pg_backend_pid()").mapTo(Integer.class).one();
    }

    private static void awaitEnd(Database db, int process) {
        while (db.look(
                tx ->
                        tx.sql()
                                .createQuery(
                                        "select exists (select from pg_stat_activity"
                                                + " where pid = :pid)")
                                .bind("pid", process)
                                .mapTo(Boolean.class)
                                .one())) {
            Thread.onSpinWait();
        }
    }
}
