// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.touchstone.app.usecase.Sha256;
import dev.touchstone.credential.DidDocument;
import dev.touchstone.credential.Issuer;
import dev.touchstone.credential.KeyAlgorithm;
import dev.touchstone.credential.VerificationKey;
import dev.touchstone.credential.VerificationMethod;
import dev.touchstone.gs1.Gtin;
import dev.touchstone.gs1.Serial;
import java.util.Base64;
import java.util.List;

/// The signature of an item (AI 8030), which anybody can check without a network who has the
/// issuer's DID document. Pure.
///
/// 89 characters: `A` for Ed25519 or `B` for SM2, two that say which key (the first 12 bits of the
/// SHA-256 of its Multikey text, in base64url), and 86 of the signature in base64url. Signed are
/// four lines: `touchstone item 1`, the DID, the GTIN with 14 digits, the serial number. It is no
/// envelope of ISO/IEC 20248, whose description would not fit beside it on a small label.
public final class ItemSignature {
    /// Characters of a signature; AI 8030 has room for 90.
    public static final int LENGTH = 89;

    private static final int HINT_LENGTH = 2;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private ItemSignature() {}

    /// What a signature says.
    public enum Outcome {
        /// Signed by the issuer.
        RIGHT,
        /// Not signed by the issuer, or of another item.
        WRONG,
        /// The document names no such key.
        UNKNOWN_KEY,
        /// Signed with a key that is revoked: others may have it.
        REVOKED_KEY,
        /// Not of this form.
        NO_SIGNATURE
    }

    /// Signs an item.
    ///
    /// @param algorithm which of the issuer's two keys
    public static String sign(Issuer issuer, KeyAlgorithm algorithm, Gtin gtin, Serial serial) {
        byte[] message = message(issuer.did(), gtin, serial);
        return switch (algorithm) {
            case ED25519 -> {
                byte[] signature = issuer.key().sign(message);
                yield "A" + hint(issuer.key().publicKey()) + BASE64.encodeToString(signature);
            }
            case SM2 -> {
                byte[] signature = issuer.sm2().orElseThrow().sign(message);
                VerificationKey key = issuer.sm2().orElseThrow().publicKey();
                yield "B" + hint(key) + BASE64.encodeToString(signature);
            }
        };
    }

    private static byte[] message(String did, Gtin gtin, Serial serial) {
        return String.join("\n", "touchstone item 1", did, gtin.digits(), serial.text())
                .getBytes(US_ASCII);
    }

    private static String hint(VerificationKey key) {
        int bits = Integer.parseInt(Sha256.hex(key.multibase()).substring(0, 3), 16);
        return BASE64.encodeToString(new byte[] {(byte) (bits >> 4), (byte) (bits << 4)})
                .substring(0, HINT_LENGTH);
    }

    /// Checks the signature of an item.
    ///
    /// @param issuer the document of the issuer it should be of
    public static Outcome check(DidDocument issuer, Gtin gtin, Serial serial, String signature) {
        if (signature.length() != LENGTH || "AB".indexOf(signature.charAt(0)) < 0) {
            return Outcome.NO_SIGNATURE;
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(signature.substring(1 + HINT_LENGTH));
        } catch (IllegalArgumentException e) {
            return Outcome.NO_SIGNATURE;
        }
        KeyAlgorithm algorithm =
                signature.charAt(0) == 'A' ? KeyAlgorithm.ED25519 : KeyAlgorithm.SM2;
        String hint = signature.substring(1, 1 + HINT_LENGTH);
        List<VerificationMethod> named =
                issuer.methods().stream()
                        .filter(method -> method.key().algorithm() == algorithm)
                        .filter(method -> hint(method.key()).equals(hint))
                        .toList();
        if (named.isEmpty()) {
            return Outcome.UNKNOWN_KEY;
        }
        byte[] message = message(issuer.id(), gtin, serial);
        return named.stream()
                .filter(method -> method.key().verifies(message, bytes))
                .findFirst()
                .map(m -> m.revoked().isPresent() ? Outcome.REVOKED_KEY : Outcome.RIGHT)
                .orElse(Outcome.WRONG);
    }
}
