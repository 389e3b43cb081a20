// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.touchstone.transparency.TransparencyException.Malformed;
import dev.touchstone.transparency.TransparencyException.Unverified;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// A public key with its name, as configuration writes it: `<name>+<key ID>+<key>`.
///
/// Standard: C2SP signed-note, Verifier keys; tlog-cosignature, Format.
public final class NoteVerifier {
    private static final int VKEY_CHARS_MAX = 4096;

    private final SignatureType type;
    private final String name;
    private final byte[] publicKey;
    private final PublicKey key;
    private final int keyId;

    /// Makes a verifier from the raw public key: 32 bytes for Ed25519, 1312 for ML-DSA-44.
    public NoteVerifier(SignatureType type, String name, byte[] publicKey) {
        this.type = type;
        this.name = Text.keyName(name);
        this.publicKey = publicKey.clone();
        this.keyId = keyId(type, name, publicKey);
        if (publicKey.length != type.publicKeyBytes) {
            throw new Malformed(
                    "a key of type %s has %d bytes, not %d"
                            .formatted(type, type.publicKeyBytes, publicKey.length));
        }
        try {
            KeyFactory factory = KeyFactory.getInstance(type.algorithm);
            this.key = factory.generatePublic(new X509EncodedKeySpec(type.encode(publicKey)));
        } catch (GeneralSecurityException e) {
            throw new Malformed("key of %s is not valid: %s".formatted(name, e.getMessage()));
        }
    }

    /// Reads a vkey, and refuses one whose key ID does not follow from name, type and key.
    public static NoteVerifier parse(String vkey) {
        int first = vkey.indexOf('+');
        int second = vkey.indexOf('+', first + 1);
        if (vkey.length() > VKEY_CHARS_MAX || first < 0 || second < 0) {
            throw new Malformed("not a verifier key: " + Text.quote(vkey));
        }
        byte[] typed = Text.base64(vkey.substring(second + 1), "verifier key");
        if (typed.length == 0) {
            throw new Malformed("verifier key is empty: " + Text.quote(vkey));
        }
        NoteVerifier verifier =
                new NoteVerifier(
                        SignatureType.of(typed[0]),
                        vkey.substring(0, first),
                        Arrays.copyOfRange(typed, 1, typed.length));
        if (!verifier.vkey().equals(vkey)) {
            throw new Malformed(
                    "key ID of %s is not %s".formatted(Text.quote(vkey), verifier.id()));
        }
        return verifier;
    }

    /// SHA-256(name || 0x0A || type || public key), its first four bytes (signed-note,
    /// Signatures).
    static int keyId(SignatureType type, String name, byte[] publicKey) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(name.getBytes(UTF_8));
            sha256.update((byte) '\n');
            sha256.update((byte) type.identifier);
            return ByteBuffer.wrap(sha256.digest(publicKey)).getInt();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// Returns the key name.
    public String name() {
        return name;
    }

    /// Returns the key ID.
    public int keyId() {
        return keyId;
    }

    /// Returns what kind of signatures this key makes.
    public SignatureType type() {
        return type;
    }

    /// Returns the raw public key.
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /// Returns the whole vkey.
    public String vkey() {
        byte[] typed = new byte[1 + publicKey.length];
        typed[0] = (byte) type.identifier;
        System.arraycopy(publicKey, 0, typed, 1, publicKey.length);
        return id() + "+" + Text.base64(typed);
    }

    /// Returns name and key ID, enough to tell keys apart in a message.
    String id() {
        return name + "+" + HexFormat.of().toHexDigits(keyId);
    }

    /// Returns whether this line claims to be by this key: name and key ID both match.
    boolean claims(NoteSignature signature) {
        return keyId == signature.keyId() && name.equals(signature.name());
    }

    /// Returns whether both wrap the same public key, whatever their names (tlog-policy).
    boolean sameKey(NoteVerifier other) {
        return Arrays.equals(publicKey, other.publicKey);
    }

    /// Verifies one signature line over a note text; throws [Unverified] when it does not hold.
    ///
    /// A cosignature holds over checkpoints only.
    public VerifiedSignature verify(String noteText, NoteSignature signature) {
        if (!claims(signature)) {
            throw new Unverified("the signature does not claim key " + id());
        }
        byte[] bytes = signature.signature();
        int timeBytes = type.isCosignature() ? Long.BYTES : 0;
        if (bytes.length != timeBytes + type.signatureBytes) {
            throw new Unverified(
                    "a signature by %s has %d bytes, not %d"
                            .formatted(id(), timeBytes + type.signatureBytes, bytes.length));
        }
        long seconds = timeBytes == 0 ? 0 : ByteBuffer.wrap(bytes).getLong();
        if (seconds < 0) {
            throw new Unverified("the time of the cosignature by " + id() + " is above 2^63 - 1");
        }
        byte[] message = Cosignature.message(type, name, seconds, noteText);
        if (!holds(message, bytes, timeBytes)) {
            throw new Unverified("the signature by " + id() + " does not verify");
        }
        return new VerifiedSignature(this, time(seconds));
    }

    private Optional<Instant> time(long seconds) {
        if (seconds > Instant.MAX.getEpochSecond()) {
            throw new Unverified("the time of the cosignature by " + id() + " is past any date");
        }
        return seconds == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
    }

    private boolean holds(byte[] message, byte[] signature, int offset) {
        try {
            Signature verifier = Signature.getInstance(type.algorithm);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature, offset, signature.length - offset);
        } catch (GeneralSecurityException e) {
            return false; // a signature that cannot even be decoded
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteVerifier that
                && type == that.type
                && name.equals(that.name)
                && sameKey(that);
    }

    @Override
    public int hashCode() {
        return keyId;
    }

    @Override
    public String toString() {
        return vkey();
    }
}
