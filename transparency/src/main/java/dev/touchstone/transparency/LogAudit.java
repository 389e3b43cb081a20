// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import dev.touchstone.transparency.TransparencyException.Faulty;
import dev.touchstone.transparency.TransparencyException.Malformed;
import dev.touchstone.transparency.TransparencyException.Unverified;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Checks a whole log: every entry and every hash tile of every level, against one checkpoint.
///
/// Everything is computed anew from the entry bundles, and each stored tile is compared with what
/// it should be. The signed root then settles who is wrong: when the entries lead to it, the
/// entries are right and a tile that differs is at fault; when they do not, the first entry that
/// differs from its stored hash is. One pass, each file read once, one tile a level in memory.
///
/// Partial tiles of earlier sizes are not read; a partial tile that was replaced by its full tile
/// is taken from there.
///
/// Standard: C2SP tlog-tiles, Merkle Tree, Partial Tiles and Log entries; RFC 6962, Section 2.1.
public final class LogAudit {
    /// The most files that can be asked for at a time.
    public static final int FILES_AHEAD_MAX = 256;

    private final TileReader tiles;
    private final Checkpoint checkpoint;
    private final TreeHead since;
    private final LongConsumer progress;
    private final RightEdge edge;
    private long filesRead;
    private @Nullable Difference differs;

    /// What was checked; that it exists says that all of it was right.
    ///
    /// @param checkpoint the checkpoint that the log was checked against
    /// @param entries how many entries the log has
    /// @param files how many tiles and entry bundles were read
    public record Report(VerifiedCheckpoint checkpoint, long entries, long files) {}

    /// How an audit works. What it finds does not depend on it.
    ///
    /// @param filesAhead how many files are asked for before they are needed, 0 to 256, each on a
    ///     thread of its own; they wait in memory, a bundle of 256 entries of 200 bytes has 50
    ///     KiB. With 0 the log is read on the calling thread
    /// @param progress is told after each bundle how many entries are hashed
    public record Options(int filesAhead, LongConsumer progress) {
        /// One file at a time, silently.
        public static final Options PLAIN = new Options(0, entries -> {});

        /// Checks the range.
        public Options {
            if (filesAhead < 0 || filesAhead > FILES_AHEAD_MAX) {
                throw new IllegalArgumentException("files ahead must be 0 to 256: " + filesAhead);
            }
        }
    }

    private LogAudit(
            TileReader known,
            TreeHead since,
            TileReader tiles,
            Checkpoint checkpoint,
            LongConsumer progress) {
        this.tiles = tiles;
        this.checkpoint = checkpoint;
        this.since = since;
        this.progress = progress;
        this.edge = RightEdge.read(since.size(), known, this::compare);
    }

    /// Checks a log against its newest checkpoint. Throws [Faulty], naming the file at fault.
    public static Report run(LogSource log, WitnessPolicy policy) {
        VerifiedCheckpoint newest;
        try {
            newest = policy.verify(log.checkpoint());
        } catch (Malformed | Unverified e) {
            throw new Faulty(LogSource.CHECKPOINT, e.getMessage());
        }
        return run(log, newest);
    }

    /// Checks a log against a checkpoint had from elsewhere. Throws [Faulty], naming the file.
    ///
    /// To find out whether the log is still the same one, audit it against a checkpoint kept from
    /// before, or use [LogClient]; this reports files, not forks.
    public static Report run(TileReader tiles, VerifiedCheckpoint checkpoint) {
        return run(tiles, checkpoint, Options.PLAIN);
    }

    /// Checks a log against a checkpoint had from elsewhere, in a chosen way.
    ///
    /// Over a network, read ahead: the time of an audit is then that of hashing, not of waiting.
    public static Report run(TileReader tiles, VerifiedCheckpoint checkpoint, Options options) {
        return resume(tiles, TreeHead.EMPTY, tiles, checkpoint, options);
    }

