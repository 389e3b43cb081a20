// SPDX-License-Identifier: Apache-2.0
package dev.touchstone.app.pledge;

import dev.touchstone.app.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a state stands in the columns of a row.
///
/// @param endedBy who refused or removed
record PledgeStateStore(
        String reason,
        String reasonCode,
        @Nullable UUID reviewer,
        @Nullable UUID publisher,
        @Nullable UUID endedBy,
        @Nullable String appealState,
        @Nullable Instant appealUntil,
        @Nullable Instant appealAt,
        @Nullable UUID appealBy,
        String appealText) {
    static PledgeStateStore of(PledgeState state) {
        return switch (state) {
            case PledgeState.Submitted(), PledgeState.Expired() -> persons(null, null);
            case PledgeState.Approved(UUID reviewer) -> persons(reviewer, null);
            case PledgeState.Published(UUID reviewer, UUID publisher) ->
                    persons(reviewer, publisher);
            case PledgeState.Withdrawn(Reason reason) ->
                    new PledgeStateStore(
                            reason.text(),
                            reason.kind().name(),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            "");
            case PledgeState.Refused(Reason reason, UUID by, PledgeState.Appeal appeal) ->
                    ended(reason, by, appeal);
            case PledgeState.Removed(Reason reason, UUID by, PledgeState.Appeal appeal) ->
                    ended(reason, by, appeal);
        };
    }

    private static PledgeStateStore persons(@Nullable UUID reviewer, @Nullable UUID publisher) {
        return new PledgeStateStore("", "", reviewer, publisher, null, null, null, null, null, "");
    }

    private static PledgeStateStore ended(Reason reason, UUID by, PledgeState.Appeal appeal) {
        Instant until = null;
        Instant at = null;
        UUID who = null;
        String text = "";
        switch (appeal) {
            case PledgeState.Appeal.Possible(Instant last) -> until = last;
            case PledgeState.Appeal.Open open -> {
                at = open.at();
                who = open.by();
                text = open.text();
            }
            case PledgeState.Appeal.Upheld upheld -> {
                at = upheld.at();
                who = upheld.by();
                text = upheld.text();
            }
        }
        return new PledgeStateStore(
                reason.text(),
                reason.kind().name(),
                null,
                null,
                by,
                appeal.code(),
                until,
                at,
                who,
                text);
    }

    static PledgeState state(ResultSet row) throws SQLException {
        return switch (row.getString("state")) {
            case "SUBMITTED" -> new PledgeState.Submitted();
            case "APPROVED" -> new PledgeState.Approved(row.getObject("reviewed_by", UUID.class));
            case "PUBLISHED" ->
                    new PledgeState.Published(
                            row.getObject("reviewed_by", UUID.class),
                            row.getObject("published_by", UUID.class));
            case "REFUSED" ->
                    new PledgeState.Refused(
                            reason(row), row.getObject("ended_by", UUID.class), appeal(row));
            case "WITHDRAWN" -> new PledgeState.Withdrawn(reason(row));
            case "REMOVED" ->
                    new PledgeState.Removed(
                            reason(row), row.getObject("ended_by", UUID.class), appeal(row));
            case "EXPIRED" -> new PledgeState.Expired();
            default -> throw new IllegalStateException("state " + row.getString("state"));
        };
    }

    private static Reason reason(ResultSet row) throws SQLException {
        return new Reason(
                Reason.Kind.valueOf(row.getString("reason_code")), row.getString("reason"));
    }

    private static PledgeState.Appeal appeal(ResultSet row) throws SQLException {
        UUID by = row.getObject("appeal_by", UUID.class);
        String text = row.getString("appeal_text");
        return switch (row.getString("appeal_state")) {
            case "POSSIBLE" -> new PledgeState.Appeal.Possible(Times.at(row, "appeal_until"));
            case "OPEN" -> new PledgeState.Appeal.Open(by, Times.at(row, "appeal_at"), text);
            case "UPHELD" -> new PledgeState.Appeal.Upheld(by, Times.at(row, "appeal_at"), text);
            default -> throw new IllegalStateException("appeal " + row.getString("appeal_state"));
        };
    }
}
