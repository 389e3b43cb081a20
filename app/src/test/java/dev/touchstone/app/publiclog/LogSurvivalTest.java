// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.postgres.EmbeddedPostgres;
import dev.touchstone.app.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The program and its database are killed at random moments while they state and sequence, and
/// nothing that was promised is lost, doubled or contradicted.
///
/// `-Dtouchstone.kills=200` kills that often instead of a few times, which takes some
/// twenty minutes.
class LogSurvivalTest {
    private static final long SEED =
            Long.getLong("touchstone.seed", System.nanoTime() & 0xFFFF_FFFFL);
    private static final int PROGRAM_KILLS = Integer.getInteger("touchstone.kills", 8);
    private static final int DATABASE_KILLS = Integer.getInteger("touchstone.kills", 4);
    private static final int DELAY_MAX_MILLIS = 400;

    /// A whole check reads the whole log, so not each kill is followed by one.
    private static final int KILLS_PER_CHECK = 10;

    private static final String FIRST = "node-one";
    private static final String SECOND = "node-two";

    private final Random random = new Random(SEED);
    private final LogMemory memory = new LogMemory();

    private static String freshUrl() {
        return TestPostgres.freshDatabase("migrated", url -> open(url).close());
    }

    private static Database open(String url) {
        return Database.open(url, TestPostgres.user(), TestPostgres.password());
    }

    private LogNode node(String url, String name) throws IOException {
        return LogNode.start(url, TestPostgres.user(), TestPostgres.password(), name, memory);
    }

    private void report(String what, int kills) {
        System.out.printf(
                "LogSurvivalTest -Dtouchstone.seed=%d: %s %d times, %d statements acknowledged,"
                        + " %d checkpoints seen, log of %d entries%n",
                SEED,
                what,
                kills,
                memory.acknowledged(),
                memory.checkpointsSeen(),
                memory.sizeSeen());
    }

    @Test
    void survivesTheProgramKilledAtAnyMoment() throws IOException, InterruptedException {
        report("program to be killed", PROGRAM_KILLS);
        String url = freshUrl();
        try (Database db = open(url)) {
            for (int kill = 1; kill <= PROGRAM_KILLS; kill++) {
                try (LogNode node = node(url, FIRST)) {
                    Await.until(() -> node.stated() > 0);
                    Thread.sleep(random.nextInt(DELAY_MAX_MILLIS));
                    node.kill();
                }
                memory.look(db);
                if (kill % KILLS_PER_CHECK == 0) {
                    memory.requireSound(db);
                }
            }
            memory.requireSound(db);
        }
        report("program killed", PROGRAM_KILLS);
    }

    @Test
    void survivesTheDatabaseKilledAtAnyMoment() throws IOException, InterruptedException {
        report("database to be killed", DATABASE_KILLS);
        Path folder = Files.createTempDirectory("touchstone-survival-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (EmbeddedPostgres server =
                        EmbeddedPostgres.start(folder.resolve("data"), new SecureRandom());
                Database db = Database.open(server.jdbcUrl(), server.user(), server.password())) {
            AtomicInteger stated = new AtomicInteger();
            LogLoad load =
                    LogLoad.start(
                            db,
                            ids -> {
                                memory.acknowledge(ids);
                                stated.addAndGet(ids.size());
                            },
                            memory::see);
            for (int kill = 1; kill <= DATABASE_KILLS; kill++) {
                int before = stated.get();
                long size = memory.sizeSeen();
                Await.until(() -> stated.get() > before && memory.sizeSeen() > size);
                Thread.sleep(random.nextInt(DELAY_MAX_MILLIS));
                killServer(folder);
            }
            int before = stated.get();
            long size = memory.sizeSeen();
            Await.until(() -> stated.get() > before && memory.sizeSeen() > size);
            load.end();
            // The pool may still hold connections to a server that was killed: each says so when
            // it is next used, and nobody here asks again.
            try (Database fresh =
                    Database.open(server.jdbcUrl(), server.user(), server.password())) {
                memory.requireSound(fresh);
            }
        } finally {
            delete(folder);
        }
        report("database killed", DATABASE_KILLS);
    }

    /// Half of the times the server's first process alone, so that the others outlive it a moment.
    private void killServer(Path folder) throws IOException {
        long pid;
        try (Stream<Path> files = Files.walk(folder)) {
            Path file =
                    files.filter(path -> path.endsWith("postmaster.pid")).findFirst().orElseThrow();
            pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        }
        ProcessHandle first = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> others = random.nextBoolean() ? first.children().toList() : List.of();
        first.destroyForcibly();
        others.forEach(ProcessHandle::destroyForcibly);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /// A dead program is noticed at once, a machine that says nothing any more after three
    /// seconds.
    @Test
    void anotherNodeGoesOnWhenOneDiesOrStopsInTheMiddleOfABatch()
            throws IOException, InterruptedException {
        String url = freshUrl();
        try (Database db = open(url);
                LogNode second = node(url, SECOND)) {
            Await.until(() -> second.sizeSeen() > 0);
            slowBatches(db);
            try (LogNode dead = node(url, FIRST)) {
                Await.until(() -> dead.stated() > 0);
                awaitBatch(db);
                dead.kill();
            }
            goesOn("killed", db, second);
            try (LogNode stopped = node(url, FIRST)) {
                Await.until(() -> stopped.stated() > 0);
                awaitBatch(db);
                stopped.signal("STOP");
                goesOn("stopped", db, second);
                long size = second.sizeSeen();
                int stated = stopped.stated();
                stopped.signal("CONT");
                Await.until(() -> stopped.sizeSeen() > size && stopped.stated() > stated);
                awaitBatch(db);
                stopped.kill();
            }
            goesOn("killed after it was stopped", db, second);
            second.kill();
            memory.requireSound(db);
        }
        report("two nodes, one of them killed", 2);
    }

    /// Each batch of the first node stays for a moment where it has stored everything but the
    /// checkpoint.
    private static void slowBatches(Database db) {
        db.change(
                tx -> {
                    tx.sql()
                            .execute(
                                    """
                                    create function slow() returns trigger language plpgsql as $$
                                    begin
                                      if current_setting('application_name') = 'node-one' then
                                        perform pg_sleep(0.5);
                                      end if;
                                      return new;
                                    end $$
                                    """);
                    tx.sql()
                            .execute(
                                    "create trigger slow before insert on log_checkpoint"
                                            + " for each row execute function slow()");
                });
    }

    private static void awaitBatch(Database db) throws InterruptedException {
        Await.until(
                () ->
                        db.look(
                                tx ->
                                        tx.sql()
                                                .createQuery(
                                                        """
                                                        select exists (
                                                          select from pg_stat_activity
                                                          where application_name = :name
                                                            and datname = current_database()
                                                            and wait_event = 'PgSleep')
                                                        """)
                                                .bind("name", FIRST)
                                                .mapTo(Boolean.class)
                                                .one()));
    }

    private void goesOn(String what, Database db, LogNode other) throws InterruptedException {
        memory.look(db);
        long size = memory.sizeSeen();
        Duration took = Await.until(() -> other.sizeSeen() > size);
        System.out.printf(
                "LogSurvivalTest: with the node in the middle of a batch %s, the other went on"
                        + " after %d ms%n",
                what, took.toMillis());
    }
}
