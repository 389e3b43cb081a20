// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.transparency;

import dev.touchstone.transparency.TransparencyException.Malformed;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// A private key as a line of text: `PRIVATE+KEY+<name>+<key ID>+<type and 32-byte seed>`.
///
/// The form is the one that Go's note package and the C2SP tools read and write; the last part is
/// Base64. The seed is that of RFC 8032, Section 5.1.5 or of FIPS 204, Algorithm 1. [#toString]
/// hides it; only [#text] and [#seed] give it out.
public final class SignerKey {
    private static final String START = "PRIVATE+KEY+";
    private static final int SEED_BYTES = 32;

    private final byte[] seed;
    private final PrivateKey key;
    private final NoteVerifier verifier;

    /// Derives both keys from a seed of 32 secret bytes.
    public SignerKey(SignatureType type, String name, byte[] seed) {
        if (seed.length != SEED_BYTES) {
            throw new Malformed("a private key has a seed of 32 bytes, not " + seed.length);
        }
        this.seed = seed.clone();
        KeyPair pair = derive(type, this.seed);
        this.key = pair.getPrivate();
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] raw =
                Arrays.copyOfRange(encoded, encoded.length - type.publicKeyBytes, encoded.length);
        this.verifier = new NoteVerifier(type, name, raw);
    }

    /// Makes a new key; `random` must be fit for secrets, such as [SecureRandom].
    public static SignerKey generate(SignatureType type, String name, RandomGenerator random) {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return new SignerKey(type, name, seed);
    }

    /// Reads the text form. Messages never repeat the text, for it is secret.
    public static SignerKey parse(String text) {
        String[] parts = text.split("\\+", 5);
        if (!text.startsWith(START) || parts.length != 5) {
            throw new Malformed("not a private key: it does not look like PRIVATE+KEY+name+id+key");
        }
        byte[] typed;
        try {
            typed = Text.base64(parts[4], "private key");
        } catch (Malformed e) {
            throw new Malformed("the private key of " + Text.quote(parts[2]) + " is not Base64");
        }
        if (typed.length != 1 + SEED_BYTES) {
            throw new Malformed("a private key has 33 bytes, not " + typed.length);
        }
        SignerKey key =
                new SignerKey(
                        SignatureType.of(typed[0]),
                        parts[2],
                        Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.text().equals(text)) {
            throw new Malformed("the key ID of the private key is not " + key.verifier.id());
        }
        return key;
    }

    private static KeyPair derive(SignatureType type, byte[] seed) {
        try {
            // The JDK makes a key pair from a seed only by drawing the seed from a random source.
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type.algorithm);
            generator.initialize(new NamedParameterSpec(type.algorithm), new SeedSource(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK lacks " + type.algorithm, e);
        }
    }

    /// Returns the public side.
    public NoteVerifier verifier() {
        return verifier;
    }

    /// Returns a signer that signs with the JDK.
    public NoteSigner signer() {
        return new NoteSigner(verifier, this::sign);
    }

    /// Returns the 32 secret bytes, for a signer outside the JDK.
    public byte[] seed() {
        return seed.clone();
    }

    /// Returns the secret text form.
    public String text() {
        byte[] typed = new byte[1 + SEED_BYTES];
        typed[0] = (byte) verifier.type().identifier;
        System.arraycopy(seed, 0, typed, 1, SEED_BYTES);
        return START + verifier.id() + "+" + Text.base64(typed);
    }

    private byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(verifier.type().algorithm);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing with " + verifier.id() + " failed", e);
        }
    }

    /// Returns the public side only.
    @Override
    public String toString() {
        return "private key of " + verifier.id();
    }

    /// A random source that yields one given seed, once.
    private static final class SeedSource extends SecureRandom {
        private static final long serialVersionUID = 1;
        private final byte[] seed;
        private boolean used;

        SeedSource(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (used || bytes.length != SEED_BYTES) {
                throw new IllegalStateException("the JDK draws its seeds in another way");
            }
            used = true;
            System.arraycopy(seed, 0, bytes, 0, SEED_BYTES);
        }
    }
}
