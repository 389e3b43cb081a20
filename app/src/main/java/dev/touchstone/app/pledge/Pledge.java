// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import dev.touchstone.app.campaign.Bilingual;
import dev.touchstone.app.classification.Industry;
import dev.touchstone.app.classification.Region;
import dev.touchstone.app.enterprise.CreditCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/// An enterprise's signature below a campaign's text. Immutable.
///
/// @param enterpriseName as it was when it signed, as are code, province and industry
/// @param textHash the hash of the text that was signed
/// @param paper whether it was signed on paper and brought in by the association
/// @param signedOn the day it was signed
/// @param signedBy the account that signed or brought in the paper; never public
/// @param stateSince when it came into its state
/// @param publishedAt when it first stood on the roll
/// @param statement the latest statement about it in the public log
public record Pledge(
        UUID id,
        UUID campaign,
        UUID enterprise,
        int year,
        CreditCode creditCode,
        Bilingual enterpriseName,
        Region province,
        Industry industry,
        int textVersion,
        String textHash,
        Category category,
        boolean paper,
        LocalDate signedOn,
        UUID signedBy,
        PledgeState state,
        Instant stateSince,
        Optional<Instant> publishedAt,
        UUID statement) {
    /// The longest name or role of a signer.
    public static final int SIGNER_LENGTH_MAX = 60;

    /// The longest reason.
    public static final int REASON_LENGTH_MAX = 500;

    /// What statements about a pledge have as their subject.
    public static String subject(UUID id) {
        return "pledge:" + id;
    }

    /// Why it is in its state; empty when there is nothing to say.
    public String reason() {
        return switch (state) {
            case PledgeState.Refused(String why) -> why;
            case PledgeState.Withdrawn(String why) -> why;
            case PledgeState.Removed(String why) -> why;
            case PledgeState.Submitted(),
                    PledgeState.Approved _,
                    PledgeState.Published _,
                    PledgeState.Expired() ->
                    "";
        };
    }

    /// Who signed for the enterprise. Personal: for the association and the enterprise only.
    ///
    /// @param role what the person is in the enterprise
    public record Signer(String name, String role) {}

    /// One step of its history.
    public record Step(Instant at, String state, String reason, UUID statement) {}
}
