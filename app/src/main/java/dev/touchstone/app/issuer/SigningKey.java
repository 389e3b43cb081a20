// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.issuer;

import java.time.Instant;
import java.util.Optional;

/// One of the association's keys, which is a pair: Ed25519 and SM2. Immutable.
///
/// @param number from 1, in the order of use
/// @param ed25519 the public key as Multikey text
/// @param sm2 the public key as Multikey text
/// @param retiredAt since when the next key signs; empty for the one in use
/// @param revokedAt since when nothing signed with it holds
/// @param reason why it was revoked; empty otherwise; public
public record SigningKey(
        int number,
        String ed25519,
        String sm2,
        Instant inUseFrom,
        Optional<Instant> retiredAt,
        Optional<Instant> revokedAt,
        String reason) {
    /// The longest reason.
    public static final int REASON_LENGTH_MAX = 500;

    /// The most keys, so that the document stays small enough for every verifier.
    public static final int KEYS_MAX = 40;

    /// What has become of it.
    public enum State {
        /// Signs now.
        IN_USE,
        /// Signs no more; what it signed holds.
        RETIRED,
        /// Nothing it signed holds.
        REVOKED
    }

    /// What has become of it.
    public State state() {
        if (revokedAt.isPresent()) {
            return State.REVOKED;
        }
        return retiredAt.isPresent() ? State.RETIRED : State.IN_USE;
    }
}
