// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeBuilderTest {
    private static byte[] entry(long index) {
        return ("entry " + index).getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 257, 700, 65_535, 65_536, 65_537, 70_000})
    void provesEveryEntryFromOneHashForEach256(int size) {
        TreeBuilder builder = new TreeBuilder();
        for (int i = 0; i < size; i++) {
            builder.add(entry(i));
        }
        TreeHead head = builder.head();
        byte[] nodes = builder.nodes();
        assertThat(head).isEqualTo(appended(size));
        assertThat(nodes).hasSize(size / 256 * 32);
        TileReader tiles = TreeBuilder.tiles(size, nodes, group -> group(group, size));
        Random random = Seeds.random("provesEveryEntryFromOneHashForEach256");
        for (int i = 0; i < 20; i++) {
            long index = i == 0 ? size - 1 : random.nextInt(size);
            Proofs.inclusion(index, size, tiles)
                    .verify(Rfc6962.leafHash(entry(index)), head.root());
        }
    }

    /// The same tree, grown as a log grows.
    private static TreeHead appended(int size) {
        MemoryLog log = new MemoryLog();
        for (int from = 0; from < size; from += 30_000) {
            log.append(
                    LongStream.range(from, Math.min(size, from + 30_000))
                            .mapToObj(TreeBuilderTest::entry)
                            .toList());
        }
        return log.head;
    }

    private static List<byte[]> group(long number, int size) {
        return LongStream.range(number * 256, Math.min(size, (number + 1) * 256))
                .mapToObj(TreeBuilderTest::entry)
                .toList();
    }

    @Test
    void hasNoTilesBeyondItsSize() {
        TileReader tiles = TreeBuilder.tiles(300, new byte[32], group -> group(group, 300));
        assertThat(tiles.read(TilePath.hashes(0, 1, 45))).isEmpty();
        assertThat(tiles.read(TilePath.hashes(1, 0, 2))).isEmpty();
        assertThat(tiles.read(TilePath.entries(0, 256))).isEmpty();
        assertThat(tiles.read(TilePath.hashes(0, 1, 44))).isPresent();
    }
}
