// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Tx;
import dev.touchstone.app.proof.ProofExtra;
import dev.touchstone.app.proof.ProofFile;
import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.InclusionProof;
import dev.touchstone.transparency.NoteSignature;
import dev.touchstone.transparency.Proofs;
import dev.touchstone.transparency.SignedNote;
import dev.touchstone.transparency.TileCache;
import dev.touchstone.transparency.TilePath;
import dev.touchstone.transparency.TlogProof;
import dev.touchstone.transparency.TreeHead;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What everybody may read of the log: checkpoint, tiles, statements and their proofs.
/// Thread-safe.
public final class LogView {
    /// How long a request waits for a statement to be published.
    static final Duration WAIT_MAX = Duration.ofSeconds(2);

    private static final int CACHE_BYTES_MAX = 32 << 20;
    private static final int LATEST_MAX = 10;

    private final Database db;
    private final StatementStore statements = new StatementStore();
    private final TileStore tiles = new TileStore();
    private final CheckpointStore checkpoints = new CheckpointStore();
    private final TileCache cache = new TileCache(this::stored, CACHE_BYTES_MAX);
    private final Growth growth = new Growth();
    private volatile Optional<Seen> seen = Optional.empty();

    /// A view of the log kept in a database.
    public LogView(Database db) {
        this.db = db;
    }

    /// A checkpoint as everybody gets it.
    ///
    /// @param at when it was published
    public record Head(SignedNote note, TreeHead head, Instant at) {
        static Head of(CheckpointStore.Row row) {
            SignedNote note = SignedNote.parse(row.note());
            return new Head(note, Checkpoint.parse(note.text()).head(), row.at());
        }
    }

    private record Seen(CheckpointStore.Row row, Head head) {}

    /// The latest checkpoint that is published; empty only before the first one.
    public Optional<Head> head() {
        return db.look(checkpoints::published).map(Head::of);
    }

    /// The latest checkpoint that the log signed, published or not; its time is that of signing.
    public Optional<Head> integrated() {
        return db.look(checkpoints::integrated).map(Head::of);
    }

    /// The checkpoint of a size as the log signed it.
    public Optional<Head> signed(long size) {
        return db.look(tx -> checkpoints.signed(tx, size)).map(Head::of);
    }

    /// Lets everybody see a checkpoint that the log signed, with the cosignatures of this note. On
    /// one that is published already, they join those it has; a later one by the same key takes
    /// the place of the earlier. A checkpoint before the published one stays as it is.
    ///
    /// @param cosigned verified by the caller, with all its signatures
    /// @return whether anything changed
    /// @throws LogUnsound when the log did not sign this checkpoint
    public boolean publish(SignedNote cosigned, Instant at) {
        long size = Checkpoint.parse(cosigned.text()).size();
        boolean changed = db.write(tx -> publish(tx, size, cosigned, at));
        if (changed) {
            growth.happened();
        }
        return changed;
    }

    private boolean publish(Tx tx, long size, SignedNote cosigned, Instant at) {
        Optional<SignedNote> before = checkpoints.lockPublished(tx, size).map(SignedNote::parse);
        SignedNote signed =
                checkpoints
                        .signed(tx, size)
                        .map(row -> SignedNote.parse(row.note()))
                        .orElseThrow(() -> new LogUnsound("no checkpoint of size " + size));
        if (!signed.text().equals(cosigned.text())) {
            throw new LogUnsound("another checkpoint of size " + size + " was cosigned");
        }
        if (checkpoints.published(tx).filter(newest -> newest.size() > size).isPresent()) {
            return false;
        }
        SignedNote joined = joined(before.orElse(signed), cosigned);
        if (before.filter(joined::equals).isPresent()) {
            return false;
        }
        checkpoints.publish(tx, new CheckpointStore.Row(size, joined.toString(), at));
        return true;
    }

    private static SignedNote joined(SignedNote before, SignedNote more) {
        List<NoteSignature> lines = new ArrayList<>();
        for (NoteSignature line : before.signatures()) {
            lines.add(
                    more.signatures().stream()
                            .filter(newer -> newer.name().equals(line.name()))
                            .filter(newer -> newer.keyId() == line.keyId())
                            .findFirst()
                            .orElse(line));
        }
        return new SignedNote(before.text(), lines).with(more.signatures());
    }

