// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One time that the codes of an order leave the house. Immutable.
///
/// @param recipient for whom, in the enterprise's words; empty for a signed-in download
/// @param madeBy the account that made the link or fetched the list
/// @param expiresAt until when the link works; empty for a signed-in download
/// @param fetchedAt when the codes were first asked for
/// @param bytes how many bytes were sent
/// @param manifest SHA-256 of the archive's manifest in hex, once it was sent whole
public record Delivery(
        UUID id,
        UUID enterprise,
        UUID order,
        Way way,
        String recipient,
        UUID madeBy,
        Instant madeAt,
        Optional<Instant> expiresAt,
        State state,
        Optional<Instant> fetchedAt,
        Optional<Long> bytes,
        Optional<String> manifest) {
    /// How long a link works.
    public static final Duration LINK_LASTS = Duration.ofDays(3);

    /// The most deliveries of one order.
    public static final int COUNT_MAX = 500;

    /// The longest name of a recipient.
    public static final int RECIPIENT_LENGTH_MAX = 80;

    /// How the codes leave.
    public enum Way {
        /// An encrypted archive behind a link.
        LINK,
        /// A list for somebody who is signed in.
        SIGNED_IN
    }

    /// How far it is.
    public enum State {
        /// The link was not used yet.
        WAITING,
        /// The codes are being sent.
        FETCHING,
        /// All were sent.
        FETCHED,
        /// The connection broke before the end.
        BROKEN,
        /// Nobody used the link in time.
        EXPIRED,
        /// The enterprise took the link back.
        WITHDRAWN
    }
}
