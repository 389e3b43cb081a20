// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.keyring;

import dev.touchstone.app.mark.MarkAlgorithm;
import dev.touchstone.app.mark.MarkKeyFile;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A key of a product, without its secret. Immutable.
///
/// @param keyId stands in every code made with it
/// @param year whose codes it makes
/// @param revocation how it ends or ended
public record ProductKey(
        int keyId, int year, MarkAlgorithm algorithm, Optional<Revocation> revocation) {
    /// The longest reason.
    public static final int REASON_LENGTH_MAX = 500;

    /// The most exports of one product.
    public static final int EXPORTS_MAX = 1_000;

    /// The longest life of an export, in days.
    public static final int EXPORT_DAYS_MAX = 366;

    /// What became of it.
    public enum State {
        /// Its codes are right.
        VALID,
        /// One person asked for its revocation.
        ASKED,
        /// Its codes are refused.
        REVOKED
    }

    /// A revocation.
    ///
    /// @param confirmedAt when a second person made it so
    public record Revocation(
            long product,
            int keyId,
            String reason,
            UUID askedBy,
            Instant askedAt,
            Optional<Instant> confirmedAt) {}

    /// A key that somebody was given.
    public record Export(
            UUID id,
            int keyId,
            MarkKeyFile.Grade grade,
            String holder,
            Instant madeAt,
            Instant expiresAt) {}

    /// What became of it.
    public State state() {
        return revocation
                .map(r -> r.confirmedAt().isPresent() ? State.REVOKED : State.ASKED)
                .orElse(State.VALID);
    }
}
