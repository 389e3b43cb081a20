// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.transparency.TransparencyException.Malformed;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EntryBundleTest {
    @Test
    void putsTheLengthBeforeEachEntry() {
        byte[] bundle = EntryBundle.format(List.of(new byte[0], new byte[] {7}, new byte[258]));
        assertThat(Arrays.copyOf(bundle, 8)).containsExactly(0, 0, 0, 1, 7, 1, 2, 0);
        assertThat(bundle).hasSize(2 + 3 + 260);
    }

    @Test
    void readsBackWhatItWrites() {
        Random random = Seeds.random("EntryBundle.readsBackWhatItWrites");
        for (int round = 0; round < 200; round++) {
            List<byte[]> entries =
                    MemoryLog.randomEntries(random, 1 + random.nextInt(256), 1 + round * 10);
            List<byte[]> read = EntryBundle.parse(EntryBundle.format(entries), entries.size());
            assertThat(read).containsExactlyElementsOf(entries);
        }
    }

    @Test
    void refusesABundleThatEndsEarlyOrLate() {
        byte[] bundle = EntryBundle.format(List.of(new byte[3], new byte[4]));
        for (int length = 0; length < bundle.length; length++) {
            byte[] cut = Arrays.copyOf(bundle, length);
            assertThatThrownBy(() -> EntryBundle.parse(cut, 2))
                    .isInstanceOf(Malformed.class)
                    .hasMessageStartingWith("the bundle ends");
        }
        assertThatThrownBy(() -> EntryBundle.parse(Arrays.copyOf(bundle, bundle.length + 1), 2))
                .isInstanceOf(Malformed.class)
                .hasMessage("1 bytes follow the last entry of the bundle");
    }

    @Test
    void takesBundlesUpToTheLimits() {
        byte[] longest = new byte[EntryBundle.ENTRY_BYTES_MAX];
        byte[] bundle = EntryBundle.format(Collections.nCopies(256, longest));
        assertThat(bundle).hasSize(TilePath.entries(0, 256).bytesMax());
        assertThat(EntryBundle.parse(bundle, 256)).hasSize(256);
        assertThatThrownBy(() -> EntryBundle.format(Collections.nCopies(257, new byte[0])))
                .hasMessage("a bundle has 1 to 256 entries, not 257");
        assertThatThrownBy(() -> EntryBundle.format(List.of()))
                .hasMessage("a bundle has 1 to 256 entries, not 0");
        assertThatThrownBy(() -> EntryBundle.format(List.of(new byte[65_536])))
                .hasMessage("an entry has at most 65535 bytes, not 65536");
    }
}
