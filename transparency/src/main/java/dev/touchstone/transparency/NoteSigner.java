// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import dev.touchstone.transparency.TransparencyException.Unverified;
import java.nio.ByteBuffer;
import java.time.Instant;

/// Signs notes and cosigns checkpoints with one key.
///
/// How bytes are signed is plugged in: the JDK, a faster library, a hardware module. Every
/// signature is verified before it leaves, so a mismatched or failing key is found here and not by
/// the readers.
///
/// Standard: C2SP signed-note, Signatures; tlog-cosignature, Format. As thread-safe as the
/// [RawSigner] given.
public final class NoteSigner {
    private final NoteVerifier verifier;
    private final RawSigner raw;

    /// Signs bytes with the private key that belongs to a [NoteVerifier].
    @FunctionalInterface
    public interface RawSigner {
        /// Returns the bare signature: 64 bytes for Ed25519, 2420 for ML-DSA-44.
        byte[] sign(byte[] message);
    }

    /// Joins a public key with the means to sign for it.
    public NoteSigner(NoteVerifier verifier, RawSigner raw) {
        this.verifier = verifier;
        this.raw = raw;
    }

    /// Returns the public side.
    public NoteVerifier verifier() {
        return verifier;
    }

    /// Signs a note text, which ends in a newline. For keys of type [SignatureType#ED25519].
    public NoteSignature sign(String noteText) {
        if (verifier.type().isCosignature()) {
            throw new IllegalArgumentException("a cosigning key signs checkpoints at a time only");
        }
        return checked(noteText, raw.sign(message(0, noteText)));
    }

    /// Cosigns a checkpoint as the newest consistent one seen at `time`. For cosigning keys.
    public NoteSignature cosign(Checkpoint checkpoint, Instant time) {
        long seconds = time.getEpochSecond();
        if (!verifier.type().isCosignature()) {
            throw new IllegalArgumentException("a key of type ED25519 does not cosign");
        }
        if (seconds <= 0) {
            throw new IllegalArgumentException("the time is not after 1970: " + time);
        }
        byte[] signature = raw.sign(message(seconds, checkpoint.text()));
        byte[] timed =
                ByteBuffer.allocate(Long.BYTES + signature.length)
                        .putLong(seconds)
                        .put(signature)
                        .array();
        return checked(checkpoint.text(), timed);
    }

    private byte[] message(long seconds, String noteText) {
        return Cosignature.message(verifier.type(), verifier.name(), seconds, noteText);
    }

    private NoteSignature checked(String noteText, byte[] bytes) {
        NoteSignature signature = new NoteSignature(verifier.name(), verifier.keyId(), bytes);
        try {
            verifier.verify(noteText, signature);
        } catch (Unverified e) {
            throw new IllegalStateException("signer and public key do not belong together", e);
        }
        return signature;
    }
}
