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
/// @param supersedes the number of the one whose place it took
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
        Optional<String> supersedes,
        Optional<String> supersededBy,
        UUID statement) {
    /// The longest reason.
    public static final int REASON_LENGTH_MAX = 500;

    /// Chinese and English.
    public record Two(String zh, String en) {}

    /// One step of its history.
    public record Step(Instant at, CertificateState state, String reason, UUID statement) {}

    Certificate with(UUID newStatement) {
        return in(state, reason, stateSince, newStatement);
    }

    private Certificate in(
            CertificateState newState, String newReason, Instant since, UUID newStatement) {
        return new Certificate(
                number,
                pledge,
                enterprise,
                campaign,
                year,
                creditCode,
                name,
                theme,
                organiser,
                issuedAt,
                validUntil,
                statusIndex,
                newState,
                newReason,
                since,
                supersedes,
                supersededBy,
                newStatement);
    }

    /// The certificate as it stands at a moment: expired from the instant its time ran out, even
    /// before that is written into its row.
    Certificate asOf(Instant now) {
        boolean runOut =
                state == CertificateState.EXPIRED
                        || (state.allows(CertificateState.EXPIRED) && !now.isBefore(validUntil));
        return runOut ? in(CertificateState.EXPIRED, "", validUntil, statement) : this;
    }

    /// What statements about a certificate have as their subject.
    public static String subject(String number) {
        return "certificate:" + number;
    }
}
