// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.DatabaseUnavailable;
import dev.touchstone.app.postgres.TestPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Every request of a batch fails once, not done and done but unheard of, and every table refuses
/// once what the batch writes. Each time the log goes on and agrees with all it ever said.
@Timeout(300)
class LogBreakTest {
    /// More than a tile holds, so each batch fills one and begins another.
    private static final int COUNT = 300;

    private static final int REQUESTS_MIN = 10;
    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:([0-9]+)");

    private final PublicLog log = LogMemory.log(new SplittableRandom(11));
    private final LogMemory memory = new LogMemory();
    private String url;
    private Database db;

    @BeforeEach
    void open() {
        url = TestPostgres.freshDatabase("migrated", fresh -> open(fresh).close());
        db = open(url);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private static Database open(String url) {
        return Database.open(url, TestPostgres.user(), TestPostgres.password());
    }

    private void state() {
        memory.acknowledge(db.write(tx -> log.stateAll(tx, LogMemory.statements(COUNT))));
    }

    @ParameterizedTest
    @EnumSource
    void aBatchCutAtAnyRequestLeavesASoundLog(CuttingProxy.Way way)
            throws IOException, InterruptedException {
        Matcher port = PORT.matcher(url);
        assertThat(port.find()).isTrue();
        int failed = 0;
        int doneThoughFailed = 0;
        try (CuttingProxy proxy = new CuttingProxy(Integer.parseInt(port.group(1)));
                Database cut = open(through(proxy))) {
            Sequencer sequencer = LogMemory.sequencer(cut, Duration.ofSeconds(1));
            for (int request = 1; ; request++) {
                state();
                long before = memory.sizeSeen();
                proxy.cutAt(request, way);
                boolean heard = tryBatch(sequencer);
                boolean made = proxy.disarm();
                memory.look(db);
                if (!made) {
                    assertThat(heard).isTrue();
                    assertThat(request).isGreaterThan(REQUESTS_MIN);
                    break;
                }
                failed += heard ? 0 : 1;
                doneThoughFailed += !heard && memory.sizeSeen() > before ? 1 : 0;
                goOn(sequencer);
                memory.requireSound(db);
            }
        }
        memory.requireSound(db);
        System.out.printf(
                "LogBreakTest %s: %d batches failed, %d of them were done; %d checkpoints%n",
                way, failed, doneThoughFailed, memory.checkpointsSeen());
        assertThat(failed).isGreaterThanOrEqualTo(REQUESTS_MIN);
        assertThat(doneThoughFailed).isEqualTo(way == CuttingProxy.Way.LOST ? 0 : 1);
    }

    private static boolean tryBatch(Sequencer sequencer) {
        try {
            sequencer.batch();
            return true;
        } catch (DatabaseUnavailable e) {
            return false;
        }
    }

    private static void goOn(Sequencer sequencer) {
        for (int attempt = 1; !tryBatch(sequencer); attempt++) {
            assertThat(attempt).isLessThan(Database.CONNECTIONS_MAX);
        }
    }

    private String through(CuttingProxy proxy) {
        return PORT.matcher(url).replaceFirst("127.0.0.1:" + proxy.port())
                + "?sslmode=disable&gssEncMode=disable";
    }

    /// The trigger stands for whatever else makes one statement fail while the server lives.
    @ParameterizedTest
    @CsvSource({
        "delete on log_waiting, before",
        "insert on log_tile, before",
        "update on log_tile, before",
        "insert on log_entry, before",
        "insert on log_checkpoint, before",
        "update on log_checkpoint, before",
        "insert on log_entry, at commit",
    })
    void aRefusedWriteChangesNothingAndTheSequencerGoesOnAfterwards(String write, String when)
            throws InterruptedException {
        state();
        try (Sequencer sequencer = LogMemory.sequencer(db, Duration.ofMillis(10))) {
            sequencer.start();
            memory.look(db);
            long before = memory.sizeSeen();
            assertThat(before).isEqualTo(COUNT);
            refuse(write, when.equals("at commit"));
            state();
            Await.until(() -> sequencer.trouble().isPresent());
            memory.look(db);
            assertThat(memory.sizeSeen()).isEqualTo(before);
            allow(write);
            Await.until(() -> sequencer.trouble().isEmpty());
            Await.until(
                    () -> {
                        memory.look(db);
                        return memory.sizeSeen() == before + COUNT;
                    });
        }
        memory.requireSound(db);
    }

    private void refuse(String write, boolean atCommit) {
        sql(
                """
                create function refuse() returns trigger language plpgsql as
                $$ begin raise exception 'refused'; end $$
                """);
        sql(
                atCommit
                        ? "create constraint trigger refuse after %s".formatted(write)
                                + " deferrable initially deferred"
                                + " for each row execute function refuse()"
                        : "create trigger refuse before %s for each row execute function refuse()"
                                .formatted(write));
    }

    private void allow(String write) {
        sql("drop trigger refuse" + write.substring(write.indexOf(" on ")));
    }

    private void sql(String sql) {
        db.change(tx -> tx.sql().execute(sql));
    }
}
