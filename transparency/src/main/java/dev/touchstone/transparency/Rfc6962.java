// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

/// The hashes of a Merkle tree as RFC 6962, Section 2.1 defines them, with SHA-256.
///
/// Leaves and inner nodes are hashed behind different prefix bytes, so neither passes for the
/// other.
public final class Rfc6962 {
    private static final Hash EMPTY_ROOT = new TreeHasher().empty();

    private Rfc6962() {}

    /// Returns the root of the tree without entries: SHA-256 of nothing.
    public static Hash emptyRoot() {
        return EMPTY_ROOT;
    }

    /// Returns SHA-256(0x00 || entry).
    public static Hash leafHash(byte[] entry) {
        return new TreeHasher().leaf(entry, 0, entry.length);
    }

    /// Returns SHA-256(0x01 || left || right).
    public static Hash nodeHash(Hash left, Hash right) {
        return new TreeHasher().node(left, right);
    }
}
