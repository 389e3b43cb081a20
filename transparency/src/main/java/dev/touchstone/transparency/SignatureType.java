// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import dev.touchstone.transparency.TransparencyException.Malformed;
import java.util.HexFormat;

/// The kinds of note signatures this library makes and verifies.
///
/// Standard: C2SP signed-note, Signature types; tlog-cosignature, Format.
public enum SignatureType {
    /// A plain Ed25519 signature over the note text.
    ED25519(0x01, "Ed25519", 32, 64, "302a300506032b6570032100"),
    /// A timestamped Ed25519 cosignature of a checkpoint, cosignature/v1.
    COSIGNATURE_ED25519(0x04, "Ed25519", 32, 64, "302a300506032b6570032100"),
    /// A timestamped ML-DSA-44 cosignature of a checkpoint, subtree/v1.
    COSIGNATURE_ML_DSA_44(
            0x06, "ML-DSA-44", 1312, 2420, "30820532300b06096086480165030403110382052100");

    /// The identifier byte in key IDs and vkeys.
    final int identifier;

    /// The name of the algorithm in the JDK.
    final String algorithm;

    final int publicKeyBytes;
    final int signatureBytes;

    private final String publicKeyPrefix;

    SignatureType(int id, String algorithm, int keyBytes, int signatureBytes, String prefix) {
        this.identifier = id;
        this.algorithm = algorithm;
        this.publicKeyBytes = keyBytes;
        this.signatureBytes = signatureBytes;
        this.publicKeyPrefix = prefix;
    }

    /// Returns whether signatures of this type carry a time and cover a checkpoint.
    public boolean isCosignature() {
        return this != ED25519;
    }

    /// Puts a raw public key into X.509's SubjectPublicKeyInfo, the form that the JDK reads.
    byte[] encode(byte[] publicKey) {
        return HexFormat.of().parseHex(publicKeyPrefix + HexFormat.of().formatHex(publicKey));
    }

    static SignatureType of(int identifier) {
        for (SignatureType type : values()) {
            if (type.identifier == identifier) {
                return type;
            }
        }
        throw new Malformed("signature type 0x%02x is not supported".formatted(identifier & 0xff));
    }
}
