// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.bench;

import dev.touchstone.transparency.Hash;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// The hashes of a Merkle tree and nothing else: a leaf hash an entry, and a node hash a leaf but
/// one, each over a message of the right length. Not thread-safe.
final class HashLoop {
    private static final int NODE_BYTES = 1 + 2 * Hash.BYTES;

    private final List<byte[]> entries;
    private final MessageDigest sha256;
    private final byte[] message;
    private final byte[] node = new byte[NODE_BYTES];
    private final byte[] hash = new byte[Hash.BYTES];

    HashLoop(List<byte[]> entries) {
        this.entries = List.copyOf(entries);
        this.message = new byte[1 + entries.stream().mapToInt(e -> e.length).max().orElse(0)];
        this.node[0] = 1;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// Makes all hashes once.
    long run() {
        for (byte[] entry : entries) {
            System.arraycopy(entry, 0, message, 1, entry.length);
            digest(message, 1 + entry.length);
        }
        for (int i = 1; i < entries.size(); i++) {
            System.arraycopy(hash, 0, node, 1, Hash.BYTES);
            digest(node, NODE_BYTES);
        }
        return hash[0];
    }

    /// The leaf hash of an entry (RFC 6962, section 2.1).
    Hash leaf(byte[] entry) {
        System.arraycopy(entry, 0, message, 1, entry.length);
        digest(message, 1 + entry.length);
        return Hash.of(hash);
    }

    private void digest(byte[] source, int length) {
        try {
            sha256.update(source, 0, length);
            sha256.digest(hash, 0, Hash.BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes hold a SHA-256", e);
        }
    }
}
