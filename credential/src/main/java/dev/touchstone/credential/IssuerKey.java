// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.credential;

import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// An Ed25519 private key (RFC 8032). It never prints itself. Immutable.
public final class IssuerKey {
    /// Length of the secret, in bytes.
    public static final int SEED_BYTES = 32;

    private static final byte[] ED25519_PRIVATE = {(byte) 0x80, 0x26};

    private final byte[] seed;
    private final VerificationKey publicKey;

    private IssuerKey(byte[] seed) {
        this.seed = seed;
        byte[] key = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, key, 0);
        this.publicKey = VerificationKey.ofBytes(KeyAlgorithm.ED25519, key);
    }

    /// Makes a new key.
    ///
    /// @param random where its 256 bits come from
    /// @return the key
    public static IssuerKey generate(SecureRandom random) {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return new IssuerKey(seed);
    }

    /// Takes a stored key.
    ///
    /// @param seed its 32 bytes, copied
    /// @return the key
    /// @throws MalformedDocument when there are not 32
    public static IssuerKey ofSeed(byte[] seed) {
        if (seed.length != SEED_BYTES) {
            throw new MalformedDocument("an Ed25519 seed has 32 bytes, not " + seed.length);
        }
        return new IssuerKey(seed.clone());
    }

    /// Reads `secretKeyMultibase` text: `z3u2...`.
    ///
    /// @param multibase the text
    /// @return the key
    /// @throws MalformedDocument when it is no such text
    public static IssuerKey parse(String multibase) {
        byte[] bytes = Multibase.fromBase58(multibase);
        if (bytes.length != 2 + SEED_BYTES || !Arrays.equals(bytes, 0, 2, ED25519_PRIVATE, 0, 2)) {
            throw new MalformedDocument("not an Ed25519 secret key");
        }
        return new IssuerKey(Arrays.copyOfRange(bytes, 2, bytes.length));
    }

    /// The key as text, for safe keeping only.
    ///
    /// @return `secretKeyMultibase` text
    public String secretMultibase() {
        return Multibase.base58(Multibase.concat(ED25519_PRIVATE, seed));
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
        byte[] signature = new byte[VerificationKey.SIGNATURE_BYTES];
        Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    @Override
    public String toString() {
        return "IssuerKey[" + publicKey.multibase() + "]";
    }
}
