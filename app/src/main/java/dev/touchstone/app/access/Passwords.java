// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Password hashing with argon2id (RFC 9106), written as PHC strings. Parameters follow the OWASP
/// Password Storage Cheat Sheet: 19 MiB, 2 passes, 1 lane. At most two run at once, so that a
/// flood of sign-ins costs time and not memory. Thread-safe.
final class Passwords {
    static final int LENGTH_MIN = 12;
    static final int LENGTH_MAX = 128;

    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final String PREFIX =
            "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=1$";

    private final Semaphore atOnce = new Semaphore(2);
    private final RandomGenerator random;

    Passwords(RandomGenerator random) {
        this.random = random;
    }

    String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return PREFIX
                + base64.encodeToString(salt)
                + "$"
                + base64.encodeToString(argon2id(password, salt));
    }

    /// Says whether the password belongs to the hash. Takes as long for a hash of nobody.
    boolean matches(String password, String phc) {
        List<String> parts = List.of(phc.split("\\$", -1));
        if (!phc.startsWith(PREFIX) || parts.size() != 6) {
            throw new IllegalStateException("a password hash of unknown form is stored");
        }
        byte[] salt = Base64.getDecoder().decode(parts.get(4));
        byte[] expected = Base64.getDecoder().decode(parts.get(5));
        return MessageDigest.isEqual(expected, argon2id(password, salt));
    }

    private byte[] argon2id(String password, byte[] salt) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(MEMORY_KIB)
                        .withIterations(PASSES)
                        .withParallelism(1)
                        .withSalt(salt)
                        .build());
        byte[] hash = new byte[HASH_BYTES];
        atOnce.acquireUninterruptibly();
        try {
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        } finally {
            atOnce.release();
        }
        return hash;
    }
}
