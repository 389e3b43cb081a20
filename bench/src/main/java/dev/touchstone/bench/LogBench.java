// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.Hash;
import dev.touchstone.transparency.InclusionProof;
import dev.touchstone.transparency.LogAudit;
import dev.touchstone.transparency.Proofs;
import dev.touchstone.transparency.SignatureType;
import dev.touchstone.transparency.SignerKey;
import dev.touchstone.transparency.TileCache;
import dev.touchstone.transparency.TilePath;
import dev.touchstone.transparency.TileReader;
import dev.touchstone.transparency.TreeAppender;
import dev.touchstone.transparency.TreeHead;
import dev.touchstone.transparency.VerifiedCheckpoint;
import dev.touchstone.transparency.WitnessPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// The transparency library: growing a log, auditing it, proving an entry.
///
/// The peer is a bare loop over the JDK's SHA-256 that makes the same number of hashes of the same
/// lengths and nothing else: no tiles, no bundles, no root. It is what no log can go below.
final class LogBench implements Benchmark {
    private static final long SEED = 20260101;
    private static final String ORIGIN = "bench.example/log";

    @Override
    public void run(Settings settings, Figures figures) {
        size(settings, figures, "64B", 64, 65_536);
        size(settings, figures, "1KiB", 1_024, 8_192);
    }

    private static void size(
            Settings settings, Figures figures, String label, int bytes, int count) {
        List<byte[]> entries = entries(count, bytes);
        TileReader none = path -> Optional.empty();
        HashLoop loop = new HashLoop(entries);
        Timed.Work peer = new Timed.Work(count, loop::run);

        Timed.Work build =
                new Timed.Work(
                        count,
                        () ->
                                TreeAppender.append(TreeHead.EMPTY, none, entries)
                                        .head()
                                        .root()
                                        .word0());
        figures.figure(
                "build-" + label,
                Timed.compare(settings.perFigure(), build, peer),
                "entries/s",
                "sha256-loop");

        TreeAppender.Appended log = TreeAppender.append(TreeHead.EMPTY, none, entries);
        Map<TilePath, byte[]> files = log.files();
        TileReader tiles = path -> Optional.ofNullable(files.get(path));
        VerifiedCheckpoint checkpoint = checkpoint(log.head());
        Timed.Work audit = new Timed.Work(count, () -> LogAudit.run(tiles, checkpoint).entries());
        figures.figure(
                "audit-" + label,
                Timed.compare(settings.perFigure(), audit, peer),
                "entries/s",
                "sha256-loop");
        if (bytes == 64) {
            proofs(settings, figures, log.head(), tiles, loop.leaf(entries.get(count / 3)));
        }
    }

    private static void proofs(
            Settings settings, Figures figures, TreeHead head, TileReader tiles, Hash leaf) {
        long index = head.size() / 3;
        InclusionProof proof = Proofs.inclusion(index, head.size(), tiles);
        Timed.Work prove =
                new Timed.Work(
                        1, () -> Proofs.inclusion(index, head.size(), tiles).hashes().size());
        Timed.Work verify =
                new Timed.Work(
                        1,
                        () -> {
                            proof.verify(leaf, head.root());
                            return proof.size();
                        });
        TileCache cache = new TileCache(tiles, 1 << 20);
        Timed.Work kept =
                new Timed.Work(
                        1, () -> Proofs.inclusion(index, head.size(), cache).hashes().size());
        figures.figure("prove", Timed.perSecond(settings.perFigure(), prove), "proofs/s");
        figures.figure("prove-kept", Timed.perSecond(settings.perFigure(), kept), "proofs/s");
        figures.figure("verify", Timed.perSecond(settings.perFigure(), verify), "proofs/s");
    }

    private static VerifiedCheckpoint checkpoint(TreeHead head) {
        SignerKey key = new SignerKey(SignatureType.ED25519, ORIGIN, new byte[32]);
        return WitnessPolicy.ofLog(key.verifier())
                .verify(new Checkpoint(ORIGIN, head).sign(key.signer()));
    }

    private static List<byte[]> entries(int count, int bytes) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<byte[]> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] entry = new byte[bytes];
            random.nextBytes(entry);
            entries.add(entry);
        }
        return entries;
    }
}
