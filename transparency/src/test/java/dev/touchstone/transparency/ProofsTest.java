// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.transparency.TransparencyException.Malformed;
import dev.touchstone.transparency.TransparencyException.Unverified;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProofsTest {
    private static final int SIZE = 130;
    private static final int SIZE_OF_NAIVE_MAX = 66;
    private static final MemoryLog LOG = MemoryLog.ofSize(SIZE);

    @Test
    void provesEveryEntryInEveryTree() {
        for (int size = 1; size <= SIZE; size++) {
            List<byte[]> entries = LOG.entries.subList(0, size);
            Hash root = Hash.of(NaiveTree.root(entries));
            TileReader tiles = tilesOf(size);
            assertThat(Proofs.root(size, tiles)).isEqualTo(root);
            for (int index = 0; index < size; index++) {
                InclusionProof proof = Proofs.inclusion(index, size, tiles);
                if (size <= SIZE_OF_NAIVE_MAX) {
                    assertThat(proof.hashes()).isEqualTo(hashes(NaiveTree.path(index, entries)));
                }
                proof.verify(Rfc6962.leafHash(entries.get(index)), root);
            }
        }
    }

    @Test
    void provesThatEveryTreeGrewFromEverySmallerOne() {
        List<Hash> roots = new ArrayList<>();
        for (int size = 0; size <= SIZE; size++) {
            roots.add(Hash.of(NaiveTree.root(LOG.entries.subList(0, size))));
        }
        for (int newSize = 0; newSize <= SIZE; newSize++) {
            List<byte[]> entries = LOG.entries.subList(0, newSize);
            for (int oldSize = 0; oldSize <= newSize; oldSize++) {
                ConsistencyProof proof = Proofs.consistency(oldSize, newSize, tilesOf(newSize));
                if (newSize <= SIZE_OF_NAIVE_MAX) {
                    assertThat(proof.hashes()).isEqualTo(hashes(NaiveTree.proof(oldSize, entries)));
                }
                proof.verify(roots.get(oldSize), roots.get(newSize));
            }
        }
    }

    @Test
    void provesAcrossTileLevels() {
        MemoryLog log = MemoryLog.ofSize(65_536);
        log.append(MemoryLog.ofSize(3_000).entries);
        long size = log.head.size();
        assertThat(Proofs.root(size, log)).isEqualTo(log.head.root());
        Random random = Seeds.random("provesAcrossTileLevels");
        for (int round = 0; round < 20; round++) {
            int index = random.nextInt((int) size);
            Hash leaf = Rfc6962.leafHash(log.entries.get(index));
            Proofs.inclusion(index, size, log).verify(leaf, log.head.root());
            int oldSize = 1 + random.nextInt((int) size);
            Hash oldRoot = Hash.of(NaiveTree.root(log.entries.subList(0, oldSize)));
            Proofs.consistency(oldSize, size, log).verify(oldRoot, log.head.root());
        }
    }

    @Test
    void refusesAnyChangedInclusionProof() {
        for (int size : new int[] {1, 2, 7, 8, 100}) {
            Hash root = Hash.of(NaiveTree.root(LOG.entries.subList(0, size)));
            for (int index = 0; index < size; index++) {
                Hash leaf = Rfc6962.leafHash(LOG.entries.get(index));
                InclusionProof good = Proofs.inclusion(index, size, tilesOf(size));
                Hash otherLeaf = flipped(leaf);
                refused(() -> good.verify(otherLeaf, root));
                refused(() -> good.verify(leaf, flipped(root)));
                int at = index;
                int n = size;
                for (List<Hash> bad : changed(good.hashes())) {
                    refused(() -> new InclusionProof(at, n, bad).verify(leaf, root));
                }
                refused(() -> new InclusionProof(at + 1, n, good.hashes()).verify(leaf, root));
                refused(() -> new InclusionProof(at, n * 2L, good.hashes()).verify(leaf, root));
            }
        }
    }

    @Test
    void refusesAnyChangedConsistencyProof() {
        for (int newSize : new int[] {1, 2, 7, 8, 100}) {
            Hash newRoot = Hash.of(NaiveTree.root(LOG.entries.subList(0, newSize)));
            for (int oldSize = 1; oldSize <= newSize; oldSize++) {
                Hash oldRoot = Hash.of(NaiveTree.root(LOG.entries.subList(0, oldSize)));
                ConsistencyProof good = Proofs.consistency(oldSize, newSize, tilesOf(newSize));
                refused(() -> good.verify(flipped(oldRoot), newRoot));
                refused(() -> good.verify(oldRoot, flipped(newRoot)));
                int m = oldSize;
                int n = newSize;
                for (List<Hash> bad : changed(good.hashes())) {
                    refused(() -> new ConsistencyProof(m, n, bad).verify(oldRoot, newRoot));
                }
            }
        }
    }

    @Test
    void saysWhichCheckFailed() {
        Hash hash = Rfc6962.emptyRoot();
        assertThatThrownBy(() -> new InclusionProof(3, 3, List.of()).verify(hash, hash))
                .hasMessage("entry 3 is not in a tree of size 3");
        assertThatThrownBy(() -> new InclusionProof(0, 1, List.of(hash)).verify(hash, hash))
                .hasMessage("the inclusion proof has too many hashes: 1");
        assertThatThrownBy(() -> new InclusionProof(0, 2, List.of()).verify(hash, hash))
                .hasMessage("the inclusion proof has too few hashes: 0");
        assertThatThrownBy(() -> new ConsistencyProof(3, 2, List.of()).verify(hash, hash))
                .hasMessage("size went from 3 down to 2");
        assertThatThrownBy(() -> new ConsistencyProof(1, 2, List.of()).verify(hash, hash))
                .hasMessage("the consistency proof is empty");
        assertThatThrownBy(() -> new ConsistencyProof(0, 2, List.of(hash)).verify(hash, hash))
                .hasMessage("from 0 to 2 the proof must be empty");
    }

    @Test
    void takesProofsUpToTheLimit() {
        List<Hash> max = Collections.nCopies(63, Rfc6962.emptyRoot());
        assertThat(new InclusionProof(0, Long.MAX_VALUE, max).hashes()).hasSize(63);
        assertThat(new ConsistencyProof(1, Long.MAX_VALUE, max).hashes()).hasSize(63);
        List<Hash> more = Collections.nCopies(64, Rfc6962.emptyRoot());
        assertThatThrownBy(() -> new InclusionProof(0, 9, more)).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> new ConsistencyProof(1, 9, more)).isInstanceOf(Malformed.class);
    }

    @Test
    void refusesToProveWhatIsNotThere() {
        assertThatThrownBy(() -> Proofs.inclusion(130, 130, LOG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("entry 130 is not in a tree of size 130");
        assertThatThrownBy(() -> Proofs.consistency(8, 7, LOG))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// A log of 130 entries never had the partial tiles of smaller sizes: cut them from its own.
    private static TileReader tilesOf(int size) {
        return path ->
                LOG.read(TilePath.hashes(0, 0, SIZE))
                        .map(tile -> Arrays.copyOf(tile, size * Hash.BYTES));
    }

    private static List<Hash> hashes(List<byte[]> bytes) {
        return bytes.stream().map(Hash::of).toList();
    }

    private static Hash flipped(Hash hash) {
        return new Hash(hash.word0(), hash.word1(), hash.word2(), hash.word3() ^ 1);
    }

    private static List<List<Hash>> changed(List<Hash> hashes) {
        List<List<Hash>> all = new ArrayList<>();
        for (int i = 0; i < hashes.size(); i++) {
            List<Hash> flip = new ArrayList<>(hashes);
            flip.set(i, flipped(flip.get(i)));
            all.add(flip);
            List<Hash> dropped = new ArrayList<>(hashes);
            dropped.remove(i);
            all.add(dropped);
        }
        for (int i = 0; i <= hashes.size(); i++) {
            List<Hash> inserted = new ArrayList<>(hashes);
            inserted.add(i, Rfc6962.emptyRoot());
            all.add(inserted);
        }
        return all;
    }

    private static void refused(Runnable verification) {
        assertThatThrownBy(verification::run).isInstanceOf(Unverified.class);
    }
}
