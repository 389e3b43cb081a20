// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.mark;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.KeyParameter;

/// A block cipher under one key, on many blocks a call: with AES a call costs as much as forty
/// blocks, so who has many makes one call. Confined to one thread at a time.
interface MarkCipher {
    /// Bytes of a block, and of a key.
    int BLOCK_BYTES = 16;

    /// Encrypts blocks, each for itself.
    void encrypt(byte[] blocks, int count, byte[] to);

    /// A cipher.
    ///
    /// @param key [#BLOCK_BYTES] bytes
    static MarkCipher of(MarkAlgorithm algorithm, byte[] key) {
        return switch (algorithm) {
            case AES -> new Aes(key);
            case SM4 -> new Sm4(key);
        };
    }

    /// The JDK's, which uses the processor's instructions.
    final class Aes implements MarkCipher {
        private final Cipher cipher;

        Aes(byte[] key) {
            try {
                cipher = Cipher.getInstance("AES/ECB/NoPadding");
                cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES is part of every JDK", e);
            }
        }

        @Override
        public void encrypt(byte[] blocks, int count, byte[] to) {
            try {
                cipher.update(blocks, 0, count * BLOCK_BYTES, to, 0);
            } catch (ShortBufferException e) {
                throw new IllegalStateException("a block encrypts to a block", e);
            }
        }
    }

    /// Bouncy Castle's, with tables.
    final class Sm4 implements MarkCipher {
        private final SM4Engine engine = new SM4Engine();

        Sm4(byte[] key) {
            engine.init(true, new KeyParameter(key));
        }

        @Override
        public void encrypt(byte[] blocks, int count, byte[] to) {
            for (int at = 0; at < count * BLOCK_BYTES; at += BLOCK_BYTES) {
                engine.processBlock(blocks, at, to, at);
            }
        }
    }
}
