// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Tx;
import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.InclusionProof;
import dev.touchstone.transparency.Proofs;
import dev.touchstone.transparency.SignedNote;
import dev.touchstone.transparency.TilePath;
import dev.touchstone.transparency.TlogProof;
import dev.touchstone.transparency.TreeHead;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/// What everybody may read of the log: checkpoint, tiles, statements and their proofs.
/// Thread-safe.
public final class LogView {
    /// How long a request waits for a statement to be published.
    static final Duration WAIT_MAX = Duration.ofSeconds(2);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int LATEST_MAX = 20;

    private final Database db;
    private final StatementStore statements = new StatementStore();
    private final TileStore tiles = new TileStore();

    /// A view of the log kept in a database.
    public LogView(Database db) {
        this.db = db;
    }

    /// The latest checkpoint.
    ///
    /// @param at when it was signed
    public record Head(String note, TreeHead head, Instant at) {}

    /// The latest checkpoint; empty only before the first start of a sequencer.
    public Optional<Head> head() {
        return db.read(this::head);
    }

    private Optional<Head> head(Tx tx) {
        return tiles.latest(tx)
                .map(
                        latest -> {
                            SignedNote note = SignedNote.parse(latest.note());
                            TreeHead head = Checkpoint.parse(note.text()).head();
                            return new Head(latest.note(), head, latest.at());
                        });
    }

    /// A tile or entry bundle.
    public Optional<byte[]> tile(TilePath path) {
        return db.read(tx -> tiles.tile(tx, path));
    }

    /// A statement; empty when there is none with this id.
    public Optional<StoredStatement> statement(UUID id) {
        return db.read(tx -> statements.find(tx, id));
    }

    /// The latest statements that have their place in the log.
    public List<StoredStatement> latest() {
        return db.read(tx -> statements.latest(tx, LATEST_MAX));
    }

    /// What proves a statement.
    ///
    /// @param statement with its index
    /// @param entry the bytes of its entry in the log
    /// @param proof path to the root of the checkpoint
    @SuppressWarnings("ArrayRecordComponent")
    public record Proven(
            StoredStatement statement, byte[] entry, InclusionProof proof, Head checkpoint) {
        /// The same as a C2SP tlog-proof file, with what the leaf is made from; see [ProofFile].
        public TlogProof file() {
            Optional<ProofExtra.Opened> opened =
                    statement
                            .canonical()
                            .filter(text -> statement.open())
                            .map(
                                    text ->
                                            new ProofExtra.Opened(
                                                    text, statement.salt().orElseThrow()));
            return ProofFile.of(
                    ProofExtra.of(entry, opened, Optional.empty()),
                    proof,
                    SignedNote.parse(checkpoint.note()));
        }
    }

    /// Where a statement is on its way.
    public sealed interface Progress permits Published, Waiting, Unknown {}

    /// It is covered by a checkpoint that everybody sees.
    public record Published(Proven proven) implements Progress {}

    /// It is stored and has no place yet.
    public record Waiting() implements Progress {}

    /// There is no such statement.
    public record Unknown() implements Progress {}

    /// Proves a statement, waiting at most two seconds for its publication.
    public Progress prove(UUID id) {
        long deadline = System.nanoTime() + WAIT_MAX.toNanos();
        Progress progress = db.read(tx -> progress(tx, id));
        while (progress instanceof Waiting && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            progress = db.read(tx -> progress(tx, id));
        }
        return progress;
    }

    private Progress progress(Tx tx, UUID id) {
        Optional<StoredStatement> found = statements.find(tx, id);
        if (found.isEmpty()) {
            return new Unknown();
        }
        StoredStatement statement = found.get();
        if (statement.entryIndex().isEmpty()) {
            return new Waiting();
        }
        Head head = head(tx).orElseThrow();
        long index = statement.entryIndex().get();
        InclusionProof proof =
                Proofs.inclusion(index, head.head().size(), path -> tiles.tile(tx, path));
        byte[] entry =
                StatementDigest.entry(
                        statement.type(), statement.issuer(), statement.at(), statement.digest());
        return new Published(new Proven(statement, entry, proof, head));
    }

    static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
