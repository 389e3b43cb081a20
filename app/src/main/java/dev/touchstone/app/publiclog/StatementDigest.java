// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

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
final class StatementDigest {
    static final int SALT_BYTES = 16;

    private static final int VERSION = 1;

    private StatementDigest() {}

    static String canonical(UUID id, Statement statement) {
        return canonical(
                Map.of(
                        "id", id.toString(),
                        "type", statement.type(),
                        "issuer", statement.issuer(),
                        "subject", statement.subject(),
                        "time", time(statement.at()),
                        "body", statement.body()));
    }

    static byte[] digest(byte[] salt, String canonical) {
        return Sha256.of(salt, canonical.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] entry(String type, String issuer, Instant at, byte[] digest) {
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
