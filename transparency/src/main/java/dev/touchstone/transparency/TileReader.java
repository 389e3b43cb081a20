// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import java.util.Optional;

/// Reads the tiles of one log, from wherever they are kept.
@FunctionalInterface
public interface TileReader {
    /// Returns the bytes of a tile, or nothing when the log does not have it.
    ///
    /// An answer for a partial tile holds that partial tile only; whoever asks falls back to the
    /// full tile itself, since a log may delete a partial tile once the full one exists (C2SP
    /// tlog-tiles, Partial Tiles). Throws [TransparencyException.Unavailable] when reading fails.
    Optional<byte[]> read(TilePath path);
}
