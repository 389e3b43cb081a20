// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.DatabaseUnavailable;
import dev.touchstone.app.database.Tx;
import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.Hash;
import dev.touchstone.transparency.NoteSigner;
import dev.touchstone.transparency.Proofs;
import dev.touchstone.transparency.TilePath;
import dev.touchstone.transparency.TransparencyException;
import dev.touchstone.transparency.TreeAppender;
import dev.touchstone.transparency.TreeHead;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives waiting statements their place in the log. Every node runs one; an advisory lock lets one
/// at a time do a batch, so when that node dies the next one goes on with the next period. A batch
/// is one transaction: places, tiles, entry bundles and the signed checkpoint, so PostgreSQL's
/// commit is the commit of the log. Thread-safe.
public final class Sequencer implements AutoCloseable {
    /// Statements of one batch.
    static final int BATCH_MAX = 16_384;

    /// The longest time without a new checkpoint, even when nothing is stated.
    static final Duration IDLE_MAX = Duration.ofMinutes(10);

    private static final Duration CHECKPOINTS_KEPT = Duration.ofDays(31);

    private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);

    private final Database db;
    private final NoteSigner signer;
    private final LogCheck check;
    private final InstantSource clock;
    private final Duration period;
    private final boolean witnessed;
    private final EntryStore entries = new EntryStore();
    private final TileStore tiles = new TileStore();
    private final CheckpointStore checkpoints = new CheckpointStore();
    private final List<Runnable> whenGrown = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean closing;
    private volatile Optional<String> trouble = Optional.empty();

    /// A sequencer that is not yet running.
    ///
    /// @param signer the log's key; its name is the log's origin
    /// @param check of the same log
    /// @param period how long to wait between batches
    /// @param witnessed whether a checkpoint is published by those who ask witnesses, once enough
    ///     of them cosigned; otherwise it is published as soon as it is signed
    public Sequencer(
            Database db,
            NoteSigner signer,
            LogCheck check,
            InstantSource clock,
            Duration period,
            boolean witnessed) {
        this.db = db;
        this.signer = signer;
        this.check = check;
        this.clock = clock;
        this.period = period;
        this.witnessed = witnessed;
        this.thread = Thread.ofPlatform().name("log-sequencer").unstarted(this::run);
    }

    /// Has something done after each batch that grew the log, quickly: the next batch waits for
    /// it.
    public void whenGrown(Runnable work) {
        whenGrown.add(work);
    }

    /// Makes sure that the log kept in the database is ours and whole at its edge, catches up, and
    /// starts.
    ///
    /// @throws LogUnsound when checkpoint, tiles and statements do not agree
    public void start() {
        check.requireEdge();
        while (batch() == BATCH_MAX) {
            LOG.info("log catches up");
        }
        thread.start();
    }

    private void run() {
        while (!closing) {
            LockSupport.parkNanos(period.toNanos());
            try {
                drain();
                trouble = Optional.empty();
            } catch (DatabaseUnavailable e) {
                LOG.warn("log waits for the database: {}", e.getMessage());
            } catch (LogUnsound | TransparencyException e) {
                standStill(e, String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                // Whatever it is, the batch changed nothing, and nobody else would try again.
                standStill(e, e.toString());
            }
        }
    }

    private void standStill(RuntimeException why, String text) {
        if (trouble.isEmpty()) {
            LOG.error("log stands still: {}", text, why);
        }
        trouble = Optional.of(text.lines().findFirst().orElse(text));
    }

    /// Why the log does not grow although the database answers; empty when it does.
    public Optional<String> trouble() {
        if (!closing && thread.getState() == Thread.State.TERMINATED) {
            return Optional.of("the sequencer ended, see the program's log");
        }
        return trouble;
    }

    /// Does one batch.
    ///
    /// @return how many statements got their place; 0 when there were none or another node is at
    ///     it
    /// @throws LogUnsound when the stored log is not what its checkpoint says; nothing is changed
    int batch() {
        int count = db.count(this::batch);
        if (count > 0) {
            whenGrown.forEach(Runnable::run);
        }
        return count;
    }

    private int batch(Tx tx) {
        if (!checkpoints.lockSequencer(tx)) {
            return 0;
        }
        Optional<CheckpointStore.Row> latest = checkpoints.integrated(tx);
        Instant now = clock.instant();
        List<EntryStore.Waiting> waiting = entries.take(tx, BATCH_MAX);
        if (waiting.isEmpty() && !due(latest, now)) {
            return 0;
        }
        TreeHead head = latest.map(check::verified).orElse(TreeHead.EMPTY);
        List<byte[]> bytes = waiting.stream().map(EntryStore.Waiting::entry).toList();
        TreeAppender.Appended grown =
                TreeAppender.append(head, path -> tiles.tile(tx, path), bytes);
        tiles.extend(tx, grown.files());
        entries.place(
                tx, head.size(), waiting.stream().map(EntryStore.Waiting::statement).toList());
        requireRoot(tx, grown.head());
        Checkpoint checkpoint = new Checkpoint(signer.verifier().name(), grown.head());
        String note = new String(checkpoint.sign(signer).toBytes(), StandardCharsets.UTF_8);
        CheckpointStore.Row row = new CheckpointStore.Row(grown.head().size(), note, now);
        checkpoints.integrate(tx, row);
        if (!witnessed) {
            checkpoints.publish(tx, row);
        }
        return waiting.size();
    }

    private static boolean due(Optional<CheckpointStore.Row> latest, Instant now) {
        return latest.isEmpty() || latest.get().at().plus(IDLE_MAX).isBefore(now);
    }

    /// Reads back what was stored and computes the root again, before anybody sees the checkpoint.
    private void requireRoot(Tx tx, TreeHead head) {
        Hash root = Proofs.root(head.size(), (TilePath path) -> tiles.tile(tx, path));
        if (!root.equals(head.root())) {
            throw new LogUnsound(
                    "the stored tiles have root %s, the new checkpoint %s"
                            .formatted(root, head.root()));
        }
    }

    /// Forgets the checkpoints of more than a month ago, but the last one of each day.
    public void thinCheckpoints() {
        Instant before = clock.instant().minus(CHECKPOINTS_KEPT);
        int count = db.write(tx -> checkpoints.thin(tx, before));
        LOG.debug("forgot {} checkpoints", count);
    }

    /// What the log's key and name are, for whoever verifies: a vkey of C2SP signed-note.
    public String vkey() {
        return signer.verifier().vkey();
    }

    /// Runs batches until nothing waits.
    public void drain() {
        int count = batch();
        while (count == BATCH_MAX) {
            count = batch();
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
