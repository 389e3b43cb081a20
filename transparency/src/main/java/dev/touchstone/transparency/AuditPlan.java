// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The order in which an audit reads the files of a log: each bundle, then the tiles it completes,
/// at last the partial tiles from the leaves up.
final class AuditPlan {
    private AuditPlan() {}

    /// Returns the files of a log of `size` entries, from a bundle on; lazily.
    static Stream<TilePath> of(long firstBundle, long size) {
        long bundles = Math.ceilDiv(size, TilePath.WIDTH);
        Stream<TilePath> whole =
                LongStream.range(firstBundle, bundles)
                        .boxed()
                        .flatMap(bundle -> withCompleted(bundle, size));
        return Stream.concat(whole, partials(size));
    }

    private static Stream<TilePath> withCompleted(long bundle, long size) {
        int width = Tiles.width(size, 0, bundle);
        Stream<TilePath> entries = Stream.of(TilePath.entries(bundle, width));
        if (width < TilePath.WIDTH) {
            return entries;
        }
        Stream<TilePath> tiles =
                IntStream.range(0, Tiles.LEVELS)
                        .takeWhile(
                                level ->
                                        Tiles.hashesAt(bundle + 1, level) << shift(level)
                                                == bundle + 1)
                        .mapToObj(
                                level ->
                                        TilePath.hashes(
                                                level,
                                                Tiles.hashesAt(bundle + 1, level) - 1,
                                                TilePath.WIDTH));
        return Stream.concat(entries, tiles);
    }

    private static int shift(int level) {
        return Tiles.HEIGHT * level;
    }

    private static Stream<TilePath> partials(long size) {
        return IntStream.range(0, Tiles.LEVELS)
                .mapToObj(
                        level -> {
                            long tile = Tiles.hashesAt(size, level) / TilePath.WIDTH;
                            int width = Tiles.width(size, level, tile);
                            return width == 0
                                    ? Stream.<TilePath>empty()
                                    : Stream.of(TilePath.hashes(level, tile, width));
                        })
                .flatMap(partial -> partial);
    }
}
