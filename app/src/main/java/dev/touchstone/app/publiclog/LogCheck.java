// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Tx;
import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.EntryBundle;
import dev.touchstone.transparency.Hash;
import dev.touchstone.transparency.LogAudit;
import dev.touchstone.transparency.NoteVerifier;
import dev.touchstone.transparency.Proofs;
import dev.touchstone.transparency.SignedNote;
import dev.touchstone.transparency.TilePath;
import dev.touchstone.transparency.TileReader;
import dev.touchstone.transparency.TransparencyException;
import dev.touchstone.transparency.TreeAppender;
import dev.touchstone.transparency.TreeHead;
import dev.touchstone.transparency.WitnessPolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Says whether checkpoint, tiles and statements in the database agree: at the edge at every
/// start, and everywhere for `log fsck`. Thread-safe.
public final class LogCheck {
    private static final int ENTRIES_AT_ONCE = 4_096;
    private static final int FINDINGS_MAX = 100;

    private final Database db;
    private final NoteVerifier key;
    private final WitnessPolicy ours;
    private final Optional<KeptCheckpoint> kept;
    private final StatementStore statements = new StatementStore();
    private final EntryStore entries = new EntryStore();
    private final TileStore tiles = new TileStore();
    private final CheckpointStore checkpoints = new CheckpointStore();

    /// A check of the log with this key.
    ///
    /// @param kept the folder where this node keeps the checkpoint that it saw published last;
    ///     empty when it keeps none
    public LogCheck(Database db, NoteVerifier key, Optional<Path> kept) {
        this.db = db;
        this.key = key;
        this.ours = WitnessPolicy.ofLog(key);
        this.kept = kept.map(folder -> new KeptCheckpoint(folder, ours));
    }

    /// Checks what the next batch builds upon: a few rows, whatever the log's size.
    ///
    /// @throws LogUnsound with everything found
    public void requireEdge() {
        List<LogFinding> findings = db.read(this::edge);
        if (!findings.isEmpty()) {
            throw new LogUnsound(findings);
        }
    }

    /// The head of a stored checkpoint.
    ///
    /// @throws LogUnsound when it is not what our key signed
    TreeHead verified(CheckpointStore.Row row) {
        List<LogFinding> findings = new ArrayList<>();
        return head(row, findings).orElseThrow(() -> new LogUnsound(findings));
    }

    private List<LogFinding> edge(Tx tx) {
        List<LogFinding> findings = new ArrayList<>();
        Optional<CheckpointStore.Row> latest = checkpoints.integrated(tx);
        if (latest.isEmpty()) {
            if (tiles.end(tx) > 0 || entries.end(tx) > 0) {
                findings.add(
                        new LogFinding(
                                LogFinding.Kind.NO_CHECKPOINT,
                                "it has tiles or places for statements but no checkpoint;"
                                        + " restore the table log_checkpoint"));
            }
            requireNotRolledBack(tx, TreeHead.EMPTY, findings);
            return findings;
        }
        Optional<TreeHead> head = head(latest.get(), findings);
        if (head.isEmpty()) {
            return findings;
        }
        requireTiles(tx, head.get(), findings);
        requireEnds(tx, head.get().size(), findings);
        if (findings.isEmpty()) {
            requirePublication(tx, latest.get(), findings);
            long size = head.get().size();
            long first = size == 0 ? 0 : (size - 1) / TilePath.WIDTH * TilePath.WIDTH;
            requireEntries(tx, first, size, findings);
            requireNotRolledBack(tx, head.get(), findings);
        }
        return findings;
    }

