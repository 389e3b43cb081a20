// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.campaign;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A campaign with its text in force. Immutable.
///
/// @param plan what was decided about it
/// @param textVersion the version of the text, from 1
/// @param textHash SHA-256 over the text, see [PledgeText#hash]
/// @param frozen whether somebody signed the text, so that it can no longer change
/// @param createdBy the account that wrote it; never public
/// @param statement the latest statement about it in the public log; none while it is a draft
public record Campaign(
        UUID id,
        Plan plan,
        CampaignState state,
        int textVersion,
        String textHash,
        boolean frozen,
        UUID createdBy,
        Optional<UUID> statement) {

    /// What is decided about a campaign when it is made.
    ///
    /// @param year 1978 to 2200
    /// @param coOrganisers at most 30
    /// @param criteria who may sign
    public record Plan(
            int year,
            Bilingual theme,
            Window window,
            Bilingual organiser,
            List<Bilingual> coOrganisers,
            Bilingual criteria,
            PledgeText text) {
        /// The most co-organisers.
        public static final int CO_ORGANISERS_MAX = 30;

        /// The first Quality Month.
        public static final int YEAR_MIN = 1978;

        /// Far enough.
        public static final int YEAR_MAX = 2200;

        public Plan {
            coOrganisers = List.copyOf(coOrganisers);
        }
    }

    /// The same a year later, as a start for the next campaign.
    Plan nextYear() {
        return new Plan(
                plan.year() + 1,
                plan.theme(),
                Window.of(
                        plan.window().firstDay().plusYears(1),
                        plan.window().lastDay().plusYears(1)),
                plan.organiser(),
                plan.coOrganisers(),
                plan.criteria(),
                plan.text());
    }

    /// What statements about a campaign have as their subject.
    public static String subject(UUID id) {
        return "campaign:" + id;
    }
}
