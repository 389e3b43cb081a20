// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// An Ed25519 public key, written as Multikey text: `z6Mk...` (Controlled Identifiers 1.0, section
/// 2.2.2). Points of small order, with which anybody could sign, are refused. Immutable.
///
/// @param multibase the key as `publicKeyMultibase` holds it
public record VerificationKey(String multibase) {
    private static final byte[] ED25519_PUBLIC = {(byte) 0xed, 0x01};
    private static final int KEY_BYTES = 32;
    static final int SIGNATURE_BYTES = 64;

    /// Checks the prefix, the length and the point.
    ///
    /// @throws MalformedDocument when it is not an Ed25519 Multikey
    public VerificationKey {
        byte[] bytes = Multibase.fromBase58(multibase);
        if (bytes.length != ED25519_PUBLIC.length + KEY_BYTES
                || !Arrays.equals(bytes, 0, 2, ED25519_PUBLIC, 0, 2)
                || !Ed25519.validatePublicKeyFull(bytes, 2)) {
            throw new MalformedDocument("not an Ed25519 public key: " + multibase);
        }
    }

    static VerificationKey ofBytes(byte[] key) {
        return new VerificationKey(Multibase.base58(Multibase.concat(ED25519_PUBLIC, key)));
    }

    /// Tells whether the holder of the matching [IssuerKey] signed `message`.
    ///
    /// @param message what was signed
    /// @param signature 64 bytes; any other length is simply not a signature
    /// @return true when it is
    public boolean verifies(byte[] message, byte[] signature) {
        return signature.length == SIGNATURE_BYTES
                && Ed25519.verify(
                        signature,
                        0,
                        Multibase.fromBase58(multibase),
                        ED25519_PUBLIC.length,
                        message,
                        0,
                        message.length);
    }
}
