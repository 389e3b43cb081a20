// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import dev.touchstone.app.campaign.Bilingual;
import dev.touchstone.app.campaign.Window;
import dev.touchstone.app.classification.Industry;
import dev.touchstone.app.classification.Region;
import dev.touchstone.app.enterprise.CreditCode;
import dev.touchstone.app.web.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
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
/// @param expiresAt when it ends by itself
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
        Instant expiresAt,
        UUID statement) {
    /// The longest name or role of a signer.
    public static final int SIGNER_LENGTH_MAX = 60;

    /// The longest reason.
    public static final int REASON_LENGTH_MAX = 500;

    /// The longest appeal.
    public static final int APPEAL_LENGTH_MAX = 2_000;

    /// What statements about a pledge have as their subject.
    public static String subject(UUID id) {
        return "pledge:" + id;
    }

    /// Why it is in its state, in words; empty when there is nothing to say.
    public String reason() {
        return state.why().map(Reason::text).orElse("");
    }

    /// Who signed for the enterprise. Personal: for the association and the enterprise only.
    ///
    /// @param role what the person is in the enterprise
    public record Signer(String name, String role) {}

    /// What an enterprise signs with.
    ///
    /// @param textHash the hash of the text that was read
    /// @param own a signature of the enterprise's own key, as it was pasted
    public record Signing(
            String textHash, Signer signer, Category category, Optional<OwnSignature.Given> own) {}

    /// The times that go with signatures: settings of an installation, not law.
    ///
    /// @param appealFor how long an enterprise may appeal against a refusal or removal
    /// @param validFor how long a signature holds after the window of its campaign
    public record Terms(Duration appealFor, Period validFor) {
        /// Fifteen days, and a year: until the window of the next Quality Month has closed.
        public static final Terms DEFAULT = new Terms(Duration.ofDays(15), Period.ofMonths(12));

        /// Refuses times that end before they begin.
        ///
        /// @throws IllegalArgumentException when one is not positive
        public Terms {
            if (!appealFor.isPositive() || validFor.isZero() || validFor.isNegative()) {
                throw new IllegalArgumentException("appeal " + appealFor + ", valid " + validFor);
            }
        }

        /// When a signature of a campaign ends by itself.
        Instant expiresAt(Window window) {
            return window.to().atZone(Page.ZONE).plus(validFor).toInstant();
        }
    }

    /// One step of its history.
    ///
    /// @param state the state it came into; for steps of an appeal, and for an approval that was
    ///     taken back, what was done
    /// @param account who did it, empty for the clock; never public
    public record Step(
            Instant at, String state, String reason, Optional<UUID> account, UUID statement) {}
}
