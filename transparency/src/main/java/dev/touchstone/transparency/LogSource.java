// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

/// Where a log is read from: a [LogFolder] or an [HttpLog].
///
/// Standard: C2SP tlog-tiles, APIs.
public interface LogSource extends TileReader {
    /// The path of the newest checkpoint, relative to the log's prefix.
    String CHECKPOINT = "checkpoint";

    /// Returns the newest checkpoint, unverified, at most [SignedNote#BYTES_MAX] bytes.
    ///
    /// Throws [TransparencyException.Unavailable] when it cannot be had.
    byte[] checkpoint();
}
