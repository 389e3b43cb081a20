// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.statistics;

import java.time.Instant;
import java.util.Optional;

/// The figures of the front page, all of one moment. Immutable.
///
/// @param enterprises verified enterprises
/// @param signatories enterprises whose pledge of the shown campaign stands on the roll
/// @param campaign the latest campaign that was opened; empty before the first
/// @param products registered products
/// @param lotsHeld lots on hold or recalled now
/// @param certificates certificates that are valid now
/// @param codesOrdered mark codes ordered
/// @param codesActive mark codes activated for a lot
/// @param checks counted checks by consumers
/// @param events traceability events kept
/// @param reports consumer reports received
/// @param reportsAnswered those that have an answer
/// @param logSize entries of the public log
/// @param at when this was so
public record Dashboard(
        long enterprises,
        long signatories,
        Optional<CampaignLine> campaign,
        long products,
        long lotsHeld,
        long certificates,
        long codesOrdered,
        long codesActive,
        long checks,
        long events,
        long reports,
        long reportsAnswered,
        long logSize,
        Instant at) {
    /// One campaign, as the front page names it.
    ///
    /// @param id for the link `/campaigns/{id}`
    public record CampaignLine(
            String id,
            int year,
            String themeZh,
            String themeEn,
            Instant opensAt,
            Instant closesAt) {
        /// Whether signatures are taken at a moment.
        public boolean openAt(Instant at) {
            return !at.isBefore(opensAt) && at.isBefore(closesAt);
        }
    }
}
