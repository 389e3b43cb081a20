// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// RFC 6962 hashing into arrays that the caller owns, without an allocation a node.
///
/// Not thread-safe: one digest and one scratch array serve every call.
final class TreeHasher {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;
    private static final int MESSAGE_BYTES_MAX = 1024;

    private final MessageDigest sha256;

    // Room for a node's two children, or for half a tile once a subtree was asked for.
    private byte[] scratch = new byte[2 * Hash.BYTES];

    // Short messages are put together here, prefix and all: a digest prefers one update to two.
    private final byte[] message = new byte[1 + MESSAGE_BYTES_MAX];

    TreeHasher() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    Hash empty() {
        return Hash.of(sha256.digest());
    }

    Hash leaf(byte[] source, int offset, int length) {
        leaf(source, offset, length, scratch, 0);
        return Hash.of(scratch, 0);
    }

    void leaf(byte[] source, int offset, int length, byte[] target, int targetOffset) {
        if (length <= MESSAGE_BYTES_MAX) {
            hash(LEAF, source, offset, length, target, targetOffset);
        } else {
            sha256.update(LEAF);
            sha256.update(source, offset, length);
            digest(target, targetOffset);
        }
    }

    Hash node(Hash left, Hash right) {
        left.writeTo(scratch, 0);
        right.writeTo(scratch, Hash.BYTES);
        node(scratch, 0, scratch, 0);
        return Hash.of(scratch, 0);
    }

    /// Hashes two neighbours; `target` may be `source`, for they are read before it is written.
    private void node(byte[] source, int offset, byte[] target, int targetOffset) {
        hash(NODE, source, offset, 2 * Hash.BYTES, target, targetOffset);
    }

    private void hash(
            byte prefix, byte[] source, int offset, int length, byte[] target, int targetOffset) {
        message[0] = prefix;
        System.arraycopy(source, offset, message, 1, length);
        sha256.update(message, 0, 1 + length);
        digest(target, targetOffset);
    }

    /// Returns the root over `count` neighbouring hashes; `count` is a power of two, at most 256.
    Hash subtree(byte[] hashes, int offset, int count) {
        if (count == 1) {
            return Hash.of(hashes, offset);
        }
        if (scratch.length < count / 2 * Hash.BYTES) {
            scratch = new byte[TilePath.WIDTH / 2 * Hash.BYTES];
        }
        fold(hashes, offset, count);
        for (int left = count / 2; left > 1; left /= 2) {
            fold(scratch, 0, left);
        }
        return Hash.of(scratch, 0);
    }

    /// Hashes pairs into the front of the scratch array: one tree level, left to right.
    private void fold(byte[] source, int offset, int count) {
        for (int i = 0; i < count / 2; i++) {
            node(source, offset + i * 2 * Hash.BYTES, scratch, i * Hash.BYTES);
        }
    }

    /// Hashes each pair of neighbours, as many as `target` has room for.
    void pairs(byte[] source, byte[] target) {
        for (int i = 0; i < target.length; i += Hash.BYTES) {
            node(source, 2 * i, target, i);
        }
    }

    private void digest(byte[] target, int offset) {
        try {
            sha256.digest(target, offset, Hash.BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes hold a SHA-256", e);
        }
    }
}