    private Optional<TreeHead> head(CheckpointStore.Row row, List<LogFinding> findings) {
        SignedNote note;
        Checkpoint checkpoint;
        try {
            note = SignedNote.parse(row.note());
            checkpoint = Checkpoint.parse(note.text());
        } catch (TransparencyException e) {
            findings.add(
                    new LogFinding(
                            LogFinding.Kind.BAD_CHECKPOINT,
                            "the checkpoint stored for size %d cannot be read: %s"
                                    .formatted(row.size(), e.getMessage())));
            return Optional.empty();
        }
        if (!checkpoint.origin().equals(key.name())) {
            findings.add(
                    new LogFinding(
                            LogFinding.Kind.OTHER_ORIGIN,
                            "the database holds the log %s, the key file is of %s; give the program"
                                            .formatted(checkpoint.origin(), key.name())
                                    + " the log.key that belongs to this database"));
            return Optional.empty();
        }
        try {
            note.verify(List.of(key));
        } catch (TransparencyException e) {
            findings.add(
                    new LogFinding(
                            LogFinding.Kind.OTHER_KEY,
                            "the checkpoint of size %d is not signed by the key %s; give the"
                                            .formatted(row.size(), key.vkey())
                                    + " program the log.key that belongs to this database"));
            return Optional.empty();
        }
        if (checkpoint.size() != row.size()) {
            findings.add(
                    new LogFinding(
                            LogFinding.Kind.BAD_CHECKPOINT,
                            "a checkpoint of size %d is stored as size %d"
                                    .formatted(checkpoint.size(), row.size())));
            return Optional.empty();
        }
        return Optional.of(checkpoint.head());
    }

    private void requireTiles(Tx tx, TreeHead head, List<LogFinding> findings) {
        try {
            TreeAppender.append(head, path -> tiles.tile(tx, path), List.of());
        } catch (TransparencyException e) {
            findings.add(
                    new LogFinding(
                            LogFinding.Kind.BAD_TILES,
                            "the tiles do not lead to the checkpoint of size %d: %s"
                                    .formatted(head.size(), e.getMessage())));
        }
    }

    private void requireEnds(Tx tx, long size, List<LogFinding> findings) {
        long bundles = tiles.end(tx);
        if (bundles != size) {
            findings.add(
                    new LogFinding(
                            LogFinding.Kind.OTHER_BUNDLES,
                            "the checkpoint has %d entries, the entry bundles end at %d"
                                    .formatted(size, bundles)));
        }
        long places = entries.end(tx);
        if (places != size) {
            findings.add(
                    new LogFinding(
                            LogFinding.Kind.OTHER_PLACES,
                            "the checkpoint has %d entries, the statements have places up to %d"
                                    .formatted(size, places)));
        }
    }

    private void requirePublication(Tx tx, CheckpointStore.Row latest, List<LogFinding> findings) {
        Optional<CheckpointStore.Row> published = checkpoints.published(tx);
        if (published.isEmpty()) {
            return;
        }
        List<LogFinding> bad = new ArrayList<>();
        Optional<TreeHead> head = head(published.get(), bad);
        if (head.isEmpty() || head.get().size() > latest.size()) {
            findings.add(
                    new LogFinding(
                            LogFinding.Kind.BAD_PUBLICATION,
                            "the published checkpoint of size %d is not one this log signed"
                                    .formatted(published.get().size())));
            return;
        }
        Hash root = Proofs.root(head.get().size(), (TilePath path) -> tiles.tile(tx, path));
        if (!root.equals(head.get().root())) {
            findings.add(
                    new LogFinding(
                            LogFinding.Kind.BAD_PUBLICATION,
                            "the published checkpoint of size %d has root %s, the tiles have %s"
                                    .formatted(head.get().size(), head.get().root(), root)));
        }
    }

    /// Compares the entries of some bundles with the statements that have these places.
    private void requireEntries(Tx tx, long from, long to, List<LogFinding> findings) {
        List<StoredStatement> stored = statements.entries(tx, from, to);
        int next = 0;
        for (long first = from; first < to; first += TilePath.WIDTH) {
            int count = (int) Math.min(TilePath.WIDTH, to - first);
            TilePath path = TilePath.entries(first / TilePath.WIDTH, count);
            Optional<byte[]> bundle = tiles.tile(tx, path);
            if (bundle.isEmpty()) {
                findings.add(new LogFinding(LogFinding.Kind.OTHER_BUNDLES, path + " is missing"));
                return;
            }
            for (byte[] entry : EntryBundle.parse(bundle.get(), count)) {
                long index = first + next % TilePath.WIDTH;
                if (next >= stored.size() || stored.get(next).entryIndex().orElse(-1L) != index) {
                    findings.add(
                            new LogFinding(
                                    LogFinding.Kind.OTHER_PLACES,
                                    "entry %d has no statement".formatted(index)));
                    return;
                }
                requireSame(stored.get(next), entry, findings);
                next++;
                if (findings.size() >= FINDINGS_MAX) {
                    return;
                }
            }
        }
    }

