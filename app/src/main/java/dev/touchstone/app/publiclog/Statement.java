// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.publiclog;

import dev.touchstone.app.proof.StatementDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/// What somebody states, before it is entered in the log. Immutable as long as the body is.
///
/// @param type what kind, as `pledge.published`: the slice and what happened
/// @param issuer who states it: an enterprise's id, or `association`; stands in the entry, so
///     never a person
/// @param subject what it is about, as `certificate:QM-2026-000001`; statements are looked up by
///     it
/// @param at when it happened
/// @param open whether anybody may read the body; otherwise only its digest is known
/// @param body the facts: strings, numbers, booleans, lists and maps of them
public record Statement(
        String type,
        String issuer,
        String subject,
        Instant at,
        boolean open,
        Map<String, Object> body) {
    /// The longest subject.
    public static final int SUBJECT_LENGTH_MAX = 200;

    private static final Pattern TYPE = Pattern.compile("[a-z]+\\.[a-z-]{1,40}");
    private static final Pattern ISSUER = Pattern.compile("[a-z0-9-]{1,60}");

    public Statement {
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException("statement type " + type);
        }
        if (!ISSUER.matcher(issuer).matches()) {
            throw new IllegalArgumentException("statement issuer " + issuer);
        }
        if (subject.isEmpty() || subject.length() > SUBJECT_LENGTH_MAX) {
            throw new IllegalArgumentException("statement subject " + subject);
        }
        body = Map.copyOf(body);
    }

    /// A statement whose body anybody may read.
    public static Statement open(
            String type, String issuer, String subject, Instant at, Map<String, Object> body) {
        return new Statement(type, issuer, subject, at, true, body);
    }

    /// A statement of which the public knows the digest only.
    public static Statement sealed(
            String type, String issuer, String subject, Instant at, Map<String, Object> body) {
        return new Statement(type, issuer, subject, at, false, body);
    }

    /// The same with two more facts in its body, which must not have them yet.
    Statement with(String name, Object value, String otherName, Object otherValue) {
        Map<String, Object> more = new HashMap<>(body);
        if (more.put(name, value) != null || more.put(otherName, otherValue) != null) {
            throw new IllegalArgumentException(
                    "%s and %s are for the log itself to say".formatted(name, otherName));
        }
        return new Statement(type, issuer, subject, at, open, more);
    }

    String canonical(UUID id) {
        return StatementDigest.canonical(id, type, issuer, subject, at, body);
    }
}
