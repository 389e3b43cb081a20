// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import dev.touchstone.transparency.TransparencyException.Malformed;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/// A SHA-256 hash: 32 bytes, held as four big-endian words.
///
/// Words instead of an array make the record immutable, comparable and small without a single
/// copy.
public record Hash(long word0, long word1, long word2, long word3) {
    /// The length of a hash in bytes.
    public static final int BYTES = 32;

    private static final VarHandle WORD =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /// Returns the hash made of exactly these 32 bytes.
    public static Hash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new Malformed("a hash has 32 bytes, not " + bytes.length);
        }
        return of(bytes, 0);
    }

    /// Returns the hash made of the 32 bytes from `offset` on.
    public static Hash of(byte[] bytes, int offset) {
        return new Hash(
                (long) WORD.get(bytes, offset),
                (long) WORD.get(bytes, offset + 8),
                (long) WORD.get(bytes, offset + 16),
                (long) WORD.get(bytes, offset + 24));
    }

    /// Reads standard Base64, as checkpoints and proofs write hashes.
    public static Hash parseBase64(String text) {
        return of(Text.base64(text, "hash"));
    }

    /// Reads 64 hexadecimal digits of either case.
    public static Hash parseHex(String text) {
        try {
            return of(HexFormat.of().parseHex(text));
        } catch (IllegalArgumentException e) {
            throw new Malformed("hash is not hexadecimal: " + Text.quote(text));
        }
    }

    /// Returns the 32 bytes in a new array.
    public byte[] toBytes() {
        byte[] bytes = new byte[BYTES];
        writeTo(bytes, 0);
        return bytes;
    }

    /// Writes the 32 bytes into `target` from `offset` on.
    public void writeTo(byte[] target, int offset) {
        WORD.set(target, offset, word0);
        WORD.set(target, offset + 8, word1);
        WORD.set(target, offset + 16, word2);
        WORD.set(target, offset + 24, word3);
    }

    /// Returns standard Base64.
    public String toBase64() {
        return Text.base64(toBytes());
    }

    /// Returns 64 lower-case hexadecimal digits.
    public String toHex() {
        return HexFormat.of().formatHex(toBytes());
    }

    @Override
    public String toString() {
        return toBase64();
    }
}
