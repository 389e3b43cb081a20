// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.consumer;

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

/// Encrypts consumers' contacts with AES-256-GCM (NIST SP 800-38D), each bound to its report.
/// Thread-safe when its random generator is.
///
/// Shape: 12 bytes nonce, ciphertext, 16 bytes tag.
final class Contacts {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final RandomGenerator random;

    Contacts(byte[] key, RandomGenerator random) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("contact key of " + key.length + " bytes");
        }
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    byte[] encrypt(UUID report, String contact) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, report, nonce)
                            .doFinal(contact.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every JDK", e);
        }
    }

    /// Decrypts.
    ///
    /// @throws IllegalStateException when it was changed, belongs to another report, or the key is
    ///     another one
    String decrypt(UUID report, byte[] stored) {
        byte[] nonce = Arrays.copyOf(stored, NONCE_BYTES);
        try {
            byte[] contact =
                    cipher(Cipher.DECRYPT_MODE, report, nonce)
                            .doFinal(stored, NONCE_BYTES, stored.length - NONCE_BYTES);
            return new String(contact, StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("the contact of report " + report + " is damaged", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every JDK", e);
        }
    }

    private Cipher cipher(int mode, UUID report, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(report.toString().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
