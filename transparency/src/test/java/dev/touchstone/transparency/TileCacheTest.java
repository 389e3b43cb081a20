// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TileCacheTest {
    private static final int SIZE = 70_000;
    private static final MemoryLog LOG = largeLog();

    private static MemoryLog largeLog() {
        MemoryLog log = MemoryLog.ofSize(65_536);
        log.append(MemoryLog.ofSize(SIZE - 65_536).entries);
        return log;
    }

    @Test
    void provesTheSameWithKeptTilesAsWithout() {
        TileCache cache = new TileCache(LOG, 1 << 20);
        Random random = Seeds.random("provesTheSameWithKeptTilesAsWithout");
        for (int i = 0; i < 500; i++) {
            long index = random.nextInt(SIZE);
            InclusionProof proof = Proofs.inclusion(index, SIZE, cache);
            assertThat(proof).isEqualTo(Proofs.inclusion(index, SIZE, LOG));
            proof.verify(Rfc6962.leafHash(LOG.entries.get((int) index)), LOG.head.root());
        }
    }

    @Test
    void readsATileOnceAndForgetsTheOneUsedLongestAgo() {
        AtomicInteger reads = new AtomicInteger();
        TileReader counted =
                path -> {
                    reads.incrementAndGet();
                    return LOG.read(path);
                };
        TileCache two = new TileCache(counted, 2 * 2 * 256 * 32);
        TilePath first = TilePath.hashes(0, 0, 256);
        TilePath second = TilePath.hashes(0, 1, 256);
        two.nodes(first);
        two.nodes(second);
        two.nodes(first);
        assertThat(reads).hasValue(2);
        two.nodes(TilePath.hashes(0, 2, 256));
        two.nodes(first);
        assertThat(reads).hasValue(3);
        two.nodes(second);
        assertThat(reads).hasValue(4);
    }

    @Test
    void givesTheSameBytesAndNeverItsOwnArray() {
        TileCache cache = new TileCache(LOG, 1 << 20);
        TilePath path = TilePath.hashes(0, 5, 256);
        cache.nodes(path);
        byte[] read = cache.read(path).orElseThrow();
        assertThat(read).isEqualTo(LOG.read(path).orElseThrow());
        read[0]++;
        assertThat(cache.read(path).orElseThrow()).isNotEqualTo(read);
        assertThat(cache.read(TilePath.entries(3, 256)))
                .isEqualTo(LOG.read(TilePath.entries(3, 256)));
    }

    @Test
    void aMissingTileIsNamedAndNotRemembered() {
        MemoryLog log = MemoryLog.ofSize(300);
        AtomicInteger reads = new AtomicInteger();
        TileCache cache =
                new TileCache(
                        path -> reads.getAndIncrement() == 0 ? Optional.empty() : log.read(path),
                        1 << 20);
        TilePath path = TilePath.hashes(0, 0, 256);
        assertThatThrownBy(() -> cache.nodes(path))
                .isInstanceOf(TransparencyException.Faulty.class)
                .hasMessageContaining("tile/0/000");
        assertThat(cache.nodes(path).hashes()).hasSize(256 * 32);
    }
}
