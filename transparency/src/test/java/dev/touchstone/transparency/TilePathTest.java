// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.transparency.TransparencyException.Malformed;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {
    @ParameterizedTest
    @CsvSource({
        "tile/0/000, HASHES, 0, 0, 256",
        "tile/0/000.p/1, HASHES, 0, 0, 1",
        "tile/63/999.p/255, HASHES, 63, 999, 255",
        "tile/1/x001/000, HASHES, 1, 1000, 256",
        "tile/0/x001/x234/067, HASHES, 0, 1234067, 256",
        "tile/entries/x001/x234/067.p/7, ENTRIES, 0, 1234067, 7",
        "tile/0/x009/x223/x372/x036/x854/x775/807, HASHES, 0, 9223372036854775807, 256",
    })
    void readsAndWritesTheFormsOfTheStandard(
            String text, TilePath.Kind kind, int level, long index, int width) {
        TilePath path = new TilePath(kind, level, index, width);
        assertThat(TilePath.parse(text)).isEqualTo(path);
        assertThat(path).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "checkpoint",
                "tile",
                "tile/0",
                "/tile/0/000",
                "tile/0/000/",
                "tile/0//000",
                "tile/0/0",
                "tile/0/0000",
                "tile/0/x000/001",
                "tile/0/001/001",
                "tile/0/x001/x001",
                "tile/0/x01/001",
                "tile/0/xx001/001",
                "tile/0/-01",
                "tile/0/+01",
                "tile/0/\u0661\u0661\u0661",
                "tile/00/000",
                "tile/64/000",
                "tile/-1/000",
                "tile/4294967296/000",
                "tile/data/000",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/01",
                "tile/0/000.p/4294967297",
                "tile/0/000.p",
                "tile/0/000.p/",
                "tile/0/000.p/1/1",
                "tile/0/000.p/1.p/1",
                "tile/0/../000",
                "tile/0/x009/x223/x372/x036/x854/x775/808",
                "tile/0/x999/x999/x999/x999/x999/x999/999",
                "tile/0/x001/x001/x001/x001/x001/x001/x001/x001/x001/x001/x001/x001/x001/001",
            })
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> TilePath.parse(text)).isInstanceOf(Malformed.class);
    }

    @Test
    void refusesRangesThatNoTileHas() {
        assertThatThrownBy(() -> TilePath.hashes(64, 0, 1)).hasMessageContaining("level");
        assertThatThrownBy(() -> TilePath.hashes(0, -1, 1)).hasMessageContaining("index");
        assertThatThrownBy(() -> TilePath.hashes(0, 0, 0)).hasMessageContaining("width");
        assertThatThrownBy(() -> TilePath.entries(0, 257)).hasMessageContaining("width");
    }

    @Test
    void readsBackWhatItWrites() {
        Random random = Seeds.random("TilePath.readsBackWhatItWrites");
        for (int round = 0; round < 10_000; round++) {
            long index = random.nextLong() >>> 1 + random.nextInt(63);
            int width = 1 + random.nextInt(256);
            TilePath path =
                    random.nextBoolean()
                            ? TilePath.entries(index, width)
                            : TilePath.hashes(random.nextInt(64), index, width);
            assertThat(TilePath.parse(path.toString())).isEqualTo(path);
        }
    }
}
