// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import dev.touchstone.transparency.TransparencyException.Malformed;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/// One signature line of a note: who claims to have signed, and the signature, not yet verified.
///
/// Standard: C2SP signed-note, Signatures.
public final class NoteSignature {
    private static final String START = "\u2014 ";
    private static final int KEY_ID_BYTES = 4;

    private final String name;
    private final int keyId;
    private final byte[] signature;

    /// Makes the line of a key name, its key ID and a non-empty signature.
    public NoteSignature(String name, int keyId, byte[] signature) {
        this.name = Text.keyName(name);
        this.keyId = keyId;
        this.signature = signature.clone();
        if (signature.length == 0) {
            throw new Malformed("the signature of " + Text.quote(name) + " is empty");
        }
    }

    /// Reads one signature line, without its newline.
    public static NoteSignature parse(String line) {
        int space = line.indexOf(' ', START.length());
        if (!line.startsWith(START) || space < 0) {
            throw new Malformed("not a signature line: " + Text.quote(line));
        }
        String name = line.substring(START.length(), space);
        byte[] bytes = Text.base64(line.substring(space + 1), "signature");
        if (bytes.length <= KEY_ID_BYTES) {
            throw new Malformed("signature is too short: " + Text.quote(line));
        }
        return new NoteSignature(
                name,
                ByteBuffer.wrap(bytes).getInt(),
                Arrays.copyOfRange(bytes, KEY_ID_BYTES, bytes.length));
    }

    /// Returns the key name.
    public String name() {
        return name;
    }

    /// Returns the key ID, a big-endian uint32.
    public int keyId() {
        return keyId;
    }

    /// Returns the signature without the key ID; for a cosignature it starts with the timestamp.
    public byte[] signature() {
        return signature.clone();
    }

    /// Returns the line, without its newline.
    @Override
    public String toString() {
        byte[] bytes =
                ByteBuffer.allocate(KEY_ID_BYTES + signature.length)
                        .putInt(keyId)
                        .put(signature)
                        .array();
        return START + name + " " + Text.base64(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature that
                && name.equals(that.name)
                && keyId == that.keyId
                && Arrays.equals(signature, that.signature);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(signature);
    }

    /// Writes a key ID as vkeys show it.
    static String hex(int keyId) {
        return HexFormat.of().toHexDigits(keyId);
    }
}
