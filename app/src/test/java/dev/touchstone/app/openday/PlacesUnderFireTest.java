// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.openday;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.database.DatabaseUnavailable;
import dev.touchstone.app.web.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

/// Places of an open day while the database's connections are cut again and again.
class PlacesUnderFireTest extends OpenDayScene {
    private static final int PARTIES = 50;
    private static final int PLACES = 10;

    /// What came of a try: acknowledged, or cut off and so unknown.
    private record Try(String secret, boolean acknowledged) {}

    private Try register(OpenDay day) {
        try {
            return new Try(visits.register(day.id(), VISITOR, 1, Language.EN).secret(), true);
        } catch (JdbiException | DatabaseUnavailable cut) {
            return new Try("", false);
        }
    }

    private void cutConnections(AtomicBoolean over) {
        while (!over.get()) {
            try {
                world.db.read(
                        tx ->
                                tx.sql()
                                        .createQuery(
                                                """
                                                select count(pg_terminate_backend(pid)) from (
                                                  select pid from pg_stat_activity
                                                  where datname = current_database()
                                                    and pid <> pg_backend_pid()
                                                    and state = 'active'
                                                  order by random() limit 1) one
                                                """)
                                        .mapTo(Long.class)
                                        .one());
            } catch (JdbiException | DatabaseUnavailable cut) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void losesNoAcknowledgedPartyAndOverbooksNothing() throws Exception {
        OpenDay day = published(PLACES);
        AtomicBoolean over = new AtomicBoolean();
        List<Try> tries = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(9)) {
            threads.submit(() -> cutConnections(over));
            List<Callable<Try>> all = new ArrayList<>();
            for (int i = 0; i < PARTIES; i++) {
                all.add(() -> register(day));
            }
            for (Future<Try> one : threads.invokeAll(all)) {
                tries.add(one.get());
            }
            over.set(true);
        }
        List<Registration> stored = world.db.read(tx -> new RegistrationStore().of(tx, day.id()));
        List<Try> told = tries.stream().filter(Try::acknowledged).toList();
        System.out.println("parties " + PARTIES + ", acknowledged " + told.size());
        assertThat(stored).hasSizeBetween(told.size(), PARTIES);
        assertThat(told)
                .allSatisfy(one -> assertThat(visits.ticket(one.secret()).day().id()).isNotNull());
        int confirmed = Math.min(PLACES, stored.size());
        assertThat(stored.subList(0, confirmed))
                .allMatch(one -> one.state() == Registration.State.CONFIRMED);
        assertThat(stored.subList(confirmed, stored.size()))
                .allMatch(one -> one.state() == Registration.State.WAITING);
        assertThat(now(day).taken()).isEqualTo(confirmed);
        assertThat(now(day).waiting()).isEqualTo(stored.size() - confirmed);
    }
}
