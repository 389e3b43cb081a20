// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.usecase;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals texts and files that only some may read, such as contacts of persons, before they are
/// stored: AES-256-GCM (NIST SP 800-38D), each bound to the row it stands in, so that it opens in
/// no other one. The key stands outside the database. Thread-safe when its random generator is.
///
/// Shape: 12 bytes nonce, ciphertext, 16 bytes tag.
public final class SealedText {
    /// Length of a key, in bytes.
    public static final int KEY_BYTES = 32;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final RandomGenerator random;

    /// Seals with one key.
    ///
    /// @param key 32 secret bytes, for one purpose
    /// @param random fit for nonces
    public SealedText(byte[] key, RandomGenerator random) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes");
        }
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    /// Seals a text for a row.
    public byte[] seal(UUID row, String text) {
        return sealBytes(row, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Seals bytes for a row.
    public byte[] sealBytes(UUID row, byte[] bytes) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, row, nonce).doFinal(bytes);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every JDK", e);
        }
    }

    /// Opens the text of a row.
    ///
    /// @throws IllegalStateException when it was changed, belongs to another row, or the key is
    ///     another one
    public String open(UUID row, byte[] sealed) {
        return new String(openBytes(row, sealed), StandardCharsets.UTF_8);
    }

    /// Opens the bytes of a row.
    ///
    /// @throws IllegalStateException when they were changed, belong to another row, or the key is
    ///     another one
    public byte[] openBytes(UUID row, byte[] sealed) {
        if (sealed.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            throw new IllegalStateException("what is sealed in row " + row + " is cut off");
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, row, nonce)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("what is sealed in row " + row + " is damaged", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every JDK", e);
        }
    }

    private Cipher cipher(int mode, UUID row, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(row.toString().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
