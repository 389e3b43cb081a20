// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.certificate;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// An announcement that an enterprise signed a pledge. Immutable.
///
/// @param pledge the signature it announces
/// @param creditCode as it was when it was issued, as are names, theme and organiser
/// @param validUntil the first instant at which it no longer holds
/// @param statusIndex its bit in the status lists
/// @param reason why it is in its state; empty when there is nothing to say
/// @param supersededBy the number of the one that took its place
/// @param statement the latest statement about it in the public log
public record Certificate(
        String number,
        UUID pledge,
        UUID enterprise,
        UUID campaign,
        int year,
        String creditCode,
        Two name,
        Two theme,
        Two organiser,
        Instant issuedAt,
        Instant validUntil,
        long statusIndex,
        CertificateState state,
        String reason,
        Instant stateSince,
        Optional<String> supersededBy,
        UUID statement) {
    /// The longest reason.
    public static final int REASON_LENGTH_MAX = 500;

    /// Chinese and English.
    public record Two(String zh, String en) {}

    /// One step of its history.
    public record Step(Instant at, CertificateState state, String reason, UUID statement) {}

    /// What statements about a certificate have as their subject.
    public static String subject(String number) {
        return "certificate:" + number;
    }
}
