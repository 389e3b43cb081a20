// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

/// What a key signs with, and how its Multikey text is told apart (Controlled Identifiers 1.0,
/// section 2.2.2; the multicodec table).
public enum KeyAlgorithm {
    /// Ed25519 (RFC 8032): multicodec `ed25519-pub`, 32 bytes.
    ED25519(0xed01, 32),
    /// SM2 with SM3 (GB/T 32918): multicodec `sm2-pub`, the point in its compressed form, 33
    /// bytes.
    SM2(0x8624, 33);

    static final int PREFIX_BYTES = 2;

    /// The two bytes in front, high one first.
    private final int prefix;

    private final int keyBytes;

    KeyAlgorithm(int prefix, int keyBytes) {
        this.prefix = prefix;
        this.keyBytes = keyBytes;
    }

    /// Whether these bytes, prefix and key, are meant to be a key of this kind.
    boolean isPrefixOf(byte[] bytes) {
        return bytes.length > PREFIX_BYTES
                && bytes[0] == (byte) (prefix >> Byte.SIZE)
                && bytes[1] == (byte) prefix;
    }

    boolean fits(byte[] bytes) {
        return isPrefixOf(bytes) && bytes.length == PREFIX_BYTES + keyBytes;
    }

    byte[] prefixed(byte[] key) {
        byte[] front = {(byte) (prefix >> Byte.SIZE), (byte) prefix};
        return Multibase.concat(front, key);
    }
}
