// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.witness;

import dev.touchstone.app.database.Database;
import dev.touchstone.app.database.Tx;
import dev.touchstone.transparency.AddCheckpoint;
import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.SignedNote;
import dev.touchstone.transparency.TransparencyException;
import dev.touchstone.transparency.TreeHead;
import dev.touchstone.transparency.Witness;
import dev.touchstone.transparency.WitnessAnswer;
import dev.touchstone.transparency.WitnessAnswer.Cosigned;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The witness that is part of the server and keeps in the database what it cosigned, one row a
/// log. Every node may answer: the row's lock lets one at a time. Thread-safe.
public final class LogWitness {
    private final Database db;
    private final Witness witness;
    private final InstantSource clock;
    private final WitnessStore store = new WitnessStore();

    /// A witness over a database.
    public LogWitness(Database db, Witness witness, InstantSource clock) {
        this.db = db;
        this.witness = witness;
        this.clock = clock;
    }

    /// Answers one request. What is cosigned is committed when this returns.
    ///
    /// @throws TransparencyException.Faulty when the stored row is not what this witness cosigned
    public WitnessAnswer answer(AddCheckpoint request) {
        Instant now = clock.instant();
        String origin = request.origin();
        if (!witness.origins().contains(origin)) {
            return witness.answer(request, TreeHead.EMPTY, now);
        }
        return db.write(
                tx -> {
                    TreeHead last = last(tx, origin);
                    WitnessAnswer answer = witness.answer(request, last, now);
                    if (answer instanceof Cosigned cosigned) {
                        SignedNote kept = witness.kept(request, cosigned);
                        store.keep(tx, Checkpoint.parse(kept.text()), kept.toString(), now);
                    }
                    return answer;
                });
    }

    private TreeHead last(Tx tx, String origin) {
        Optional<WitnessStore.Row> row = store.lock(tx, origin);
        if (row.isEmpty()) {
            return TreeHead.EMPTY;
        }
        Checkpoint checkpoint;
        try {
            checkpoint = witness.recall(SignedNote.parse(row.get().note()));
        } catch (TransparencyException.Malformed | TransparencyException.Unverified e) {
            throw damaged(origin, e.getMessage());
        }
        TreeHead stored = row.get().head();
        if (!checkpoint.origin().equals(origin) || !checkpoint.head().equals(stored)) {
            throw damaged(origin, "the note is about " + checkpoint.head() + ", not " + stored);
        }
        return stored;
    }

    private static TransparencyException damaged(String origin, String reason) {
        return new TransparencyException.Faulty("log_witnessed, origin " + origin, reason);
    }

    /// The notes cosigned last, at most one a log, by origin.
    public List<SignedNote> kept() {
        return db.read(tx -> store.notes(tx).stream().map(SignedNote::parse).toList());
    }
}
