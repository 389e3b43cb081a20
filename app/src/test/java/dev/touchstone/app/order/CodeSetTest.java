// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CodeSetTest {
    private static final long SEED =
            Long.getLong("touchstone.seed", System.nanoTime() & 0xFFFF_FFFFL);

    @Test
    void readsBackEverySetItWrites() {
        System.out.println("CodeSetTest -Dtouchstone.seed=" + SEED);
        Random random = new Random(SEED);
        for (int round = 0; round < 500; round++) {
            BitSet set = randomSet(random);
            byte[] bytes = CodeSet.encode(set);
            assertThat(bytes).hasSizeBetween(1, 4_001);
            assertThat(CodeSet.decode(bytes)).isEqualTo(set);
            for (int i = 0; i < 200; i++) {
                int place = random.nextInt(CodeSet.CHUNK);
                assertThat(CodeSet.contains(bytes, place)).isEqualTo(set.get(place));
            }
        }
    }

    private static BitSet randomSet(Random random) {
        BitSet set = new BitSet();
        int runs = 1 + random.nextInt(random.nextBoolean() ? 5 : 3_000);
        int lengthMax = random.nextBoolean() ? 2 : 5_000;
        for (int i = 0; i < runs; i++) {
            int first = random.nextInt(CodeSet.CHUNK);
            set.set(first, Math.min(CodeSet.CHUNK, first + 1 + random.nextInt(lengthMax)));
        }
        return set;
    }

    @Test
    void saysAWholeChunkInFiveBytesAndTheWorstInABitmap() {
        BitSet whole = new BitSet();
        whole.set(0, CodeSet.CHUNK);
        assertThat(CodeSet.encode(whole)).hasSize(5);
        BitSet worst = new BitSet();
        for (int i = 1; i < CodeSet.CHUNK; i += 2) {
            worst.set(i);
        }
        assertThat(CodeSet.encode(worst)).hasSize(4_001);
    }

    @Test
    void joinsScannedCodesToRuns() {
        assertThat(CodeRuns.of(7, 3, 5, 4, 7, 9).runs())
                .containsExactly(
                        new CodeRuns.Run(3, 5), new CodeRuns.Run(7, 7), new CodeRuns.Run(9, 9));
        assertThat(CodeRuns.of(7, 3, 5, 4, 7, 9).count()).isEqualTo(5);
        assertThat(CodeRuns.ofEnds(3, 5, 7, 7)).isEqualTo(CodeRuns.of(3, 4, 5, 7));
    }

    @Test
    void refusesRunsThatMeetOrAreNone() {
        assertThatThrownBy(() -> new CodeRuns(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        List<CodeRuns.Run> meeting = List.of(new CodeRuns.Run(1, 2), new CodeRuns.Run(3, 4));
        assertThatThrownBy(() -> new CodeRuns(meeting))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CodeRuns.Run(0, 2))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void dividesARangeIntoChunks() {
        TreeMap<Integer, BitSet> chunks = CodeRuns.range(31_999, 64_001).chunks();
        assertThat(chunks).containsOnlyKeys(0, 1, 2);
        assertThat(chunks.get(0).cardinality()).isEqualTo(2);
        assertThat(chunks.get(1).cardinality()).isEqualTo(CodeSet.CHUNK);
        assertThat(chunks.get(2).cardinality()).isOne();
        assertThat(chunks.get(0).nextSetBit(0)).isEqualTo(CodeSet.place(31_999));
    }
}
