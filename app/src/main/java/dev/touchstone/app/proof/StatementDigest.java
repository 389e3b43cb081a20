// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.proof;

import dev.touchstone.app.usecase.Sha256;
import dev.touchstone.app.web.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.erdtman.jcs.JsonCanonicalizer;

/// How a statement becomes a digest and an entry. The digest is SHA-256 over the 16 salt bytes and
/// the statement's canonical JSON (RFC 8785); the entry is the canonical JSON of version, type,
/// time, issuer and digest, readable by anybody and silent about everything else.
public final class StatementDigest {
    /// The length of a salt.
    public static final int SALT_BYTES = 16;

    private static final int VERSION = 1;

    private StatementDigest() {}

    /// What the digest of a statement covers after the salt: RFC 8785 text.
    ///
    /// @param body the facts: strings, numbers, booleans, lists and maps of them
    public static String canonical(
            UUID id,
            String type,
            String issuer,
            String subject,
            Instant at,
            Map<String, Object> body) {
        return canonical(
                Map.of(
                        "id", id.toString(),
                        "type", type,
                        "issuer", issuer,
                        "subject", subject,
                        "time", time(at),
                        "body", body));
    }

    /// SHA-256 over salt and text.
    public static byte[] digest(byte[] salt, String canonical) {
        return Sha256.of(salt, canonical.getBytes(StandardCharsets.UTF_8));
    }

    /// The bytes of a statement's entry in the log.
    public static byte[] entry(String type, String issuer, Instant at, byte[] digest) {
        return canonical(
                        Map.of(
                                "v", VERSION,
                                "type", type,
                                "issuer", issuer,
                                "time", time(at),
                                "digest", Base64.getEncoder().encodeToString(digest)))
                .getBytes(StandardCharsets.UTF_8);
    }

    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static String canonical(Map<String, Object> value) {
        try {
            return new JsonCanonicalizer(Json.write(value)).getEncodedString();
        } catch (IOException e) {
            throw new UncheckedIOException("canonical JSON of a statement", e);
        }
    }
}
