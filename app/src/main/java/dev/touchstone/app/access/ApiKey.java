// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.access;

import dev.touchstone.app.usecase.Scope;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/// A key that a program uses in the name of an account. The key itself is shown once and never
/// kept. Immutable.
///
/// @param scopes what it was made for; not empty
public record ApiKey(
        UUID id,
        UUID account,
        String name,
        Set<Scope> scopes,
        Instant createdAt,
        Instant expiresAt,
        boolean revoked) {
    public ApiKey {
        scopes = Set.copyOf(scopes);
    }
}
