// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Ids;
import dev.touchstone.app.database.Tx;
import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.EntryBundle;
import dev.touchstone.transparency.LogAudit;
import dev.touchstone.transparency.Proofs;
import dev.touchstone.transparency.SignatureType;
import dev.touchstone.transparency.SignedNote;
import dev.touchstone.transparency.SignerKey;
import dev.touchstone.transparency.TilePath;
import dev.touchstone.transparency.TileReader;
import dev.touchstone.transparency.TreeHead;
import dev.touchstone.transparency.VerifiedCheckpoint;
import dev.touchstone.transparency.WitnessPolicy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;

/// What the world outside knows of a log: the statements it was told are kept, and every
/// checkpoint it ever saw. Whatever breaks, the log has to agree with all of it. Thread-safe.
final class LogMemory {
    /// The key of the log, the same in every JVM.
    static final SignerKey KEY =
            SignerKey.generate(
                    SignatureType.ED25519, "example.org/survivor", new SplittableRandom(7));

    private static final WitnessPolicy POLICY = WitnessPolicy.ofLog(KEY.verifier());

    private final EntryStore entries = new EntryStore();
    private final StatementStore statements = new StatementStore();
    private final CheckpointStore checkpoints = new CheckpointStore();
    private final TileStore tiles = new TileStore();
    private final Set<UUID> acknowledged = new HashSet<>();
    private final TreeMap<Long, TreeHead> seen = new TreeMap<>();

    /// A sequencer of this log that keeps nothing outside the database.
    static Sequencer sequencer(Database db, Duration period) {
        return new Sequencer(db, KEY.signer(), check(db), InstantSource.system(), period, false);
    }

    static PublicLog log(SplittableRandom random) {
        return new PublicLog(new Ids(InstantSource.system(), random), random);
    }

    static List<Statement> statements(int count) {
        List<Statement> stated = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            stated.add(
                    Statement.open(
                            "test.stated", "association", "s", Instant.now(), Map.of("n", i)));
        }
        return stated;
    }

    private static LogCheck check(Database db) {
        return new LogCheck(db, KEY.verifier(), Optional.empty());
    }

    /// The size of a checkpoint of this log.
    static long size(byte[] note) {
        return POLICY.verify(note).checkpoint().size();
    }

    /// Remembers statements whose transaction is known to be committed.
    synchronized void acknowledge(Collection<UUID> ids) {
        ids.forEach(id -> assertThat(acknowledged.add(id)).isTrue());
    }

    synchronized int acknowledged() {
        return acknowledged.size();
    }

    synchronized int checkpointsSeen() {
        return seen.size();
    }

    /// The size of the largest checkpoint ever seen; 0 before the first.
    synchronized long sizeSeen() {
        return seen.isEmpty() ? 0 : seen.lastKey();
    }

    /// Remembers a checkpoint that was published, which has to be the only one of its size.
    synchronized void see(String note) {
        Checkpoint checkpoint = POLICY.verify(note.getBytes(StandardCharsets.UTF_8)).checkpoint();
        TreeHead before = seen.putIfAbsent(checkpoint.size(), checkpoint.head());
        if (before != null) {
            assertThat(checkpoint.head()).as("two checkpoints of one size").isEqualTo(before);
        }
    }

    /// Remembers every checkpoint in the database.
    void look(Database db) {
        List<String> notes =
                db.read(
                        tx ->
                                tx.sql()
                                        .createQuery(
                                                "select note from log_checkpoint order by size")
                                        .mapTo(String.class)
                                        .list());
        notes.forEach(note -> see(SignedNote.parse(note).toString()));
    }

    /// Everything that waits gets its place, then everything that was promised must hold. Nobody
    /// may be stating any more.
    void requireSound(Database db) throws InterruptedException {
        // The lock of whoever was cut off falls when the server notices.
        Await.until(
                () -> {
                    sequencer(db, Duration.ofSeconds(1)).drain();
                    return db.look(entries::waiting) == 0;
                });
        look(db);
        LogCheck.Report report = check(db).all((done, all) -> {});
        assertThat(report.findings()).isEmpty();
        requireRemembered(db);
    }

    private synchronized void requireRemembered(Database db) {
        db.read(
                tx -> {
                    requireFromOutside(tx);
                    requireEachOnce(tx);
                    return true;
                });
    }

    /// Audits as a stranger does, who has only tiles and checkpoints.
    private void requireFromOutside(Tx tx) {
        TileReader reader = path -> tiles.tile(tx, path);
        byte[] note =
                checkpoints.published(tx).orElseThrow().note().getBytes(StandardCharsets.UTF_8);
        VerifiedCheckpoint newest = POLICY.verify(note);
        TreeHead head = newest.checkpoint().head();
        assertThat(LogAudit.run(reader, newest).entries()).isEqualTo(head.size());
        assertThat(seen.lastKey()).isEqualTo(head.size());
        seen.forEach(
                (size, before) ->
                        Proofs.consistency(size, head.size(), reader)
                                .verify(before.root(), head.root()));
    }

    /// Each statement stands in the log once, and each one that was acknowledged does.
    private void requireEachOnce(Tx tx) {
        long size = seen.lastKey();
        Set<ByteBuffer> leaves = new HashSet<>();
        for (long first = 0; first < size; first += TilePath.WIDTH) {
            int count = (int) Math.min(TilePath.WIDTH, size - first);
            TilePath path = TilePath.entries(first / TilePath.WIDTH, count);
            EntryBundle.parse(tiles.tile(tx, path).orElseThrow(), count)
                    .forEach(entry -> leaves.add(ByteBuffer.wrap(entry)));
        }
        assertThat(leaves.size()).as("different entries").isEqualTo((int) size);
        Set<UUID> placed = new HashSet<>();
        for (StoredStatement statement : statements.entries(tx, 0, size)) {
            if (!leaves.contains(ByteBuffer.wrap(statement.entry()))) {
                throw new AssertionError("no entry says " + statement.id());
            }
            placed.add(statement.id());
        }
        assertThat(placed.size()).as("different statements").isEqualTo((int) size);
        List<UUID> missing = acknowledged.stream().filter(id -> !placed.contains(id)).toList();
        assertThat(missing).as("acknowledged and not in the log").isEmpty();
    }
}
