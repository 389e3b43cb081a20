// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import dev.touchstone.app.enterprise.CreditCode;
import dev.touchstone.app.usecase.Code;
import dev.touchstone.app.usecase.Refused;
import dev.touchstone.app.usecase.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.SM2Signer;

/// A signature of the enterprise's own key below a campaign's text, besides the one of its
/// account: Ed25519 (RFC 8032), or SM2 with SM3 and the usual id `1234567812345678` (GB/T 32918,
/// GM/T 0009), as OpenSSL makes them. Checked before it is stored, and by everybody afterwards.
/// Immutable.
///
/// @param publicKey SubjectPublicKeyInfo (RFC 5280), DER in base64
/// @param signature base64: 64 bytes for Ed25519, DER of r and s for SM2
public record OwnSignature(Algorithm algorithm, String publicKey, String signature) {
    /// The longest public key as text.
    public static final int KEY_LENGTH_MAX = 600;

    /// The longest signature as text.
    public static final int SIGNATURE_LENGTH_MAX = 200;

    /// How it is signed.
    public enum Algorithm {
        ED25519,
        SM2
    }

    /// What somebody pasted.
    ///
    /// @param publicKey PEM, or base64 alone
    /// @param signature base64
    public record Given(String publicKey, String signature) {}

    /// SubjectPublicKeyInfo up to the 32 bytes of an Ed25519 key (RFC 8410).
    private static final byte[] ED25519_START = HexFormat.of().parseHex("302a300506032b6570032100");

    /// SubjectPublicKeyInfo up to the uncompressed point of a key on the SM2 curve.
    private static final byte[] SM2_START =
            HexFormat.of().parseHex("3059301306072a8648ce3d020106082a811ccf5501822d034200");

    private static final int ED25519_KEY_BYTES = 32;
    private static final int ED25519_SIGNATURE_BYTES = 64;
    private static final int SM2_POINT_BYTES = 65;
    private static final int UNCOMPRESSED = 4;
    private static final byte[] SM2_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);
    private static final ECDomainParameters SM2_DOMAIN = domain();

    private static ECDomainParameters domain() {
        X9ECParameters curve = CustomNamedCurves.getByName("sm2p256v1");
        return new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
    }

    /// The exact bytes to sign, as UTF-8: four lines, each ended by a line feed.
    ///
    /// @param textHash the hash of the text that was read
    public static String toSign(UUID campaign, String textHash, CreditCode enterprise) {
        return "Touchstone quality pledge, signature of a text, version 1\n"
                + ("campaign " + campaign + "\n")
                + ("text SHA-256 " + textHash + "\n")
                + ("enterprise " + enterprise.text() + "\n");
    }

    /// Checks what was pasted.
    ///
    /// @param toSign see [#toSign]
    /// @throws Refused OWN_KEY_UNREADABLE at `ownKey`, or OWN_SIGNATURE_WRONG at `ownSignature`
    static OwnSignature checked(Given given, String toSign) {
        byte[] key =
                base64(given.publicKey().replaceAll("-----(BEGIN|END) PUBLIC KEY-----", ""))
                        .orElseThrow(OwnSignature::unreadable);
        byte[] signature =
                base64(given.signature())
                        .orElseThrow(
                                () -> new Refused(Code.OWN_SIGNATURE_WRONG).at("ownSignature"));
        Algorithm algorithm = algorithm(key);
        if (!verifies(algorithm, key, signature, toSign.getBytes(StandardCharsets.UTF_8))) {
            throw new Refused(Code.OWN_SIGNATURE_WRONG).at("ownSignature");
        }
        Base64.Encoder text = Base64.getEncoder();
        return new OwnSignature(
                algorithm, text.encodeToString(key), text.encodeToString(signature));
    }

    /// Says whether it is one of these bytes.
    public boolean verifies(String toSign) {
        return verifies(
                algorithm,
                Base64.getDecoder().decode(publicKey),
                Base64.getDecoder().decode(signature),
                toSign.getBytes(StandardCharsets.UTF_8));
    }

    /// SHA-256 of the key, in hex, to compare it with what the enterprise publishes elsewhere.
    public String fingerprint() {
        return HexFormat.of().formatHex(Sha256.of(Base64.getDecoder().decode(publicKey)));
    }

    private static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text.replaceAll("\\s", "")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Refused unreadable() {
        return new Refused(Code.OWN_KEY_UNREADABLE).at("ownKey");
    }

    private static Algorithm algorithm(byte[] key) {
        if (is(key, ED25519_START, ED25519_KEY_BYTES)) {
            return Algorithm.ED25519;
        }
        if (is(key, SM2_START, SM2_POINT_BYTES) && key[SM2_START.length] == UNCOMPRESSED) {
            return Algorithm.SM2;
        }
        throw unreadable();
    }

    private static boolean is(byte[] key, byte[] start, int restBytes) {
        return key.length == start.length + restBytes
                && Arrays.equals(key, 0, start.length, start, 0, start.length);
    }

    private static boolean verifies(
            Algorithm algorithm, byte[] key, byte[] signature, byte[] bytes) {
        Signer signer =
                switch (algorithm) {
                    case ED25519 -> new Ed25519Signer();
                    case SM2 -> new SM2Signer();
                };
        signer.init(false, parameters(algorithm, key));
        if (algorithm == Algorithm.ED25519 && signature.length != ED25519_SIGNATURE_BYTES) {
            return false;
        }
        signer.update(bytes, 0, bytes.length);
        return signer.verifySignature(signature);
    }

    private static CipherParameters parameters(Algorithm algorithm, byte[] key) {
        try {
            return switch (algorithm) {
                case ED25519 -> new Ed25519PublicKeyParameters(key, ED25519_START.length);
                case SM2 ->
                        new ParametersWithID(
                                new ECPublicKeyParameters(
                                        SM2_DOMAIN
                                                .getCurve()
                                                .decodePoint(
                                                        Arrays.copyOfRange(
                                                                key, SM2_START.length, key.length)),
                                        SM2_DOMAIN),
                                SM2_ID);
            };
        } catch (IllegalArgumentException e) {
            // The bytes are no point of the curve.
            throw unreadable();
        }
    }
}
