// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.usecase;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 (FIPS 180-4), for what is kept, compared or published as a digest. Thread-safe.
public final class Sha256 {
    private Sha256() {}

    /// The 32 bytes over the parts, one after the other.
    public static byte[] of(byte[]... parts) {
        MessageDigest sha256 = start();
        for (byte[] part : parts) {
            sha256.update(part);
        }
        return sha256.digest();
    }

    /// The 32 bytes over a text in UTF-8.
    public static byte[] of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The digest of a text in UTF-8, as 64 characters of lower-case hex.
    public static String hex(String text) {
        return HexFormat.of().formatHex(of(text));
    }

    private static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
