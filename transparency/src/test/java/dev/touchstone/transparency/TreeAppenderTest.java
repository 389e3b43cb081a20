// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.transparency.TransparencyException.Faulty;
import dev.touchstone.transparency.TransparencyException.Malformed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TreeAppenderTest {
    @Test
    void hasTheRootOfRfc6962AtEverySizeUpTo600() {
        MemoryLog log = new MemoryLog();
        assertThat(log.head.root().toBytes()).isEqualTo(NaiveTree.root(List.of()));
        for (int size = 1; size <= 600; size++) {
            log.append(List.of(("entry " + size).getBytes()));
            assertThat(log.head.size()).isEqualTo(size);
            assertThat(log.head.root().toBytes()).isEqualTo(NaiveTree.root(log.entries));
        }
    }

    @Test
    void writesTheSameTilesWhateverTheBatches() {
        Random random = Seeds.random("writesTheSameTilesWhateverTheBatches");
        for (int round = 0; round < 20; round++) {
            MemoryLog inBatches = new MemoryLog();
            while (inBatches.head.size() < 1500) {
                inBatches.append(MemoryLog.randomEntries(random, random.nextInt(700), 40));
            }
            MemoryLog atOnce = new MemoryLog();
            atOnce.append(inBatches.entries);
            assertThat(inBatches.head).isEqualTo(atOnce.head);
            assertThat(atOnce.head.root().toBytes()).isEqualTo(NaiveTree.root(atOnce.entries));
            Map<String, byte[]> inBoth = new TreeMap<>(inBatches.files);
            inBoth.keySet().retainAll(atOnce.files.keySet());
            assertThat(inBoth).containsExactlyEntriesOf(atOnce.files);
        }
    }

    @Test
    void servesExactlyTheTilesOfTheExampleInTheStandard() {
        MemoryLog log = new MemoryLog();
        List<byte[]> entries = Collections.nCopies(65_536, new byte[0]);
        log.append(entries);
        log.append(entries.subList(0, 70_000 - 65_536));
        assertThat(log.head.size()).isEqualTo(70_000);
        assertThat(log.files.keySet()).filteredOn(p -> p.startsWith("tile/0/")).hasSize(274);
        assertThat(log.files).containsKeys("tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1");
        assertThat(log.files.get("tile/1/000")).hasSize(8192);
        assertThat(log.files.get("tile/entries/273.p/112")).hasSize(224);
    }

    @Test
    void readsOnlyTheRightEdge() {
        MemoryLog log = MemoryLog.ofSize(65_536);
        log.append(List.of("one more".getBytes()));
        List<String> read = new ArrayList<>();
        TreeAppender.append(
                log.head,
                path -> {
                    read.add(path.toString());
                    return log.read(path);
                },
                List.of("and another".getBytes()));
        assertThat(read)
                .containsExactlyInAnyOrder(
                        "tile/0/256.p/1", "tile/2/000.p/1", "tile/entries/256.p/1");
    }

    @Test
    void canBeRepeatedAfterACrash() {
        MemoryLog log = MemoryLog.ofSize(300);
        TreeHead before = log.head;
        List<byte[]> more = List.of(new byte[] {1}, new byte[] {2});
        var lost = log.append(more);
        assertThat(TreeAppender.append(before, log, more).head()).isEqualTo(lost.head());
    }

    @Test
    void takesTheFullTileWhenThePartialOneWasDeleted() {
        MemoryLog log = MemoryLog.ofSize(100);
        TreeHead at100 = log.head;
        log.append(MemoryLog.ofSize(200).entries);
        log.files.keySet().removeIf(path -> path.contains(".p/100"));
        assertThat(Proofs.root(100, log)).isEqualTo(at100.root());
        assertThat(TreeAppender.append(at100, log, List.of()).head()).isEqualTo(at100);
    }

    @Test
    void refusesTilesThatDoNotBelongToTheHead() {
        MemoryLog log = MemoryLog.ofSize(300);
        log.files.get("tile/0/001.p/44")[5] ^= 1;
        assertThatThrownBy(() -> log.append(List.of(new byte[1])))
                .isInstanceOf(Faulty.class)
                .hasMessageContaining("right edge");
    }

    @Test
    void refusesEntriesThatDoNotBelongToTheHead() {
        MemoryLog log = MemoryLog.ofSize(300);
        log.files.get("tile/entries/001.p/44")[2] ^= 1;
        assertThatThrownBy(() -> log.append(List.of(new byte[1])))
                .isInstanceOf(Faulty.class)
                .hasMessage("tile/entries/001.p/44: entry 0 does not match its hash");
    }

    @Test
    void refusesToGoOnWithoutATile() {
        MemoryLog log = MemoryLog.ofSize(300);
        log.files.remove("tile/1/000.p/1");
        assertThatThrownBy(() -> log.append(List.of()))
                .isInstanceOf(Faulty.class)
                .hasMessage("tile/1/000.p/1: the log does not have it");
    }

    @Test
    void takesEntriesUpToTheLimit() {
        MemoryLog log = new MemoryLog();
        log.append(List.of(new byte[EntryBundle.ENTRY_BYTES_MAX]));
        byte[] tooLong = new byte[EntryBundle.ENTRY_BYTES_MAX + 1];
        assertThatThrownBy(() -> log.append(List.of(tooLong)))
                .isInstanceOf(Malformed.class)
                .hasMessage("an entry has at most 65535 bytes, not 65536");
    }

    @Test
    void takesBatchesUpToTheLimit() {
        TileReader none = path -> Optional.empty();
        List<byte[]> max = Collections.nCopies(TreeAppender.ENTRIES_PER_APPEND_MAX, new byte[] {1});
        Set<Hash> roots = new HashSet<>();
        roots.add(TreeAppender.append(TreeHead.EMPTY, none, max).head().root());
        assertThat(roots).hasSize(1);
        List<byte[]> more = new ArrayList<>(max);
        more.add(new byte[0]);
        assertThatThrownBy(() -> TreeAppender.append(TreeHead.EMPTY, none, more))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65536");
    }
}
