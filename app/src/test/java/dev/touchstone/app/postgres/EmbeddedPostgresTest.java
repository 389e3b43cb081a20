// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.touchstone.app.database.DatabaseUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EmbeddedPostgresTest {
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    /// Everybody may pass through it, unlike JUnit's own temporary folders.
    private Path folder;

    private Path home;

    @BeforeEach
    void createFolder() throws IOException {
        folder = Files.createTempDirectory("touchstone-test-");
        Folders.permit(folder, "rwxr-xr-x");
        home = folder.resolve("data");
    }

    @AfterEach
    void deleteFolder() throws IOException {
        Folders.delete(folder);
    }

    private EmbeddedPostgres start() {
        EmbeddedPostgresOptions options =
                EmbeddedPostgresOptions.production().withPrograms(TestPostgres.programs());
        return EmbeddedPostgres.start(home, new SecureRandom(), options);
    }

    private static String one(EmbeddedPostgres server, String query) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String port(EmbeddedPostgres server) {
        return server.jdbcUrl().replaceAll(".*:([0-9]+)/.*", "$1");
    }

    private static boolean isRoot() throws IOException {
        return Folders.uid(Path.of("/proc/self")) == 0;
    }

    @Test
    void keepsCommittedRowsOverAnOrderlyRestart() throws SQLException {
        try (EmbeddedPostgres server = start()) {
            execute(server, "create table t (x text)");
            execute(server, "insert into t values ('质量')");
        }
        try (EmbeddedPostgres server = start()) {
            assertThat(one(server, "select x from t")).isEqualTo("质量");
        }
    }

    @Test
    void waitsForTheDiskAndListensOnTheLoopbackAddressOnly() throws Exception {
        try (EmbeddedPostgres server = start()) {
            assertThat(one(server, "show fsync")).isEqualTo("on");
            assertThat(one(server, "show synchronous_commit")).isEqualTo("on");
            assertThat(one(server, "show full_page_writes")).isEqualTo("on");
            assertThat(one(server, "show data_checksums")).isEqualTo("on");
            assertThat(one(server, "show listen_addresses")).isEqualTo("127.0.0.1");
            String files = "/proc/net/unix";
            assertThat(Files.readString(Path.of(files))).doesNotContain(".s.PGSQL." + port(server));
            assertThat(one(server, "show server_version_num")).startsWith("18");
        }
    }

    @Test
    void sortsByCodePointAndFindsChineseTrigrams() throws SQLException {
        try (EmbeddedPostgres server = start()) {
            String locale =
                    "select datlocprovider::text || ' ' || datlocale || ' ' ||"
                            + " pg_encoding_to_char(encoding) from pg_database"
                            + " where datname = current_database()";
            assertThat(one(server, locale)).isEqualTo("b C.UTF-8 UTF8");
            execute(server, "create extension pg_trgm");
            execute(server, "create extension btree_gin");
            execute(server, "create extension pgcrypto");
            assertThat(one(server, "select array_length(show_trgm('质量诚信'), 1)")).isEqualTo("5");
            assertThat(one(server, "select '质量' collate \"zh-x-icu\" < '诚信'")).isEqualTo("f");
        }
    }

    @Test
    void asksForThePasswordAndKeepsItToItsUser() throws IOException {
        try (EmbeddedPostgres server = start()) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(home.resolve("password"))))
                    .isEqualTo("rw-------");
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(home.resolve("pgdata"))))
                    .isEqualTo("rwx------");
            assertThatThrownBy(
                            () ->
                                    DriverManager.getConnection(
                                            server.jdbcUrl(), server.user(), "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void givesTheProgramNoAdministratorRights() throws SQLException {
        try (EmbeddedPostgres server = start()) {
            assertThat(one(server, "show is_superuser")).isEqualTo("off");
            assertThatThrownBy(() -> execute(server, "copy (select 1) to program 'true'"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void refusesASecondStartOnTheSameFolder() throws IOException {
        try (EmbeddedPostgres server = start()) {
            assertThat(server.jdbcUrl()).isNotEmpty();
            assertThatThrownBy(this::start)
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining("in use by another Touchstone program")
                    .hasMessageContaining(home.toString());
            try (ChildProgram second = ChildProgram.start(home, 1)) {
                assertThat(second.readTo("unavailable").getLast())
                        .contains("in use by another Touchstone program (process ");
            }
        }
    }

    @Test
    void refusesFilesOfAnotherMajorVersion() throws IOException {
        start().close();
        Files.writeString(home.resolve("pgdata").resolve("PG_VERSION"), "17\n");
        assertThatThrownBy(this::start)
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("was written by PostgreSQL 17")
                .hasMessageContaining("ships 18");
    }

    @Test
    void beginsAnewAfterACreationThatWasCutShort() throws IOException, SQLException {
        Path half = home.resolve("pgdata.new-1");
        Files.createDirectories(half.resolve("base"));
        Files.writeString(home.resolve("password"), "of the first attempt");
        try (EmbeddedPostgres server = start()) {
            assertThat(one(server, "select 1")).isEqualTo("1");
            assertThat(half).doesNotExist();
        }
    }

    @Test
    void saysWhenThePasswordFileIsGone() throws IOException {
        start().close();
        Files.delete(home.resolve("password"));
        assertThatThrownBy(this::start)
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("password file")
                .hasMessageContaining("backup");
    }

    @Test
    void keepsEveryCommittedRowWhenTheProgramIsKilled() throws IOException, SQLException {
        long committed;
        try (ChildProgram child = ChildProgram.start(home, 1_000_000)) {
            assertThat(child.readTo("row 50").getLast()).isEqualTo("row 50");
            List<String> rest = child.kill();
            committed = 50 + rest.stream().filter(line -> line.startsWith("row ")).count();
        }
        try (EmbeddedPostgres server = start()) {
            assertThat(Long.parseLong(one(server, "select count(*) from written")))
                    .isBetween(committed, committed + 2);
        }
    }

    @Test
    void keepsEveryCommittedRowAndItsPortWhenTheServerIsKilled() throws Exception {
        try (EmbeddedPostgres server = start()) {
            execute(server, "create table t (n int)");
            try (Connection connection =
                            DriverManager.getConnection(
                                    server.jdbcUrl(), server.user(), server.password());
                    Statement statement = connection.createStatement()) {
                for (int n = 0; n < 50; n++) {
                    statement.execute("insert into t values (1)");
                }
                kill(Files.readAllLines(home.resolve("pgdata/postmaster.pid")).get(0));
            }
            assertThat(eventually(server, "select count(*) from t")).isEqualTo("50");
        }
    }

    @Test
    void startsAfterProgramAndServerWereKilledWithASessionAtWork() throws Exception {
        try (ChildProgram child = ChildProgram.start(home, 1_000_000)) {
            assertThat(child.readTo("row 20").getLast()).isEqualTo("row 20");
            String pid = Files.readAllLines(home.resolve("pgdata/postmaster.pid")).get(0);
            child.kill();
            kill(pid);
        }
        try (EmbeddedPostgres server = start()) {
            assertThat(Integer.parseInt(one(server, "select count(*) from written")))
                    .isGreaterThanOrEqualTo(20);
        }
    }

    @Test
    void takesAPidFileThatNamesAnotherProgramForALeftover() throws IOException, SQLException {
        start().close();
        Path pidFile = home.resolve("pgdata/postmaster.pid");
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n/elsewhere\n1\n5432\n\n\n");
        try (EmbeddedPostgres server = start()) {
            assertThat(one(server, "select 1")).isEqualTo("1");
        }
        assertThat(pidFile).doesNotExist();
    }

    @Test
    void startsAsAnOrdinaryUserWithALocaleTheServerDoesNotHave() throws Exception {
        if (!isRoot()) {
            try (ChildProgram child = ChildProgram.start(home, 1)) {
                assertThat(child.readTo("done")).contains("done");
                child.end();
            }
            return;
        }
        String classPath = ChildProgram.readableClassPath(folder);
        Folders.permit(folder, "rwxrwxrwx");
        Path programs = folder.resolve("programs");
        assumeTrue(isJavaReadable(), "the JDK is in a folder that only root can read");
        try (ChildProgram child = ChildProgram.start(AS_NOBODY, classPath, programs, home, 1)) {
            assertThat(child.readTo("done")).contains("done");
            child.end();
        }
        assertThat(Folders.uid(home.resolve("pgdata"))).isEqualTo(65534);
    }

    private static boolean isJavaReadable() throws IOException {
        List<String> words = List.of(System.getProperty("java.home") + "/bin/java", "-version");
        LaunchIdentity nobody =
                new LaunchIdentity(AS_NOBODY, OptionalInt.empty(), OptionalInt.empty());
        return Command.run(nobody.command(words), Path.of("/"), Duration.ofSeconds(10)).ok();
    }

    @Test
    void dropsRoot() throws IOException {
        assumeTrue(isRoot(), "only root can drop root");
        try (EmbeddedPostgres server = start()) {
            assertThat(server.user()).isEqualTo("touchstone");
            assertThat(Folders.uid(home.resolve("pgdata"))).isEqualTo(65534);
            String pid = Files.readAllLines(home.resolve("pgdata/postmaster.pid")).get(0);
            assertThat(Folders.uid(Path.of("/proc", pid))).isEqualTo(65534);
        }
    }

    @Test
    void startsAsRootBelowAFolderThatOnlyRootCanPass() throws IOException, SQLException {
        assumeTrue(isRoot(), "only root needs this");
        Folders.permit(folder, "rwx------");
        for (int n = 0; n < 2; n++) {
            try (EmbeddedPostgres server = start()) {
                assertThat(one(server, "select 1")).isEqualTo("1");
            }
        }
        assertThat(Folders.uid(home.resolve("pgdata"))).isZero();
    }

    @Test
    void leavesADatabaseToTheUserItBelongsTo() throws IOException, SQLException {
        assumeTrue(isRoot(), "only root can give files away");
        Files.createDirectory(home);
        Folders.give(home, 1234, 1234);
        LaunchIdentity identity =
                LaunchIdentity.choose(home, Cluster.folder(home), Path.of("/bin/true"));
        assertThat(identity.uid()).hasValue(1234);
        assertThat(identity.command(List.of("x")))
                .containsSequence("setpriv", "--reuid=1234", "--regid=1234");
    }

    private static void kill(String pid) throws IOException {
        Command.run(List.of("kill", "-KILL", pid), Path.of("/"), Duration.ofSeconds(5));
    }

    /// The server comes back by itself; asking again until it does is the client's part.
    private static String eventually(EmbeddedPostgres server, String query)
            throws InterruptedException {
        while (true) {
            try {
                return one(server, query);
            } catch (SQLException e) {
                Thread.sleep(20);
            }
        }
    }
}