    /// Checks only what a log has grown by since an earlier head, from the last full bundle on.
    ///
    /// That the log still begins with what it was is checked on the way, without trusting either
    /// side: the tree computed has the earlier root at the earlier size.
    ///
    /// @param known holds the tiles of the right edge at the earlier head
    /// @param since the head up to which all was checked before
    public static Report resume(
            TileReader known,
            TreeHead since,
            TileReader tiles,
            VerifiedCheckpoint checkpoint,
            Options options) {
        long size = checkpoint.checkpoint().size();
        if (size < since.size()) {
            throw new IllegalArgumentException("%s is before %s".formatted(checkpoint, since));
        }
        if (options.filesAhead == 0) {
            return audit(known, since, tiles, checkpoint, options);
        }
        var plan = AuditPlan.of(since.size() / TilePath.WIDTH, size).iterator();
        try (ReadAhead ahead = new ReadAhead(tiles, plan, options.filesAhead)) {
            return audit(known, since, ahead, checkpoint, options);
        }
    }

    private static Report audit(
            TileReader known,
            TreeHead since,
            TileReader tiles,
            VerifiedCheckpoint checkpoint,
            Options options) {
        LogAudit audit =
                new LogAudit(known, since, tiles, checkpoint.checkpoint(), options.progress);
        audit.checkSince("tile");
        audit.edge.backToFullBundle();
        audit.entries();
        audit.edge.partials(0, audit::compare);
        audit.settle();
        return new Report(checkpoint, audit.edge.size(), audit.filesRead);
    }

    private void entries() {
        long size = checkpoint.size();
        while (edge.size() < size) {
            long number = edge.size() / TilePath.WIDTH;
            TilePath path = TilePath.entries(number, Tiles.width(size, 0, number));
            Tiles.Bundle bundle = Tiles.entries(tiles, path);
            filesRead++;
            for (int i = 0; i < bundle.count(); i++) {
                edge.add(bundle.bytes, bundle.start(i), bundle.length(i));
                if (edge.size() == since.size()) {
                    checkSince(bundle.file.toString());
                }
            }
            progress.accept(edge.size());
        }
    }

    private void checkSince(String file) {
        Hash root = edge.root();
        if (!root.equals(since.root())) {
            throw new Faulty(
                    file,
                    "the first %d entries have root %s, not %s as before"
                            .formatted(since.size(), root, since.root()));
        }
    }

    /// Compares a stored tile with the computed one, and keeps the first difference.
    private void compare(TilePath path, byte[] computed) {
        Tiles.Found stored = Tiles.find(tiles, path);
        filesRead++;
        for (int i = 0; i < path.width() && differs == null; i++) {
            Hash is = Hash.of(stored.hashes(), i * Hash.BYTES);
            Hash shouldBe = Hash.of(computed, i * Hash.BYTES);
            if (!is.equals(shouldBe)) {
                differs = new Difference(stored.file(), i, is, shouldBe);
            }
        }
    }

    /// Lets the signed root decide between the entries and the tiles.
    private void settle() {
        Hash root = edge.root();
        boolean entriesAreRight = root.equals(checkpoint.root());
        Difference found = differs;
        if (found == null && !entriesAreRight) {
            throw new Faulty(
                    LogSource.CHECKPOINT,
                    "entries and tiles agree on root %s, not on %s"
                            .formatted(root, checkpoint.root()));
        }
        if (found != null) {
            throw entriesAreRight ? found.ofTile() : found.ofWhatIsBelow();
        }
    }

    /// A hash in a tile that is not the one computed from the entries.
    private record Difference(TilePath file, int place, Hash stored, Hash computed) {
        Faulty ofTile() {
            return new Faulty(
                    file.toString(), "hash %d is %s, not %s".formatted(place, stored, computed));
        }

        /// Entries that do not lead to the signed root are wrong where they first leave the tiles.
        Faulty ofWhatIsBelow() {
            long below = file.index() * TilePath.WIDTH + place;
            if (file.level() > 0) {
                TilePath tile = TilePath.hashes(file.level() - 1, below, TilePath.WIDTH);
                return new Faulty(
                        tile.toString(),
                        "it and its entries have root %s, but %s in the tile above and in the log"
                                .formatted(computed, stored));
            }
            TilePath bundle = TilePath.entries(file.index(), file.width());
            return new Faulty(
                    bundle.toString(),
                    "entry %d has hash %s, not %s".formatted(below, computed, stored));
        }
    }
}
