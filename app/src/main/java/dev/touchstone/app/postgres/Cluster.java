// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.postgres;

import dev.touchstone.app.database.DatabaseUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/// The files of one database server: created once, in a folder that gets its name only when whole.
///
/// @param home the data folder
/// @param programs the unpacked binaries
/// @param identity as whom they run
record Cluster(Path home, Path programs, LaunchIdentity identity) {
    static final String ADMINISTRATOR = "postgres";
    private static final Duration INITDB_MAX = Duration.ofMinutes(2);
    private static final int PASSWORD_BYTES = 32;
    private static final String HALF_DONE = "pgdata.new-";

    static Path folder(Path home) {
        return home.resolve("pgdata");
    }

    Path folder() {
        return folder(home);
    }

    Path program(String name) {
        return programs.resolve("bin").resolve(name);
    }

    static Path passwordFile(Path home) {
        return home.resolve("password");
    }

    private Path passwordFile() {
        return passwordFile(home);
    }

    /// Refuses files which another major version of PostgreSQL wrote.
    void refuseOtherMajor() throws IOException {
        Path file = folder().resolve("PG_VERSION");
        String ours = major();
        String theirs = Files.exists(file) ? Files.readString(file).strip() : "no";
        if (Files.exists(folder()) && !theirs.equals(ours)) {
            throw new DatabaseUnavailable(
                    ("the database in %s was written by PostgreSQL %s, this program ships %s: dump"
                                    + " it with the older program and restore it with this one")
                            .formatted(folder(), theirs, ours));
        }
    }

    private String major() throws IOException {
        List<String> words = List.of(program("postgres").toString(), "--version");
        String answer =
                Command.run(identity.command(words), home, Duration.ofSeconds(10)).lastLine();
        String version = answer.substring(answer.lastIndexOf(' ') + 1);
        return version.contains(".") ? version.substring(0, version.indexOf('.')) : version;
    }

    /// Creates the database when there is none, with a new password.
    void createIfAbsent(SecureRandom random) throws IOException {
        if (Files.exists(folder())) {
            return;
        }
        deleteHalfDone();
        // A name of its own: initdb of a killed program may still be writing to the last one.
        Path fresh = Files.createTempDirectory(home, HALF_DONE);
        Path handed = home.resolve("password.new");
        identity.own(fresh);
        byte[] secret = new byte[PASSWORD_BYTES];
        random.nextBytes(secret);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        writeSecret(passwordFile(), password);
        writeSecret(handed, password);
        identity.own(handed);
        try {
            initdb(fresh, handed);
        } finally {
            Files.deleteIfExists(handed);
        }
        Files.move(fresh, folder(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void deleteHalfDone() throws IOException {
        try (Stream<Path> list = Files.list(home)) {
            for (Path path : list.toList()) {
                if (path.getFileName().toString().startsWith(HALF_DONE)) {
                    Folders.delete(path);
                }
            }
        }
    }

    private void initdb(Path fresh, Path passwordFile) throws IOException {
        List<String> words =
                List.of(
                        program("initdb").toString(),
                        "--pgdata=" + fresh,
                        "--username=" + ADMINISTRATOR,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--locale=C.UTF-8",
                        "--data-checksums");
        Command.Result result = Command.run(identity.command(words), home, INITDB_MAX);
        if (!result.ok()) {
            throw new DatabaseUnavailable(
                    "PostgreSQL's initdb failed in %s: %s".formatted(home, cause(result)));
        }
    }

    private static String cause(Command.Result result) {
        return result.output()
                .lines()
                .filter(line -> line.contains("error:"))
                .findFirst()
                .orElse(result.lastLine());
    }

    /// The administrator's password, from the file only the program's user may read.
    String password() throws IOException {
        if (!Files.exists(passwordFile())) {
            throw new DatabaseUnavailable(
                    "the password file %s is missing: put it back from a backup of the data folder"
                            .formatted(passwordFile()));
        }
        Folders.permit(passwordFile(), "rw-------");
        return Files.readString(passwordFile()).strip();
    }

    /// Files of a secret never exist with wider permissions, not even for a moment.
    private static void writeSecret(Path file, String secret) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret + "\n", StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    }
}
