// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import dev.touchstone.transparency.Checkpoint;
import dev.touchstone.transparency.ConsistencyProof;
import dev.touchstone.transparency.Hash;
import dev.touchstone.transparency.InclusionProof;
import dev.touchstone.transparency.Proofs;
import dev.touchstone.transparency.Rfc6962;
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
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A log of 20,000 entries of 64 bytes: what it costs to grow, to prove and to verify.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class TreeBenchmark {
    private static final int COUNT = 20_000;
    private static final int BEFORE = 12_345;
    private static final String ORIGIN = "bench.example/log";

    private final List<byte[]> entries = entries();
    private final HashLoop loop = new HashLoop(entries);
    private final TreeAppender.Appended log =
            TreeAppender.append(TreeHead.EMPTY, path -> Optional.empty(), entries);
    private final Map<TilePath, byte[]> files = log.files();
    private final TileReader tiles = path -> Optional.ofNullable(files.get(path));
    private final TileCache kept = new TileCache(tiles, 1 << 22);
    private final Hash leaf = Rfc6962.leafHash(entries.get(BEFORE));
    private final InclusionProof inclusion = Proofs.inclusion(BEFORE, COUNT, tiles);
    private final TreeHead older =
            TreeAppender.append(
                            TreeHead.EMPTY, path -> Optional.empty(), entries.subList(0, BEFORE))
                    .head();
    private final ConsistencyProof consistency = Proofs.consistency(BEFORE, COUNT, tiles);
    private final SignerKey key = new SignerKey(SignatureType.ED25519, ORIGIN, new byte[32]);
    private final WitnessPolicy policy = WitnessPolicy.ofLog(key.verifier());
    private final byte[] note = new Checkpoint(ORIGIN, log.head()).sign(key.signer()).toBytes();

    private static List<byte[]> entries() {
        SplittableRandom random = new SplittableRandom(1);
        List<byte[]> entries = new ArrayList<>(COUNT);
        for (int i = 0; i < COUNT; i++) {
            byte[] entry = new byte[64];
            random.nextBytes(entry);
            entries.add(entry);
        }
        return entries;
    }

    /// The hashes of the tree and nothing else.
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public long hashLoop() {
        return loop.run();
    }

    /// Entries a second into an empty log.
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public Hash append() {
        return TreeAppender.append(TreeHead.EMPTY, path -> Optional.empty(), entries).head().root();
    }

    /// Proofs from tiles as they are stored.
    @Benchmark
    public InclusionProof prove() {
        return Proofs.inclusion(BEFORE, COUNT, tiles);
    }

    /// Proofs from tiles that are kept with their nodes.
    @Benchmark
    public InclusionProof proveKept() {
        return Proofs.inclusion(BEFORE, COUNT, kept);
    }

    /// Inclusion proofs verified.
    @Benchmark
    public long verifyInclusion() {
        inclusion.verify(leaf, log.head().root());
        return inclusion.size();
    }

    /// Consistency proofs verified.
    @Benchmark
    public long verifyConsistency() {
        consistency.verify(older.root(), log.head().root());
        return consistency.newSize();
    }

    /// Signed checkpoints parsed and verified.
    @Benchmark
    public VerifiedCheckpoint verifyCheckpoint() {
        return policy.verify(note);
    }
}
