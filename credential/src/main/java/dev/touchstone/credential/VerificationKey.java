// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A public key, written as Multikey text (Controlled Identifiers 1.0, section 2.2.2): Ed25519 is
/// `z6Mk...`, SM2 `zEPJ...`. Points with which anybody could sign are refused. Immutable.
///
/// @param multibase the key as `publicKeyMultibase` holds it
public record VerificationKey(String multibase) {
    static final int SIGNATURE_BYTES = 64;
    private static final int ED25519_BYTES = 32;

    /// Checks the prefix, the length and the point.
    ///
    /// @throws MalformedDocument when it is no Multikey of these two kinds
    public VerificationKey {
        byte[] bytes = Multibase.fromBase58(multibase);
        if (KeyAlgorithm.ED25519.fits(bytes)) {
            if (!Ed25519.validatePublicKeyFull(bytes, KeyAlgorithm.PREFIX_BYTES)) {
                throw new MalformedDocument("not an Ed25519 public key: " + multibase);
            }
        } else if (KeyAlgorithm.SM2.fits(bytes)) {
            Sm2.point(key(bytes));
        } else {
            throw new MalformedDocument("not an Ed25519 or SM2 public key: " + multibase);
        }
    }

    /// Whether the text is meant as a key of a kind we know, sound or not.
    static boolean isKnown(String multibase) {
        try {
            byte[] bytes = Multibase.fromBase58(multibase);
            return Arrays.stream(KeyAlgorithm.values()).anyMatch(one -> one.isPrefixOf(bytes));
        } catch (MalformedDocument e) {
            return multibase.startsWith("z6Mk");
        }
    }

    static VerificationKey ofBytes(KeyAlgorithm algorithm, byte[] key) {
        return new VerificationKey(Multibase.base58(algorithm.prefixed(key)));
    }

    /// Reads an Ed25519 key out of a JSON Web Key (RFC 8037); empty when it is of another kind.
    ///
    /// @throws MalformedDocument when it is not sound
    static Optional<VerificationKey> ofJwk(JsonNode jwk) {
        if (!jwk.path("kty").asString("").equals("OKP")
                || !jwk.path("crv").asString("").equals("Ed25519")) {
            return Optional.empty();
        }
        byte[] key = Multibase.fromBase64url("u" + jwk.path("x").asString(""));
        return Optional.of(ofBytes(KeyAlgorithm.ED25519, key));
    }

    /// What it verifies.
    ///
    /// @return the algorithm that its prefix names
    public KeyAlgorithm algorithm() {
        return KeyAlgorithm.ED25519.fits(Multibase.fromBase58(multibase))
                ? KeyAlgorithm.ED25519
                : KeyAlgorithm.SM2;
    }

    /// The key as a JSON Web Key, which exists for Ed25519 alone (RFC 8037, section 2).
    Optional<ObjectNode> jwk() {
        if (algorithm() != KeyAlgorithm.ED25519) {
            return Optional.empty();
        }
        return Optional.of(
                StrictJson.object()
                        .put("kty", "OKP")
                        .put("crv", "Ed25519")
                        .put("x", base64url(key(Multibase.fromBase58(multibase)))));
    }

    /// The name that a JSON Web Key has by itself (RFC 7638, RFC 8037 appendix A.3).
    Optional<String> thumbprint() {
        return jwk().map(
                        jwk ->
                                base64url(
                                        Suite.EDDSA_JCS_2022.hash(
                                                StrictJson.text(jwk)
                                                        .getBytes(StandardCharsets.UTF_8))));
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] key(byte[] bytes) {
        return Arrays.copyOfRange(bytes, KeyAlgorithm.PREFIX_BYTES, bytes.length);
    }

    /// Tells whether the holder of the matching private key signed `message`.
    ///
    /// @param message what was signed
    /// @param signature 64 bytes; any other length is simply not a signature
    /// @return true when it is
    public boolean verifies(byte[] message, byte[] signature) {
        byte[] key = key(Multibase.fromBase58(multibase));
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        return key.length == ED25519_BYTES
                ? Ed25519.verify(signature, 0, key, 0, message, 0, message.length)
                : Sm2.verifies(Sm2.point(key), message, signature);
    }
}