    private static void requireSame(StoredStatement statement, byte[] entry, List<LogFinding> out) {
        if (!Arrays.equals(entry, statement.entry())) {
            out.add(
                    new LogFinding(
                            LogFinding.Kind.OTHER_ENTRY,
                            "entry %d is not the one of statement %s"
                                    .formatted(
                                            statement.entryIndex().orElse(-1L), statement.id())));
        }
        if (!statement.saysWhatItsDigestCovers()) {
            out.add(
                    new LogFinding(
                            LogFinding.Kind.OTHER_STATEMENT,
                            "statement %s was changed after it was entered"
                                    .formatted(statement.id())));
        }
    }

    private void requireNotRolledBack(Tx tx, TreeHead head, List<LogFinding> findings) {
        kept.flatMap(file -> file.rolledBack(head, path -> tiles.tile(tx, path)))
                .ifPresent(text -> findings.add(new LogFinding(LogFinding.Kind.ROLLED_BACK, text)));
    }

    /// Keeps the published checkpoint, if this node does so.
    public void keep() {
        kept.ifPresent(file -> db.look(checkpoints::published).ifPresent(file::keep));
    }

    /// What a whole check found.
    ///
    /// @param size entries of the log
    /// @param files tiles and bundles that were computed anew
    /// @param waiting statements that wait for their place
    /// @param findings for a sound log none; a run ends after 100
    public record Report(long size, long files, long waiting, List<LogFinding> findings) {}

    /// Checks everything, in one view of the database while others go on writing: the edge, each
    /// tile and entry against the signed root, each statement against its entry, and that none is
    /// lost or doubled. Memory does not grow with the log.
    ///
    /// @param progress told from time to time how many entries were compared, and of how many
    public Report all(BiConsumer<Long, Long> progress) {
        return db.read(
                tx -> {
                    checkpoints.takeTime(tx);
                    List<LogFinding> findings = new ArrayList<>(edge(tx));
                    long waiting = entries.waiting(tx);
                    requireNoneLost(tx, findings);
                    Optional<CheckpointStore.Row> latest = checkpoints.integrated(tx);
                    if (latest.isEmpty() || !findings.isEmpty()) {
                        long size = latest.map(CheckpointStore.Row::size).orElse(0L);
                        return new Report(size, 0, waiting, findings);
                    }
                    long files = audit(tx, latest.get(), findings);
                    long size = latest.get().size();
                    for (long from = 0; from < size; from += ENTRIES_AT_ONCE) {
                        long to = Math.min(size, from + ENTRIES_AT_ONCE);
                        requireEntries(tx, from, to, findings);
                        progress.accept(to, size);
                        if (findings.size() >= FINDINGS_MAX) {
                            break;
                        }
                    }
                    return new Report(size, files, waiting, findings);
                });
    }

    private long audit(Tx tx, CheckpointStore.Row row, List<LogFinding> findings) {
        TileReader reader = path -> tiles.tile(tx, path);
        try {
            byte[] note = row.note().getBytes(StandardCharsets.UTF_8);
            return LogAudit.run(reader, ours.verify(note)).files();
        } catch (TransparencyException e) {
            findings.add(new LogFinding(LogFinding.Kind.BAD_TILES, e.getMessage()));
            return 0;
        }
    }

    private void requireNoneLost(Tx tx, List<LogFinding> findings) {
        long lost = entries.lost(tx);
        if (lost > 0) {
            findings.add(
                    new LogFinding(
                            LogFinding.Kind.LOST_STATEMENT,
                            lost + " statements are neither in the log nor waiting"));
        }
        long doubled = entries.doubled(tx);
        if (doubled > 0) {
            findings.add(
                    new LogFinding(
                            LogFinding.Kind.DOUBLED_STATEMENT,
                            doubled + " statements have a place and wait for one again"));
        }
    }
}