    /// A tile or entry bundle.
    public Optional<byte[]> tile(TilePath path) {
        return cache.read(path);
    }

    private Optional<byte[]> stored(TilePath path) {
        return db.look(tx -> tiles.tile(tx, path));
    }

    /// A statement; empty when there is none with this id.
    public Optional<StoredStatement> statement(UUID id) {
        return db.look(tx -> statements.find(tx, id));
    }

    /// The latest statements that everybody can prove.
    public List<LookUp.Listed> latest() {
        return db.read(
                tx -> {
                    long size = checkpoints.published(tx).map(CheckpointStore.Row::size).orElse(0L);
                    return statements.latest(tx, size, LATEST_MAX);
                });
    }

    /// How the log grew in the 30 days before a moment, or since its start.
    public GrowthPicture grown(Instant now) {
        return db.read(
                tx -> {
                    Instant oldest = checkpoints.oldest(tx).orElse(now);
                    List<Instant> moments = GrowthPicture.moments(oldest, now);
                    return new GrowthPicture(
                            moments.getFirst(), now, checkpoints.sizes(tx, moments));
                });
    }

    /// What proves a statement.
    ///
    /// @param statement with its index
    /// @param entry the bytes of its entry in the log
    /// @param proof path to the root of the checkpoint
    @SuppressWarnings("ArrayRecordComponent")
    public record Proven(
            StoredStatement statement, byte[] entry, InclusionProof proof, Head checkpoint) {
        /// The text of the statement with its salt; empty when it was erased.
        public Optional<ProofExtra.Opened> opened() {
            return statement
                    .canonical()
                    .map(text -> new ProofExtra.Opened(text, statement.salt().orElseThrow()));
        }

        /// The same as a C2SP tlog-proof file, with what the leaf is made from; see [ProofFile].
        ///
        /// @param mayOpen whether the statement's text may be in it
        /// @param fact one of its facts, which needs the text
        public TlogProof file(boolean mayOpen, Optional<ProofExtra.Fact> fact) {
            return ProofFile.of(
                    ProofExtra.of(entry, opened().filter(text -> mayOpen), fact),
                    proof,
                    checkpoint.note());
        }
    }

    /// Where a statement is on its way into the log. Whoever was told that something was done
    /// finds its statement at least sequenced.
    public sealed interface Progress permits Published, Integrated, Sequenced, Unknown {}

    /// A checkpoint that everybody sees covers it.
    public record Published(Proven proven) implements Progress {}

    /// It is in the tree, under a checkpoint that the log signed and witnesses are still asked to
    /// cosign.
    ///
    /// @param index its place
    public record Integrated(long index) implements Progress {}

    /// It is durable and has its turn among those that wait for a place in the tree.
    public record Sequenced() implements Progress {}

    /// There is no such statement.
    public record Unknown() implements Progress {}

    /// Proves a statement, waiting at most two seconds for its publication.
    public Progress prove(UUID id) {
        return growth.await(
                WAIT_MAX,
                () -> progress(id),
                progress -> progress instanceof Sequenced || progress instanceof Integrated);
    }

    /// Lets those who wait for a publication look again.
    public void grown() {
        growth.happened();
    }

    /// Reads a published checkpoint, at once when it is the one read last.
    private Head read(CheckpointStore.Row row) {
        Optional<Seen> last = seen;
        if (last.isPresent() && last.get().row().equals(row)) {
            return last.get().head();
        }
        Head head = Head.of(row);
        seen = Optional.of(new Seen(row, head));
        return head;
    }

    private Progress progress(UUID id) {
        Optional<StatementStore.Located> found = db.look(tx -> statements.locate(tx, id));
        if (found.isEmpty()) {
            return new Unknown();
        }
        StoredStatement statement = found.get().statement();
        if (statement.entryIndex().isEmpty()) {
            return new Sequenced();
        }
        long index = statement.entryIndex().get();
        Optional<CheckpointStore.Row> published = found.get().published();
        if (published.isEmpty() || published.get().size() <= index) {
            return new Integrated(index);
        }
        Head head = read(published.get());
        InclusionProof proof = Proofs.inclusion(index, head.head().size(), cache);
        return new Published(new Proven(statement, statement.entry(), proof, head));
    }
}
