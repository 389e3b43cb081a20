// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.web;

import dev.touchstone.app.usecase.Hmac;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;

/// Tokens that prove a POST comes from a page we served: bound to the session, or, for somebody
/// not signed in, to the page's purpose; valid for a limited time. Nothing is stored. Thread-safe.
///
/// Shape: base64url of 8 bytes issue time (seconds) and 16 bytes HMAC-SHA-256 over time and
/// binding (OWASP Cross-Site Request Forgery Prevention, HMAC-based token).
public final class Tokens {
    /// The form field that carries the token.
    public static final String FIELD = "_token";

    /// The header that carries it in scripts and programs.
    public static final String HEADER = "X-Page-Token";

    /// How long a page may stay open before its form is refused.
    public static final Duration VALID_FOR = Duration.ofHours(4);

    private static final int TAG_BYTES = 16;

    private final Hmac hmac;
    private final InstantSource clock;

    /// Tokens under a key.
    ///
    /// @param key at least 32 secret bytes, the same on every node
    public Tokens(byte[] key, InstantSource clock) {
        if (key.length < 32) {
            throw new IllegalArgumentException("token key shorter than 32 bytes");
        }
        this.hmac = new Hmac(key);
        this.clock = clock;
    }

    /// A new token.
    ///
    /// @param binding what it is good for: a session, or a page
    public String issue(String binding) {
        long second = clock.instant().getEpochSecond();
        ByteBuffer token = ByteBuffer.allocate(8 + TAG_BYTES);
        token.putLong(second).put(tag(second, binding));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /// Says whether the token was issued for the binding and is not too old. Takes the same time
    /// for every wrong token of the right length.
    public boolean valid(String token, String binding) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (bytes.length != 8 + TAG_BYTES) {
            return false;
        }
        long second = ByteBuffer.wrap(bytes).getLong();
        byte[] expected = tag(second, binding);
        byte[] actual = Arrays.copyOfRange(bytes, 8, bytes.length);
        long age = clock.instant().getEpochSecond() - second;
        return MessageDigest.isEqual(expected, actual)
                && age >= -60
                && age <= VALID_FOR.toSeconds();
    }

    /// When the token was issued; only meaningful for a valid one.
    public Instant issuedAt(String token) {
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        return Instant.ofEpochSecond(ByteBuffer.wrap(bytes).getLong());
    }

    private byte[] tag(long second, String binding) {
        byte[] time = ByteBuffer.allocate(8).putLong(second).array();
        byte[] bound = binding.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(hmac.of(time, bound), TAG_BYTES);
    }

    /// The token in a form, found before the form itself is read; empty when there is none.
    static String inForm(byte[] body) {
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            if (pair.startsWith(FIELD + "=")) {
                return pair.substring(FIELD.length() + 1);
            }
        }
        return "";
    }
}
