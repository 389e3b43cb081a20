// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.usecase;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA-256 (RFC 2104, FIPS 180-4) under one key. Thread-safe.
public final class Hmac {
    private static final String NAME = "HmacSHA256";

    /// Never used itself: copies of it are, so that looking the algorithm up and mixing the key in
    /// happen once.
    private final Mac keyed;

    /// Under a key.
    ///
    /// @param key at least one secret byte
    public Hmac(byte[] key) {
        try {
            keyed = Mac.getInstance(NAME);
            keyed.init(new SecretKeySpec(key, NAME));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every JDK", e);
        }
    }

    /// The 32 bytes over the parts, one after the other.
    public byte[] of(byte[]... parts) {
        try {
            Mac mac = (Mac) keyed.clone();
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the HMAC of every JDK can be copied", e);
        }
    }

    /// The 32 bytes over a text in UTF-8.
    public byte[] of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }
}
