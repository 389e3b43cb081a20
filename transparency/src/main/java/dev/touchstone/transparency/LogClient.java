// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import dev.touchstone.transparency.TransparencyException.Faulty;
import dev.touchstone.transparency.TransparencyException.Forked;
import dev.touchstone.transparency.TransparencyException.Unavailable;
import dev.touchstone.transparency.TransparencyException.Unverified;
import java.util.Optional;

/// Follows one log and never accepts two histories.
///
/// Each checkpoint must satisfy the policy and be proved consistent with the last one accepted.
/// Keep [#latest] across restarts and give it back, or the protection starts anew.
///
/// Standard: C2SP tlog-tiles, tlog-checkpoint; RFC 9162, Sections 2.1.3 and 2.1.4. Not
/// thread-safe.
public final class LogClient {
    private final LogSource source;
    private final WitnessPolicy policy;
    private Optional<VerifiedCheckpoint> latest;

    /// Follows a log from its newest checkpoint on, trusted at first use.
    public LogClient(LogSource source, WitnessPolicy policy) {
        this(source, policy, Optional.empty());
    }

    /// Follows a log from a checkpoint accepted earlier on.
    public LogClient(LogSource source, WitnessPolicy policy, Optional<VerifiedCheckpoint> latest) {
        this.source = source;
        this.policy = policy;
        this.latest = latest;
    }

    /// Returns the last checkpoint accepted.
    public Optional<VerifiedCheckpoint> latest() {
        return latest;
    }

    /// Fetches the newest checkpoint, and accepts it or throws; what was accepted before stays.
    ///
    /// Throws [Forked] when the log shrank, shows two roots for one size, or cannot prove that it
    /// still begins with what it showed before.
    public VerifiedCheckpoint update() {
        VerifiedCheckpoint now = policy.verify(source.checkpoint());
        latest.ifPresent(before -> checkGrown(before, now));
        latest = Optional.of(now);
        return now;
    }

    private void checkGrown(VerifiedCheckpoint before, VerifiedCheckpoint now) {
        Checkpoint older = before.checkpoint();
        Checkpoint newer = now.checkpoint();
        if (!older.origin().equals(newer.origin())) {
            throw new Forked(before, now, "this is another log: " + Text.quote(newer.origin()));
        }
        if (newer.size() < older.size()) {
            throw new Forked(before, now, "the log shrank");
        }
        if (newer.size() == older.size() && !newer.root().equals(older.root())) {
            throw new Forked(before, now, "the log forked, it has two roots for one size");
        }
        ConsistencyProof proof = Proofs.consistency(older.size(), newer.size(), source);
        try {
            proof.verify(older.root(), newer.root());
        } catch (Unverified e) {
            throw new Forked(
                    before,
                    now,
                    "the log cannot prove that it only grew (%s)".formatted(e.getMessage()));
        }
    }

    /// Returns an entry below the latest checkpoint, proved to be in the log.
    ///
    /// Throws [Faulty] when the bundle or the tiles do not prove it.
    public byte[] entry(long index) {
        Checkpoint checkpoint = accepted().checkpoint();
        InclusionProof proof = Proofs.inclusion(index, checkpoint.size(), source);
        long number = index / TilePath.WIDTH;
        int width = Tiles.width(checkpoint.size(), 0, number);
        Tiles.Bundle bundle = Tiles.entries(source, TilePath.entries(number, width));
        byte[] entry = bundle.entry((int) (index % TilePath.WIDTH));
        try {
            proof.verify(Rfc6962.leafHash(entry), checkpoint.root());
        } catch (Unverified e) {
            throw new Faulty(
                    bundle.file.toString(),
                    "entry %d is not proved: %s".formatted(index, e.getMessage()));
        }
        return entry;
    }

    /// Returns a proof file, checked here first, that the entry with this leaf hash is at `index`.
    public TlogProof prove(long index, Hash leafHash) {
        VerifiedCheckpoint checkpoint = accepted();
        InclusionProof proof = Proofs.inclusion(index, checkpoint.checkpoint().size(), source);
        proof.verify(leafHash, checkpoint.checkpoint().root());
        return new TlogProof(Optional.empty(), proof, checkpoint.note());
    }

    private VerifiedCheckpoint accepted() {
        return latest.orElseThrow(() -> new Unavailable("no checkpoint was accepted yet"));
    }
}
