// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.App;
import dev.touchstone.app.Config;
import dev.touchstone.app.database.Database;
import dev.touchstone.app.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `log fsck` on a data folder of its own, with the program running and not.
class LogFsckTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir private Path data;

    private Ended fsck() {
        return Ended.run("log", "fsck", "--data", data.toString());
    }

    @Test
    void findsNothingInASoundLogAndNamesWhatIsWrong() {
        assertThat(fsck().code()).as("no key yet").isEqualTo(2);
        Config config = Config.read(data, Map.of(), Map.of("port", "0"));
        try (App app = App.start(config, InstantSource.system(), new SecureRandom())) {
            assertThat(app.port()).isPositive();
            // The program states its first DID document; soon it has its place.
            Ended running = fsck();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (running.out().contains(" 1 waiting") && System.nanoTime() < end) {
                running = fsck();
            }
            assertThat(running.code()).as(running.err() + running.out()).isZero();
            assertThat(running.out()).isEqualTo("sound: 1 entries, 2 files, 0 waiting\n");
            damage();
        }
        Ended stopped = fsck();
        assertThat(stopped.code()).as(stopped.err()).isEqualTo(1);
        assertThat(stopped.out())
                .contains("OTHER_PLACES: the checkpoint has 1 entries")
                .endsWith("UNSOUND: 1 entries, 0 files, 0 waiting\n");
        Ended refused = Ended.run("serve", "--data", data.toString(), "--port", "0");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("the public log is unsound", "places up to 2");
    }

    private void damage() {
        EmbeddedPostgres.Address address = EmbeddedPostgres.running(data).orElseThrow();
        try (Database db = Database.open(address.jdbcUrl(), address.user(), address.password())) {
            db.change(
                    tx -> tx.sql().execute("insert into log_entry values (1, gen_random_uuid())"));
        }
    }
}
