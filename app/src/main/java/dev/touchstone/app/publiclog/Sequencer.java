// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.DatabaseUnavailable;
import dev.touchstone.app.database.Tx;
import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.NoteSigner;
import dev.touchstone.transparency.Proofs;
import dev.touchstone.transparency.SignedNote;
import dev.touchstone.transparency.TilePath;
import dev.touchstone.transparency.TreeAppender;
import dev.touchstone.transparency.TreeHead;
import dev.touchstone.transparency.WitnessPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives waiting statements their place in the log. Every node runs one; an advisory lock lets one
/// at a time do a batch, so when that node dies the next one goes on with the next period. A batch
/// is one transaction: indexes, tiles, entry bundles and the signed checkpoint, so PostgreSQL's
/// commit is the commit of the log. Thread-safe.
public final class Sequencer implements AutoCloseable {
    /// Statements of one batch.
    static final int BATCH_MAX = 5_000;

    /// The longest time without a new checkpoint, even when nothing is stated.
    static final Duration IDLE_MAX = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);

    private final Database db;
    private final NoteSigner signer;
    private final WitnessPolicy ours;
    private final InstantSource clock;
    private final Duration period;
    private final StatementStore statements = new StatementStore();
    private final TileStore tiles = new TileStore();
    private final Thread thread;
    private volatile boolean closing;

    /// A sequencer that is not yet running.
    ///
    /// @param signer the log's key; its name is the log's origin
    /// @param period how long to wait between batches
    public Sequencer(Database db, NoteSigner signer, InstantSource clock, Duration period) {
        this.db = db;
        this.signer = signer;
        this.ours = WitnessPolicy.ofLog(signer.verifier());
        this.clock = clock;
        this.period = period;
        this.thread = Thread.ofPlatform().name("log-sequencer").unstarted(this::run);
    }

    /// Makes sure that the log kept in the database is ours and whole at its edge, then starts.
    ///
    /// @throws IllegalStateException when the stored checkpoint is not signed by our key, or the
    ///     tiles do not have its root
    public void start() {
        db.read(
                tx -> {
                    tiles.latest(tx).map(this::verified).ifPresent(head -> requireRoot(tx, head));
                    return true;
                });
        while (batch() == BATCH_MAX) {
            LOG.info("log catches up");
        }
        thread.start();
    }

    private void run() {
        while (!closing) {
            LockSupport.parkNanos(period.toNanos());
            try {
                int count = batch();
                while (count == BATCH_MAX) {
                    count = batch();
                }
            } catch (DatabaseUnavailable e) {
                LOG.warn("log waits for the database: {}", e.getMessage());
            }
        }
    }

    /// Does one batch.
    ///
    /// @return how many statements got their place; 0 when there were none or another node is at
    ///     it
    int batch() {
        return db.write(
                tx -> {
                    if (!tiles.lockSequencer(tx)) {
                        return 0;
                    }
                    Optional<TileStore.Latest> latest = tiles.latest(tx);
                    List<StatementStore.Waiting> waiting = statements.waiting(tx, BATCH_MAX);
                    Instant now = clock.instant();
                    if (waiting.isEmpty() && !due(latest, now)) {
                        return 0;
                    }
                    TreeHead head = latest.map(this::verified).orElse(TreeHead.EMPTY);
                    List<byte[]> entries = waiting.stream().map(Sequencer::entry).toList();
                    TreeAppender.Appended grown =
                            TreeAppender.append(head, path -> tiles.tile(tx, path), entries);
                    tiles.insertTiles(tx, grown.files());
                    statements.assign(tx, waiting, head.size());
                    requireRoot(tx, grown.head());
                    Checkpoint checkpoint = new Checkpoint(origin(), grown.head());
                    String note =
                            new String(checkpoint.sign(signer).toBytes(), StandardCharsets.UTF_8);
                    tiles.insertCheckpoint(tx, grown.head().size(), note, now);
                    return waiting.size();
                });
    }

    private static boolean due(Optional<TileStore.Latest> latest, Instant now) {
        return latest.isEmpty() || latest.get().at().plus(IDLE_MAX).isBefore(now);
    }

    private static byte[] entry(StatementStore.Waiting statement) {
        return StatementDigest.entry(
                statement.type(), statement.issuer(), statement.at(), statement.digest());
    }

    private String origin() {
        return signer.verifier().name();
    }

    private TreeHead verified(TileStore.Latest latest) {
        byte[] note = latest.note().getBytes(StandardCharsets.UTF_8);
        TreeHead head = ours.verify(SignedNote.parse(note)).checkpoint().head();
        if (head.size() != latest.size()) {
            throw new IllegalStateException(
                    "checkpoint of size " + head.size() + " stored as " + latest.size());
        }
        return head;
    }

    /// Reads back what was stored and computes the root again, before anybody sees the checkpoint.
    private void requireRoot(Tx tx, TreeHead head) {
        var root = Proofs.root(head.size(), (TilePath path) -> tiles.tile(tx, path));
        if (!root.equals(head.root())) {
            throw new IllegalStateException(
                    "the stored tiles have root " + root + ", the checkpoint " + head.root());
        }
    }

    /// What the log's key and name are, for whoever verifies: a vkey of C2SP signed-note.
    public String vkey() {
        return signer.verifier().vkey();
    }

    /// Runs batches until nothing waits, for programs that end soon.
    public void drain() {
        while (batch() > 0) {
            LOG.debug("log drains");
        }
    }

    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
