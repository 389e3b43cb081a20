// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.touchstone.transparency.TransparencyException.Malformed;
import java.nio.ByteBuffer;

/// The bytes that each signature type signs.
///
/// Standard: C2SP signed-note, Ed25519 signatures; tlog-cosignature, Ed25519 signed message and
/// ML-DSA-44 signed message.
final class Cosignature {
    private static final byte[] SUBTREE_LABEL = "subtree/v1\n\0".getBytes(UTF_8);
    private static final int NAME_BYTES_MAX = 255;

    private Cosignature() {}

    /// Returns the message; `seconds` since the epoch matters for cosignatures only.
    static byte[] message(SignatureType type, String cosigner, long seconds, String noteText) {
        return switch (type) {
            case ED25519 -> noteText.getBytes(UTF_8);
            case COSIGNATURE_ED25519 -> {
                Checkpoint.parse(noteText); // only checkpoints are cosigned
                yield "cosignature/v1\ntime %d\n%s".formatted(seconds, noteText).getBytes(UTF_8);
            }
            case COSIGNATURE_ML_DSA_44 ->
                    cosignedMessage(cosigner, seconds, Checkpoint.parse(noteText));
        };
    }

    /// The `cosigned_message` structure, in TLS presentation: lengths before names, big-endian.
    private static byte[] cosignedMessage(String cosigner, long seconds, Checkpoint checkpoint) {
        byte[] name = opaque(cosigner, "cosigner name");
        byte[] origin = opaque(checkpoint.origin(), "origin");
        return ByteBuffer.allocate(
                        SUBTREE_LABEL.length
                                + (1 + name.length)
                                + Long.BYTES
                                + (1 + origin.length)
                                + 2 * Long.BYTES
                                + Hash.BYTES)
                .put(SUBTREE_LABEL)
                .put((byte) name.length)
                .put(name)
                .putLong(seconds)
                .put((byte) origin.length)
                .put(origin)
                .putLong(0) // start: a checkpoint covers the tree from its first leaf
                .putLong(checkpoint.size())
                .put(checkpoint.root().toBytes())
                .array();
    }

    private static byte[] opaque(String text, String what) {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length == 0 || bytes.length > NAME_BYTES_MAX) {
            throw new Malformed(
                    "%s has 1 to 255 bytes for ML-DSA-44, not %d".formatted(what, bytes.length));
        }
        return bytes;
    }
}
