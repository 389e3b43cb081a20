// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.campaign;

/// Where a campaign stands.
public enum CampaignState {
    /// Being prepared; for the association only.
    DRAFT,
    /// Takes signatures within its window.
    OPEN,
    /// Takes none any more; those that came in are still reviewed and published.
    CLOSED,
    /// Finished; its roll stays.
    ARCHIVED;

    /// Whether a campaign may go from this state to another.
    public boolean allows(CampaignState to) {
        return switch (this) {
            case DRAFT -> to == OPEN;
            case OPEN -> to == CLOSED;
            case CLOSED -> to == OPEN || to == ARCHIVED;
            case ARCHIVED -> false;
        };
    }
}
