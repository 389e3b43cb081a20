// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.postgres;

import dev.touchstone.app.database.DatabaseUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/// As whom PostgreSQL's programs run. They refuse to run as root, so root hands them to another
/// user: the owner of the data folder, else `nobody`. Where that user cannot reach the folder (a
/// checkout below a closed home), they run in a user namespace instead, in which root is an
/// ordinary user without privileges who still owns root's files.
///
/// What was chosen when the database was created is found again from the owner of its files.
///
/// @param prefix words to put before each command
/// @param uid the user who must own the database's files, when it is not the current one
/// @param gid the group that goes with it
record LaunchIdentity(List<String> prefix, OptionalInt uid, OptionalInt gid) {
    private static final int ROOT = 0;
    private static final int NOBODY = 65534;
    private static final Duration PROBE_MAX = Duration.ofSeconds(10);
    private static final Path SELF = Path.of("/proc/self");

    LaunchIdentity {
        prefix = List.copyOf(prefix);
    }

    /// Finds an identity that can run `postgres` in `home`, by trying it.
    ///
    /// @param home the data folder
    /// @param cluster the folder of the database, which may not exist yet
    /// @param postgres the server program
    /// @throws DatabaseUnavailable when there is none, with what was tried
    static LaunchIdentity choose(Path home, Path cluster, Path postgres) throws IOException {
        int self = Folders.uid(SELF);
        Probe probe = new Probe(home, postgres, new ArrayList<>());
        if (self != ROOT) {
            refuseForeignFiles(cluster, self);
            LaunchIdentity plain = plain(List.of());
            if (probe.test(plain)) {
                return plain;
            }
            throw new DatabaseUnavailable(
                    "the shipped PostgreSQL does not run here (%s); give a database with"
                                    .formatted(probe.failures())
                            + " --database-url");
        }
        for (LaunchIdentity candidate : candidates(home, cluster)) {
            if (probe.test(candidate)) {
                return candidate;
            }
        }
        throw new DatabaseUnavailable(
                "PostgreSQL refuses to run as root, no other user can be used for %s (%s); start"
                                .formatted(home, probe.failures())
                        + " as an ordinary user or give a database with --database-url");
    }

    private static void refuseForeignFiles(Path cluster, int self) throws IOException {
        if (Files.exists(cluster) && Folders.uid(cluster) != self) {
            throw new DatabaseUnavailable(
                    "the database in %s belongs to user %s, this program runs as user %d: start it"
                                    .formatted(cluster, Files.getOwner(cluster).getName(), self)
                            + " as root or as that user");
        }
    }

    private static List<LaunchIdentity> candidates(Path home, Path cluster) throws IOException {
        boolean fresh = !Files.exists(cluster);
        Path owned = fresh ? home : cluster;
        int owner = Folders.uid(owned);
        List<LaunchIdentity> candidates = new ArrayList<>();
        if (owner != ROOT) {
            UserPrincipal name = Files.getOwner(owned);
            candidates.addAll(dropped(owner, Folders.gid(owned), name.getName()));
        } else if (fresh) {
            candidates.addAll(dropped(NOBODY, NOBODY, "nobody"));
        }
        if (owner == ROOT || fresh) {
            candidates.add(plain(List.of("unshare", "--user")));
        }
        return candidates;
    }

    private static List<LaunchIdentity> dropped(int uid, int gid, String name) {
        List<String> setpriv =
                List.of(
                        "setpriv",
                        "--reuid=" + uid,
                        "--regid=" + gid,
                        "--clear-groups",
                        "--no-new-privs");
        List<String> runuser = List.of("runuser", "-u", name, "--");
        return List.of(
                new LaunchIdentity(setpriv, OptionalInt.of(uid), OptionalInt.of(gid)),
                new LaunchIdentity(runuser, OptionalInt.of(uid), OptionalInt.of(gid)));
    }

    private static LaunchIdentity plain(List<String> prefix) {
        return new LaunchIdentity(prefix, OptionalInt.empty(), OptionalInt.empty());
    }

    /// The command line that runs `words` as this identity.
    List<String> command(List<String> words) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(words);
        return command;
    }

    /// Hands `path` to this identity when it is another user than ours.
    void own(Path path) throws IOException {
        if (uid.isPresent() && gid.isPresent()) {
            Folders.give(path, uid.getAsInt(), gid.getAsInt());
        }
    }

    /// Tries an identity: it must reach the data folder and be able to run the server program.
    private record Probe(Path home, Path postgres, List<String> failed)
            implements Predicate<LaunchIdentity> {
        private static final String SCRIPT =
                "[ \"$(id -u)\" != 0 ] && cd \"$1\" && exec \"$2\" --version";

        @Override
        public boolean test(LaunchIdentity identity) {
            List<String> words =
                    List.of("sh", "-c", SCRIPT, "sh", home.toString(), postgres.toString());
            String tool = identity.prefix.isEmpty() ? "postgres" : identity.prefix.get(0);
            try {
                Command.Result result =
                        Command.run(identity.command(words), Path.of("/"), PROBE_MAX);
                if (!result.ok()) {
                    failed.add(tool + ": " + result.lastLine());
                }
                return result.ok();
            } catch (IOException e) {
                failed.add(tool + ": not installed");
                return false;
            }
        }

        String failures() {
            return String.join("; ", failed);
        }
    }
}
