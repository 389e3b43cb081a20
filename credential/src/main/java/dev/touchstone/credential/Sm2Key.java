// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import org.bouncycastle.math.ec.ECPoint;

/// An SM2 private key (GB/T 32918), for a second proof beside that of an [IssuerKey]. It never
/// prints itself. Immutable.
public final class Sm2Key {
    /// Length of the secret, in bytes.
    public static final int SEED_BYTES = 32;

    private final BigInteger number;
    private final ECPoint point;
    private final VerificationKey publicKey;

    private Sm2Key(BigInteger number) {
        this.number = number;
        this.point = Sm2.publicKey(number);
        this.publicKey = VerificationKey.ofBytes(KeyAlgorithm.SM2, point.getEncoded(true));
    }

    /// Makes a new key.
    ///
    /// @param random where its 256 bits come from
    /// @return the key
    public static Sm2Key generate(SecureRandom random) {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return ofSeed(seed);
    }

    /// Derives the key from a secret: SHA-512 of it, modulo n - 2, plus 1, so that all private
    /// keys are equally likely.
    ///
    /// @param seed 32 bytes that nobody else knows
    /// @return the key, the same for the same seed
    /// @throws MalformedDocument when there are not 32
    public static Sm2Key ofSeed(byte[] seed) {
        if (seed.length != SEED_BYTES) {
            throw new MalformedDocument("an SM2 seed has 32 bytes, not " + seed.length);
        }
        try {
            return new Sm2Key(Sm2.privateKey(MessageDigest.getInstance("SHA-512").digest(seed)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-512", e);
        }
    }

    static Sm2Key ofNumber(BigInteger number) {
        return new Sm2Key(number);
    }

    /// The public half.
    ///
    /// @return the key others verify with
    public VerificationKey publicKey() {
        return publicKey;
    }

    /// Signs bytes. What they mean, and that no other message looks like them, is for the caller
    /// to see to: begin them with what they are.
    ///
    /// @param message any
    /// @return 64 bytes
    public byte[] sign(byte[] message) {
        return Sm2.sign(number, point, message);
    }

    @Override
    public String toString() {
        return "Sm2Key[" + publicKey.multibase() + "]";
    }
}
